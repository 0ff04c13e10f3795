// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/names.h"

#include "deal/edits.h"
#include "deal/leaves.h"
#include "deal/problem.h"
#include "deal/utf8.h"
#include "support/room_tests.h"

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

/// Unicode 15, table 3-7: the bytes of each well-formed character, from and to; 0, 0 where there are no more.
struct WellFormed {
    std::array<unsigned, 4> low;
    std::array<unsigned, 4> high;
    std::size_t length;
};
constexpr std::array wellFormed{WellFormed{{0x00}, {0x7f}, 1},
                                WellFormed{{0xc2, 0x80}, {0xdf, 0xbf}, 2},
                                WellFormed{{0xe0, 0xa0, 0x80}, {0xe0, 0xbf, 0xbf}, 3},
                                WellFormed{{0xe1, 0x80, 0x80}, {0xec, 0xbf, 0xbf}, 3},
                                WellFormed{{0xed, 0x80, 0x80}, {0xed, 0x9f, 0xbf}, 3},
                                WellFormed{{0xee, 0x80, 0x80}, {0xef, 0xbf, 0xbf}, 3},
                                WellFormed{{0xf0, 0x90, 0x80, 0x80}, {0xf0, 0xbf, 0xbf, 0xbf}, 4},
                                WellFormed{{0xf1, 0x80, 0x80, 0x80}, {0xf3, 0xbf, 0xbf, 0xbf}, 4},
                                WellFormed{{0xf4, 0x80, 0x80, 0x80}, {0xf4, 0x8f, 0xbf, 0xbf}, 4}};

/// How many bytes of `text` the table takes for its first character; 0 where it is none.
[[nodiscard]] std::size_t lengthInTheTable(std::string_view text)
{
    for (const WellFormed& row : wellFormed) {
        bool fits = text.size() >= row.length;
        for (std::size_t i = 0; fits && i < row.length; ++i) {
            const unsigned byte = static_cast<unsigned char>(text[i]);
            fits = byte >= row.low[i] && byte <= row.high[i];
        }
        if (fits) {
            return row.length;
        }
    }
    return 0;
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

    void aCharacterIsReadOffUtf8_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("character");  // -1: none
        const auto row = [](const char* name, const char* hex, int character) {
            QTest::newRow(name) << QByteArray::fromHex(hex) << character;
        };
        row("zero", "00", 0);
        row("a letter", "41", 'A');
        row("of two bytes", "c3a9", 0xe9);
        row("of three bytes", "e282ac", 0x20ac);
        row("of four bytes", "f09d849e", 0x1d11e);
        row("the last before the surrogates", "ed9fbf", 0xd7ff);
        row("the first after the surrogates", "ee8080", 0xe000);
        row("a noncharacter", "efbfbf", 0xffff);
        row("the last of all", "f48fbfbf", 0x10ffff);
        row("past the last", "f4908080", -1);
        row("overlong, two bytes", "c080", -1);
        row("overlong, three bytes", "e09fbf", -1);
        row("overlong, four bytes", "f08fbfbf", -1);
        row("a surrogate", "eda080", -1);
        row("another surrogate", "edbfbf", -1);
        row("truncated, two bytes", "c3", -1);
        row("truncated, three bytes", "e282", -1);
        row("truncated, four bytes", "f09d84", -1);
        row("broken off by a letter", "e28241", -1);
        row("a byte that only goes on", "80", -1);
        row("a byte that is never there", "ff", -1);
    }
    void aCharacterIsReadOffUtf8()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, character);
        for (const char* rest : {"", "x", "\x80"}) {
            const std::string text = bytes.toStdString() + (character < 0 ? "" : rest);
            std::string_view left = text;
            const auto taken = deal::takeCharacter(left);
            QCOMPARE(taken ? static_cast<int>(*taken) : -1, character);
            QCOMPARE(left.size(), character < 0 ? text.size() : std::string_view(rest).size());
        }
    }

    /// Four bytes of every class of the table, and truncated to fewer.
    void charactersAreThoseOfUnicodesTable()
    {
        constexpr std::array<unsigned char, 24> bytes{0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0,
                                                      0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec,
                                                      0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5};
        std::size_t wrong = 0;
        std::string text(4, '\0');
        for (std::size_t k = 0; k < bytes.size() * bytes.size() * bytes.size() * bytes.size(); ++k) {
            for (std::size_t i = 0, rest = k; i < text.size(); ++i, rest /= bytes.size()) {
                text[i] = static_cast<char>(bytes[rest % bytes.size()]);
            }
            for (std::size_t size = 1; size <= text.size(); ++size) {
                const std::string_view whole = std::string_view(text).substr(0, size);
                std::string_view left = whole;
                const bool taken = deal::takeCharacter(left).has_value();
                const std::size_t expected = lengthInTheTable(whole);
                wrong += taken != (expected > 0) || whole.size() - left.size() != expected ? 1 : 0;
            }
        }
        QCOMPARE(wrong, std::size_t{0});
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

ROOM_TEST(names, TestNames)
#include "tst_names.moc"
