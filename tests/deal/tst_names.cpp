// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/names.h"

#include "deal/edits.h"
#include "deal/leaves.h"
#include "deal/problem.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace dealwright;

namespace {

constexpr auto composed = "Caf\u00e9 offer";
constexpr auto decomposed = "Cafe\u0301 offer";

[[nodiscard]] bool breaks(const std::vector<deal::Problem>& problems, deal::Rule rule, const std::string& path)
{
    return std::ranges::any_of(
        problems, [&](const deal::Problem& problem) { return problem.rule == rule && problem.path == path; });
}

}  // namespace

class TestNames : public QObject {
    Q_OBJECT

private slots:
    void oneNameIsWrittenInTwoWays_data()
    {
        QTest::addColumn<QByteArray>("one");
        QTest::addColumn<QByteArray>("other");
        QTest::addColumn<bool>("same");
        // Unicode 15, chapter 3.11 and UAX #15, table 1 and figure 3.
        QTest::newRow("accent") << QByteArray(composed) << QByteArray(decomposed) << true;
        QTest::newRow("Hangul") << QByteArray("\uac00") << QByteArray("\u1100\u1161") << true;
        QTest::newRow("order of marks") << QByteArray("q\u0307\u0323") << QByteArray("q\u0323\u0307") << true;
        QTest::newRow("singleton") << QByteArray("\u212b") << QByteArray("\u00c5") << true;
        QTest::newRow("ligature") << QByteArray("\ufb01") << QByteArray("fi") << false;
        QTest::newRow("case") << QByteArray("Caf\u00e9") << QByteArray("CAF\u00c9") << false;
        QTest::newRow("look alike") << QByteArray("A") << QByteArray("\u0391") << false;
        QTest::newRow("not UTF-8") << QByteArray("\xff") << QByteArray("\xfe") << false;
        QTest::newRow("not UTF-8, twice the same") << QByteArray("\xff") << QByteArray("\xff") << true;
    }

    void oneNameIsWrittenInTwoWays()
    {
        QFETCH(QByteArray, one);
        QFETCH(QByteArray, other);
        QFETCH(bool, same);
        QCOMPARE(deal::sameName(one.toStdString(), other.toStdString()), same);
        QCOMPARE(deal::normalized(one.toStdString()) == deal::normalized(other.toStdString()), same);
    }

    void theExactSpellingComesFirst()
    {
        const std::array<std::string, 3> names{"Other", composed, decomposed};
        QCOMPARE(deal::findNamed(names, decomposed, std::identity{}) - names.begin(), 2);
        QCOMPARE(deal::findNamed(names, composed, std::identity{}) - names.begin(), 1);
        const std::array<std::string, 2> one{"Other", decomposed};
        QCOMPARE(deal::findNamed(one, composed, std::identity{}) - one.begin(), 1);
        QVERIFY(deal::findNamed(one, "Cafe offer", std::identity{}) == one.end());
    }

    void twoSpellingsOfOneNameBreakTheRule()
    {
        deal::Workbook workbook{{deal::templateScenario(), deal::templateScenario()}, composed};
        workbook.scenarios[0].name = decomposed;
        workbook.scenarios[1].name = "Other";
        QVERIFY(!deal::hasErrors(deal::validate(workbook)));  // the baseline is there, spelt otherwise
        workbook.scenarios[1].name = composed;
        QVERIFY(breaks(deal::validate(workbook), deal::Rule::nameNotUnique, "scenarios[1].name"));
        deal::Scenario scenario = deal::templateScenario();
        scenario.market.useCases[0].name = composed;
        scenario.market.useCases[1].name = decomposed;
        QVERIFY(breaks(deal::validate(scenario), deal::Rule::nameNotUnique, "market.useCases[1].name"));
    }

    void aUseCaseIsFoundByEitherSpelling()
    {
        deal::Scenario scenario = deal::templateScenario();
        scenario.market.useCases[1].name = decomposed;
        scenario.market.events.resize(1);
        QVERIFY(deal::assign(scenario, "market.events[0].useCase", std::string(composed)) == deal::AssignError::none);
        QCOMPARE(scenario.market.events[0].useCase.id, std::optional(scenario.market.useCases[1].id));
    }
};

QTEST_APPLESS_MAIN(TestNames)
#include "tst_names.moc"
