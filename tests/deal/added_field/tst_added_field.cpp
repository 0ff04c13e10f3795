// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/difference.h"
#include "deal/leaves.h"
#include "deal/problem.h"
#include "interchange/json.h"
#include "storage/deal_file.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <string>
#include <vector>

// The rooms that this program links are copies in which Terms has one more member, marketingFee, with its field
// (since the format after today's, 100 to 5,000, usually 200 to 1,000, 250 where absent): edit_copy.cmake. Nothing else
// was edited.
//
// Term sheet, search and PDF have no list of the terms of their own: each makes a row of every leaf that flatten
// gives whose path begins with "terms.", so that a leaf found here is a row found there.
using namespace dealwright;

namespace {

const std::string feePath = "terms.marketingFee";

/// A valid scenario of one use case.
[[nodiscard]] deal::Scenario scenario()
{
    deal::Scenario scenario;
    scenario.name = "Opening offer";
    scenario.timeline.months = 24;
    scenario.market.useCases = {{.id = 0, .name = "Search", .initialUsage = 1000.0, .trend = {}, .price = 2.0}};
    scenario.terms.shares = {{.baseRate = 0.1, .annualStep = 0.0}};
    return scenario;
}

[[nodiscard]] deal::Scenario scenarioWithFee(double fee)
{
    deal::Scenario result = scenario();
    result.terms.marketingFee = fee;
    return result;
}

[[nodiscard]] deal::Workbook workbookOf(const deal::Scenario& scenario)
{
    return {.scenarios = {scenario}, .baseline = scenario.name};
}

[[nodiscard]] QByteArray fileNamed(const char* name)
{
    QFile file(QDir(DEALWRIGHT_TEST_DATA).filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TestAddedField : public QObject {
    Q_OBJECT

private slots:
    void itIsALeafWithItsLabelAndRange()
    {
        const auto leaf = deal::leafAt(scenarioWithFee(300.0), feePath);
        QVERIFY(leaf);
        QCOMPARE(deal::labelOf(*leaf), std::string("Marketing fee"));
        QCOMPARE(leaf->field->low, 100.0);
        QCOMPARE(leaf->field->usualHigh, 1000.0);
        QCOMPARE(deal::numberOf(*leaf).value_or(0.0), 300.0);
        QCOMPARE(std::string(leaf->sections.back()->label), std::string("Terms"));
    }

    void assignSetsIt()
    {
        deal::Scenario changed = scenario();
        QCOMPARE(deal::assign(changed, feePath, 400.0), deal::AssignError::none);
        QVERIFY(changed == scenarioWithFee(400.0));
        QCOMPARE(deal::assign(changed, feePath, std::string("much")), deal::AssignError::wrongType);
        QVERIFY(changed == scenarioWithFee(400.0));
    }

    void aJsonLiteralSetsItByItsPath()
    {
        const auto changed = interchange::assignJson(scenario(), feePath, "450.5");
        QVERIFY(changed.scenario && *changed.scenario == scenarioWithFee(450.5));
    }

    void validationReportsItOutOfItsRange()
    {
        QVERIFY(deal::validate(scenarioWithFee(100.0)).empty());
        const deal::Scenario wrong = scenarioWithFee(5001.0);
        const std::vector<deal::Problem> problems = deal::validate(wrong);
        QCOMPARE(problems.size(), std::size_t(1));
        QCOMPARE(problems.front().path, feePath);
        QCOMPARE(problems.front().rule, deal::Rule::aboveHigh);
        QVERIFY(problems.front().value == deal::Value(5001.0));
        QVERIFY(problems.front().bound == deal::Value(5000.0));
        QVERIFY(deal::validateLeaf(*deal::leafAt(wrong, feePath)) == problems);
    }

    void theDifferenceOfTwoScenariosShowsIt()
    {
        const auto differences = deal::difference(scenario(), scenarioWithFee(500.0));
        QCOMPARE(differences.size(), std::size_t(1));
        QCOMPARE(differences.front().any().path, feePath);
        QCOMPARE(deal::numberOf(*differences.front().before).value_or(0.0), 250.0);
        QCOMPARE(deal::numberOf(*differences.front().after).value_or(0.0), 500.0);
    }

    void jsonWritesAndReadsIt()
    {
        const std::string json = interchange::writeJson(scenarioWithFee(600.0));
        const auto terms = QJsonDocument::fromJson(QByteArray::fromStdString(json)).object()["terms"].toObject();
        QCOMPARE(terms["marketingFee"].toDouble(), 600.0);
        const auto read = interchange::readWorkbook(json);
        QVERIFY(read.workbook);
        QVERIFY(read.workbook->scenarios.front() == scenarioWithFee(600.0));
    }

    void jsonWithoutItTakesTheDefault()
    {
        std::string json = interchange::writeJson(scenarioWithFee(600.0));
        const std::string member = "\"marketingFee\": 600";
        const std::size_t at = json.find(member);
        QVERIFY(at != std::string::npos);
        json.replace(at, member.size(), "\"marketingFee\": null");
        const auto read = interchange::readWorkbook(json);
        QVERIFY(read.workbook);
        QVERIFY(read.workbook->scenarios.front() == scenario());
        const auto old = interchange::readWorkbook(fileNamed("format-1.json").toStdString());
        QVERIFY(old.workbook);
        QCOMPARE(old.workbook->scenarios.front().terms.marketingFee, 250.0);
    }

    void theSchemaDescribesIt()
    {
        const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(interchange::schema())).object();
        const auto scenarioProperties = document["$defs"]["scenario"]["properties"];
        const auto fee = scenarioProperties["terms"]["properties"]["marketingFee"].toObject();
        QCOMPARE(fee["title"].toString(), QString("Marketing fee"));
        QCOMPARE(fee["minimum"].toDouble(), 100.0);
        QCOMPARE(fee["maximum"].toDouble(), 5000.0);
        QCOMPARE(fee["default"].toDouble(), 250.0);
        const auto offers = scenarioProperties["negotiation"]["properties"]["offers"];
        QVERIFY(offers["items"]["properties"]["terms"]["properties"]["marketingFee"].isObject());
    }

    void theArchiveKeepsIt()
    {
        deal::Workbook workbook = workbookOf(scenarioWithFee(700.0));
        workbook.scenarios.front().negotiation.offers = {
            {.party = deal::Side::host, .date = {}, .note = {}, .terms = scenarioWithFee(800.0).terms}};
        const auto encoded = storage::encode(workbook);
        QVERIFY(!encoded.problem);
        QVERIFY(encoded.bytes.startsWith("DEALWRIGHT " + QByteArray::number(storage::currentFormat) + " xml "));
        const auto decoded = storage::decode(encoded.bytes);
        QVERIFY(decoded.workbook);
        QVERIFY(*decoded.workbook == workbook);
        QCOMPARE(decoded.workbook->scenarios.front().negotiation.offers.front().terms.marketingFee, 800.0);
    }

    void aFileOlderThanItOpensWithItsDefault()
    {
        const QByteArray bytes = fileNamed("format-1.deal");
        QVERIFY(bytes.startsWith("DEALWRIGHT 1 xml "));
        QCOMPARE_GT(storage::currentFormat, 1);
        const auto decoded = storage::decode(bytes);
        QVERIFY(decoded.workbook);
        for (const deal::Scenario& each : decoded.workbook->scenarios) {
            QCOMPARE(each.terms.marketingFee, 250.0);
        }
        // Saving it brings it to the copy's format.
        const auto again = storage::decode(storage::encode(*decoded.workbook).bytes);
        QVERIFY(again.workbook && *again.workbook == *decoded.workbook);
    }
};

QTEST_APPLESS_MAIN(TestAddedField)
#include "tst_added_field.moc"
