// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/bridge.h"
#include "analysis/redline.h"
#include "app/commands/json_output.h"
#include "contract/ledger_rows.h"
#include "deal/clauses.h"
#include "deal/difference.h"
#include "deal/edit.h"
#include "deal/edits.h"
#include "deal/leaves.h"
#include "deal/problem.h"
#include "interchange/json.h"
#include "simulation/simulate.h"
#include "storage/deal_file.h"
#include "views/report/difference_table.h"
#include "views/report/term_tables.h"
#include "views/termsheet/sheet_sections.h"
#include "words/format.h"
#include "words/titles.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

// The rooms that this program links are copies in which Terms has four members more (edit_copy.cmake): marketingFee, a
// term (since the format after today's, 100 to 5,000, usually 200 to 1,000, 250 where absent); workshops, a list whose
// elements stand alone; pledges, one for each use case or none; and onboarding, a clause: the host pays the licensor
// monthlyFee in each of `months` months from firstMonth on. Their description was added and the clause's arithmetic in
// ledger, plan and bridge, and nothing else was edited.
using namespace dealwright;

namespace {

const std::string feePath = "terms.marketingFee";

/// A valid scenario of one use case.
[[nodiscard]] deal::Scenario scenario()
{
    deal::Scenario scenario;
    scenario.name = "Opening offer";
    scenario.timeline.months = 24;
    scenario.parties.licensor.discountRate = 0.25;
    scenario.parties.host.discountRate = 0.6;
    scenario.simulation.paths = 1024;
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

/// The scenario with two workshops, of which the second has no name.
[[nodiscard]] deal::Scenario scenarioWithWorkshops()
{
    deal::Scenario result = scenario();
    result.terms.workshops = {{.name = "Kick-off", .fee = 100.0},
                              {.name = {}, .fee = 200.0, .useCase = {0}, .month = 3}};
    return result;
}

/// 1,000 in month 11, which ends a year after signing: 800 today at the licensor's 25 % a year, 625 at the host's 60 %.
[[nodiscard]] deal::Scenario scenarioWithOnboarding()
{
    deal::Scenario result = scenario();
    result.terms.onboarding = {.monthlyFee = 1000.0, .firstMonth = 11, .months = 1};
    return result;
}

constexpr double licensorGains = 800.0;
constexpr double hostPays = 625.0;

/// Sums of figures below a million, each rounded in the sixteenth digit.
[[nodiscard]] bool agree(double one, double other)
{
    return std::fabs(one - other) < 1e-6;
}

[[nodiscard]] deal::Edit listEdit(deal::Edit::Kind kind, std::size_t position, std::size_t target = 0)
{
    return {.kind = kind, .path = "terms.workshops", .position = position, .target = target};
}

[[nodiscard]] std::vector<std::pair<std::string, deal::Rule>> rulesBroken(const deal::Scenario& scenario)
{
    std::vector<std::pair<std::string, deal::Rule>> broken;
    for (const deal::Problem& problem : deal::validate(scenario)) {
        broken.emplace_back(problem.path, problem.rule);
    }
    return broken;
}

[[nodiscard]] simulation::Projection priced(const deal::Scenario& scenario)
{
    simulation::Outputs outputs;
    outputs.bridge = true;
    return *simulation::Simulator().project(scenario, outputs);
}

/// The lines of all tables of the pages of terms, cells joined.
[[nodiscard]] QStringList linesOnPaper(const deal::Scenario& scenario)
{
    QStringList lines;
    for (const views::report::Table& table : views::report::termTables(scenario, {}).tables) {
        lines << table.title;
        for (const QStringList& row : table.rows) {
            lines << row.join(QStringLiteral(" | "));
        }
    }
    return lines;
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

    void elementsOfTheListAreInsertedRemovedAndMoved()
    {
        using Kind = deal::Edit::Kind;
        deal::Scenario before = scenarioWithWorkshops();
        before.negotiation.levers = {{"terms.workshops[1].fee", 100.0, 300.0, 0}};
        QVERIFY(deal::validate(before).empty());
        const deal::Applied inserted = deal::applied(before, listEdit(Kind::insert, 1));
        QVERIFY(inserted.scenario);
        QCOMPARE(inserted.scenario->terms.workshops.size(), std::size_t(3));
        QVERIFY(inserted.scenario->terms.workshops[1] == deal::Workshop{});
        QCOMPARE(inserted.scenario->negotiation.levers.front().term, std::string("terms.workshops[2].fee"));
        QVERIFY(deal::validate(*inserted.scenario).empty());

        const deal::Applied full = deal::applied(*inserted.scenario, listEdit(Kind::insert, 3));
        QVERIFY(full.problem && full.problem->rule == deal::Rule::listTooLong);

        const deal::Applied moved = deal::applied(before, listEdit(Kind::move, 1, 0));
        QVERIFY(moved.scenario);
        QCOMPARE(moved.scenario->terms.workshops[1].name, std::string("Kick-off"));
        QCOMPARE(moved.scenario->negotiation.levers.front().term, std::string("terms.workshops[0].fee"));

        const deal::Applied removed = deal::applied(before, listEdit(Kind::remove, 1));
        QVERIFY(removed.scenario);
        QCOMPARE(removed.scenario->terms.workshops.size(), std::size_t(1));
        QVERIFY(removed.scenario->negotiation.levers.empty());
    }

    void elementsAreCalledByTheirNameOrNumber()
    {
        const deal::Scenario with = scenarioWithWorkshops();
        const auto title = [&](const char* path) { return words::leafTitle(*deal::leafAt(with, path)); };
        QCOMPARE(title("terms.workshops[0].fee"), QStringLiteral("Kick-off: fee"));
        QCOMPARE(title("terms.workshops[1].fee"), QStringLiteral("Workshop 2: fee"));
        QCOMPARE(deal::labelOf(*deal::leafAt(with, "terms.workshops[1].fee")), std::string("Workshop 2: fee"));
        QCOMPARE(words::listElementName("terms.workshops"), QStringLiteral("workshop"));
    }

    void elementsAreHeldToTheRules()
    {
        deal::Scenario wrong = scenarioWithWorkshops();
        wrong.terms.workshops[0].fee = 2e6;
        wrong.terms.workshops[0].useCase = {7};
        wrong.terms.workshops[1].month = 24;
        wrong.terms.pledges.resize(2);
        const std::vector<std::pair<std::string, deal::Rule>> expected{
            {"terms.workshops[0].fee", deal::Rule::aboveHigh},
            {"terms.workshops[0].useCase", deal::Rule::unknownUseCase},
            {"terms.workshops[1].month", deal::Rule::outsideTerm},
            {"terms.pledges", deal::Rule::listLengthNotUseCases}};
        QVERIFY(rulesBroken(wrong) == expected);
        wrong = scenario();
        wrong.terms.workshops.resize(4);
        QVERIFY(rulesBroken(wrong) == (decltype(expected){{"terms.workshops", deal::Rule::listTooLong}}));
    }

    void aListForEachUseCaseFollowsThem()
    {
        deal::Scenario deal = scenario();
        deal.terms.pledges = {{.monthlyUsage = 5.0}};
        deal.negotiation.offers = {{.party = deal::Side::host, .date = {}, .note = {}, .terms = deal.terms}};
        deal.negotiation.levers = {{"terms.pledges[0].monthlyUsage", 1.0, 9.0, 0}};
        deal::UseCase chat = deal.market.useCases.front();
        chat.name = "Chat";
        const deal::Scenario two = deal::withUseCase(deal, 0, chat, {.baseRate = 0.1});
        QVERIFY(deal::validate(two).empty());
        QVERIFY(two.terms.pledges == (std::vector<deal::Pledge>{{0.0}, {5.0}}));
        QVERIFY(two.negotiation.offers.front().terms.pledges == two.terms.pledges);
        QCOMPARE(two.negotiation.levers.front().term, std::string("terms.pledges[1].monthlyUsage"));
        QCOMPARE(deal::leafAt(two, "terms.pledges[1].monthlyUsage")->element, std::string("Search"));

        const deal::Scenario turned = deal::withUseCaseMoved(two, 1, 0);
        QCOMPARE(turned.terms.pledges.front().monthlyUsage, 5.0);
        QVERIFY(deal::difference(two, turned).empty());
        QVERIFY(deal::withoutUseCase(two, 0).terms.pledges == deal.terms.pledges);
        // None stays none.
        QVERIFY(deal::withUseCase(scenario(), 0, chat, {.baseRate = 0.1}).terms.pledges.empty());
    }

    void whatConcernsAUseCaseAloneGoesWithIt()
    {
        deal::UseCase chat = scenario().market.useCases.front();
        chat.name = "Chat";
        const deal::Scenario two = deal::withUseCase(scenarioWithWorkshops(), 1, chat, {.baseRate = 0.1});
        const deal::Scenario one = deal::withoutUseCase(two, 0);
        QCOMPARE(one.terms.workshops.size(), std::size_t(1));
        QCOMPARE(one.terms.workshops.front().name, std::string("Kick-off"));
    }

    void filesKeepListsAndClause()
    {
        deal::Scenario with = scenarioWithWorkshops();
        with.terms.pledges = {{.monthlyUsage = 5.0}};
        with.terms.onboarding = scenarioWithOnboarding().terms.onboarding;
        const auto decoded = storage::decode(storage::encode(workbookOf(with)).bytes);
        QVERIFY(decoded.workbook && *decoded.workbook == workbookOf(with));
        const auto read = interchange::readWorkbook(interchange::writeJson(with));
        QVERIFY(read.workbook && read.workbook->scenarios.front() == with);
        const auto assigned = interchange::assignJson(scenario(), "terms.onboarding", R"({"monthlyFee": 1000,
            "firstMonth": 11, "months": 1})");
        QVERIFY(assigned.scenario && *assigned.scenario == scenarioWithOnboarding());
    }

    void everyElementAndTheClauseAreClausesOfTheRedline()
    {
        deal::Scenario to = scenarioWithWorkshops();
        to.terms.onboarding = scenarioWithOnboarding().terms.onboarding;
        const std::vector<std::string> changed = deal::changedClauses(scenario().terms, to.terms);
        QVERIFY(changed == (std::vector<std::string>{"terms.workshops[0]", "terms.workshops[1]", "terms.onboarding"}));
        QCOMPARE(deal::clauseOf(*deal::leafAt(to, "terms.workshops[1].fee")), changed[1]);
        QCOMPARE(deal::clauseOf(*deal::leafAt(to, "terms.onboarding.months")), changed[2]);
        const deal::Terms mixed = deal::withClauses(scenario().terms, to.terms, std::vector{changed[1]});
        QVERIFY(mixed.workshops == std::vector{to.terms.workshops[1]});
        QVERIFY(deal::withClauses(scenario().terms, to.terms, changed) == to.terms);
        QVERIFY(deal::withClauses(to.terms, scenario().terms, changed) == scenario().terms);
    }

    void theLedgerPaysTheClause()
    {
        const deal::Scenario with = scenarioWithOnboarding();
        const contract::Ledger before = contract::ledgerOf(scenario(), contract::withoutLuck(scenario()));
        const contract::Ledger after = contract::ledgerOf(with, contract::withoutLuck(with));
        QVERIFY(agree(after.licensorNpv - before.licensorNpv, licensorGains));
        QVERIFY(agree(after.hostNpv - before.hostNpv, -hostPays));
        std::vector<contract::LedgerRow> paid;
        for (const contract::LedgerRow& row : contract::ledgerRows(after, with)) {
            if (contract::wordOf(row.item) == "onboarding" && row.value != 0.0) {
                paid.push_back(row);
            }
        }
        QCOMPARE(paid.size(), std::size_t(1));
        QCOMPARE(paid.front().month, 11);
        QCOMPARE(paid.front().value, 1000.0);
    }

    void theProjectionAndItsBridgeHoldIt()
    {
        const simulation::Projection before = priced(scenario());
        const simulation::Projection after = priced(scenarioWithOnboarding());
        QVERIFY(agree(after.licensor.npv.mean - before.licensor.npv.mean, licensorGains));
        QVERIFY(agree(after.host.npv.mean - before.host.npv.mean, -hostPays));
        const app::Json bridge = app::bridgeJson(scenarioWithOnboarding(), after);
        for (const auto& [side, amount] : {std::pair{"licensor", licensorGains}, std::pair{"host", -hostPays}}) {
            const app::Json& lines = bridge[side]["lines"];
            const auto line =
                std::ranges::find_if(lines, [](const app::Json& one) { return one["item"] == "onboarding"; });
            QVERIFY(line != lines.end());
            QVERIFY(agree((*line)["amount"].get<double>(), amount));
            double sum = 0.0;
            for (const app::Json& one : lines) {
                sum += one["amount"].get<double>();
            }
            QVERIFY(agree(sum, bridge[side]["npv"].get<double>()));
        }
    }

    void theRedlineNamesWhatItMoves()
    {
        const deal::Scenario with = scenarioWithOnboarding();
        const auto found = analysis::redline(scenario(), with);
        QCOMPARE(found.error, analysis::RedlineError::none);
        const app::Json json = app::redlineJson(scenario(), with, found.redline, priced(scenario()));
        const std::string text = json.dump();
        QVERIFY(text.find("terms.onboarding") != std::string::npos);
        QCOMPARE(found.redline.clauses.size(), std::size_t(1));
        QCOMPARE(found.redline.clauses.front().clause, std::string("terms.onboarding"));
        QVERIFY(agree(found.redline.clauses.front().licensor, licensorGains));
        QVERIFY(agree(found.redline.clauses.front().host, -hostPays));

        const words::Format format(with);
        const auto table =
            views::report::differenceTable(scenario(), with, found.redline, format, format.moneyScale(1.0));
        QVERIFY(!table.table.rows.isEmpty());
        const QStringList& row = table.table.rows.front();
        QCOMPARE(row[0], QStringLiteral("Onboarding"));
        QVERIFY(row[2].contains(QStringLiteral("monthly fee ") + format.show(1000.0, deal::Dimension::moneyPerMonth)));
        QVERIFY2(row[3].contains(QStringLiteral("800")), qPrintable(row[3]));
        QVERIFY2(row[4].contains(QStringLiteral("625")), qPrintable(row[4]));
    }

    void theTermSheetHasItsRows()
    {
        deal::Scenario with = scenarioWithWorkshops();
        with.terms.onboarding = scenarioWithOnboarding().terms.onboarding;
        const auto leaf = *deal::leafAt(with, "terms.onboarding.monthlyFee");
        QCOMPARE(deal::sectionOf(leaf), deal::Section::payments);
        QCOMPARE(views::sheet::headOf(leaf), QStringLiteral("Onboarding"));
        const auto fee = *deal::leafAt(with, "terms.workshops[1].fee");
        QCOMPARE(deal::sectionOf(fee), deal::Section::contributions);
        QCOMPARE(views::sheet::headOf(fee), QStringLiteral("Workshop 2"));
        const deal::Outline outline = deal::outline(with);
        const auto growing = std::ranges::find(outline.lists, std::string("terms.workshops"), &deal::ListExtent::path);
        QVERIFY(growing != outline.lists.end() && views::sheet::grows(*growing->field));
        const auto pledges = std::ranges::find(outline.lists, std::string("terms.pledges"), &deal::ListExtent::path);
        QVERIFY(pledges != outline.lists.end() && !views::sheet::grows(*pledges->field));
        QCOMPARE(pledges->section, deal::Section::governance);
    }

    void thePagesHaveTheirRows()
    {
        deal::Scenario with = scenarioWithWorkshops();
        with.terms.onboarding = scenarioWithOnboarding().terms.onboarding;
        const words::Format format(with);
        const QStringList lines = linesOnPaper(with);
        QVERIFY(lines.contains(QStringLiteral("Workshops")));
        const auto has = [&](const QString& start, const QString& figure) {
            return std::ranges::any_of(
                lines, [&](const QString& line) { return line.startsWith(start) && line.contains(figure); });
        };
        QVERIFY(has(QStringLiteral("Kick-off | "), format.show(100.0, deal::Dimension::money)));
        QVERIFY(has(QStringLiteral("Workshop 2 | "), format.show(200.0, deal::Dimension::money)));
        QVERIFY(has(QStringLiteral("Onboarding | "), format.show(1000.0, deal::Dimension::moneyPerMonth)));
        const QStringList absent = views::report::termTables(scenario(), {}).absent;
        QVERIFY(absent.contains(QStringLiteral("onboarding")) && absent.contains(QStringLiteral("workshops")));
    }
};

QTEST_MAIN(TestAddedField)
#include "tst_added_field.moc"
