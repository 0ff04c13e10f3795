// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/edits.h"
#include "deal/filled.h"
#include "deal/problem.h"
#include "support/random_scenarios.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <limits>

using namespace dealwright;
using deal::Rule;
using deal::Scenario;
using deal::Severity;
using deal::Value;

namespace {

using Change = std::function<void(Scenario&)>;

/// A valid scenario without warnings that has an element in every list, exclusivity, caps and an offer.
[[nodiscard]] Scenario fullScenario()
{
    Scenario scenario = deal::templateScenario();
    scenario.market.events = {{.id = 0, .name = "Rival", .annualRate = 0.3, .meanImpact = -0.1}};
    scenario.market.nextEventId = 1;
    scenario.terms.exclusivity.resize(6);
    scenario.terms.exclusivity[4] = {true, 6, 24, 0.03, 0.25, 1e6, 1e6};
    scenario.terms.annualCap = 5e7;
    scenario.terms.milestones = {{1e8, 1e6, deal::Side::host}};
    scenario.terms.contributions = {{.name = "Updates", .months = 12}};
    scenario.negotiation.offers = {{deal::Side::host, "2027-01-12", "", scenario.terms}};
    return scenario;
}

struct Case {
    const char* name;
    Change change;
    std::vector<std::pair<std::string, Rule>> expected;  ///< errors unless the rule is a warning's
};

[[nodiscard]] std::string inWords(const std::vector<deal::Problem>& problems)
{
    std::string words;
    for (const deal::Problem& problem : problems) {
        words += deal::describe(problem) + "\n";
    }
    return words;
}

[[nodiscard]] bool isWarning(Rule rule)
{
    return rule >= Rule::dateInvalid;
}

[[nodiscard]] std::vector<Case> rulesBetweenFields()
{
    return {
        {"no use case",
         [](Scenario& s) {
             s.market.useCases.clear();
             s.market.correlation.clear();
             s.terms.shares.clear();
             s.terms.exclusivity.clear();
             s.negotiation = {};
         },
         {{"market.useCases", Rule::listEmpty}}},
        {"name twice",
         [](Scenario& s) { s.market.useCases[3].name = "Search"; },
         {{"market.useCases[4].name", Rule::nameNotUnique}}},
        {"name empty",
         [](Scenario& s) { s.market.useCases[3].name.clear(); },
         {{"market.useCases[3].name", Rule::textEmpty}}},
        {"id twice", [](Scenario& s) { s.market.useCases[3].id = 5; }, {{"market.useCases[5].id", Rule::idNotUnique}}},
        {"event's id twice",
         [](Scenario& s) { s.market.events.push_back(s.market.events[0]); },
         {{"market.events[1].id", Rule::idNotUnique}}},
        {"event of an unknown use case",
         [](Scenario& s) { s.market.events[0].useCase.id = 17; },
         {{"market.events[0].useCase", Rule::unknownUseCase}}},
        {"contribution to an unknown use case",
         [](Scenario& s) { s.terms.contributions[0].useCase.id = 17; },
         {{"terms.contributions[0].useCase", Rule::unknownUseCase}}},
        {"ceiling at usage",
         [](Scenario& s) { s.market.useCases[0].trend.ceiling = s.market.useCases[0].initialUsage; },
         {{"market.useCases[0].trend.ceiling", Rule::ceilingNotAboveUsage}}},
        {"ceiling under usage, exponential", [](Scenario& s) { s.market.useCases[5].trend.ceiling = 1; }, {}},
        {"logistic from nothing",
         [](Scenario& s) { s.market.useCases[0].initialUsage = 0; },
         {{"market.useCases[0].initialUsage", Rule::logisticWithoutUsage}}},
        {"share too few",
         [](Scenario& s) { s.terms.shares.pop_back(); },
         {{"terms.shares", Rule::listLengthNotUseCases}}},
        {"share too many",
         [](Scenario& s) { s.terms.shares.emplace_back(); },
         {{"terms.shares", Rule::listLengthNotUseCases}}},
        {"no exclusivity at all", [](Scenario& s) { s.terms.exclusivity.clear(); }, {}},
        {"exclusivity too short",
         [](Scenario& s) { s.terms.exclusivity.pop_back(); },
         {{"terms.exclusivity", Rule::listLengthNotUseCases}}},
        {"floor at the cap", [](Scenario& s) { s.terms.rateFloor = s.terms.rateCap; }, {}},
        {"floor over the cap",
         [](Scenario& s) { s.terms.rateFloor = 0.26; },
         {{"terms.rateFloor", Rule::floorAboveCap}}},
        {"first threshold",
         [](Scenario& s) { s.terms.tiers.steps[0].threshold = 1; },
         {{"terms.tiers.steps[0].threshold", Rule::firstThresholdNotZero}}},
        {"equal thresholds",
         [](Scenario& s) { s.terms.tiers.steps[2].threshold = s.terms.tiers.steps[1].threshold; },
         {{"terms.tiers.steps[2].threshold", Rule::thresholdNotRising}}},
        {"falling thresholds",
         [](Scenario& s) { s.terms.tiers.steps[2].threshold = 1; },
         {{"terms.tiers.steps[2].threshold", Rule::thresholdNotRising}}},
        {"17 steps",
         [](Scenario& s) {
             while (s.terms.tiers.steps.size() < 17) {
                 s.terms.tiers.steps.push_back({s.terms.tiers.steps.back().threshold + 1, 0});
             }
         },
         {{"terms.tiers.steps", Rule::listTooLong}}},
        {"64 milestones", [](Scenario& s) { s.terms.milestones.assign(64, {1, 1, deal::Side::host}); }, {}},
        {"65 milestones",
         [](Scenario& s) { s.terms.milestones.assign(65, {1, 1, deal::Side::host}); },
         {{"terms.milestones", Rule::listTooLong}}},
        {"granted for no month",
         [](Scenario& s) { s.terms.exclusivity[4].months = 0; },
         {{"terms.exclusivity[4].months", Rule::grantedWithoutMonths}}},
        {"for no month, not granted", [](Scenario& s) { s.terms.exclusivity[4] = {}; }, {}},
        {"spread without a mean",
         [](Scenario& s) { s.terms.incident.lossSd = 1; },
         {{"terms.incident.lossSd", Rule::spreadWithoutMean}}},
        {"an offer's floor",
         [](Scenario& s) { s.negotiation.offers[0].terms.rateFloor = 0.26; },
         {{"negotiation.offers[0].terms.rateFloor", Rule::floorAboveCap}}},
        {"an offer's shares",
         [](Scenario& s) { s.negotiation.offers[0].terms.shares.clear(); },
         {{"negotiation.offers[0].terms.shares", Rule::listLengthNotUseCases}}},
        {"an offer's own range",
         [](Scenario& s) { s.negotiation.offers[0].terms.recoupment = 2; },
         {{"negotiation.offers[0].terms.recoupment", Rule::aboveHigh}}},
        {"lever upside down",
         [](Scenario& s) { s.negotiation.levers[0].low = 0.5; },
         {{"negotiation.levers[0].low", Rule::lowAboveHigh}}},
        {"lever of one value", [](Scenario& s) { s.negotiation.levers[0].low = s.negotiation.levers[0].high; }, {}},
        {"lever on nothing",
         [](Scenario& s) { s.negotiation.levers[0].term = "terms.shares[9].baseRate"; },
         {{"negotiation.levers[0].term", Rule::unknownTerm}}},
        {"lever on a word",
         [](Scenario& s) { s.negotiation.levers[0].term = "terms.revenueBase"; },
         {{"negotiation.levers[0].term", Rule::unknownTerm}}},
        {"lever on a flag",
         [](Scenario& s) { s.negotiation.levers[0].term = "terms.exclusivity[4].granted"; },
         {{"negotiation.levers[0].term", Rule::unknownTerm}}},
        {"lever on the market",
         [](Scenario& s) { s.negotiation.levers[0].term = "market.useCases[0].price"; },
         {{"negotiation.levers[0].term", Rule::unknownTerm}}},
        {"lever on a reference",
         [](Scenario& s) { s.negotiation.levers[0].term = "terms.contributions[0].useCase"; },
         {{"negotiation.levers[0].term", Rule::unknownTerm}}},
        {"lever on an absent cap", [](Scenario& s) { s.negotiation.levers[0] = {"terms.totalCap", 1, 2, 0}; }, {}},
        {"lever past its term's range",
         [](Scenario& s) { s.negotiation.levers[1].high = 1.5; },
         {{"negotiation.levers[1].high", Rule::aboveHigh}}},
        {"correlation's rows",
         [](Scenario& s) { s.market.correlation.pop_back(); },
         {{"market.correlation", Rule::listLengthNotUseCases}}},
        {"correlation's columns",
         [](Scenario& s) { s.market.correlation[2].push_back(0); },
         {{"market.correlation[2]", Rule::listLengthNotUseCases}}},
        {"correlation's symmetry",
         [](Scenario& s) { s.market.correlation[2][1] = 0.25; },
         {{"market.correlation[2][1]", Rule::correlationNotSymmetric}}},
        {"correlation's diagonal",
         [](Scenario& s) { s.market.correlation[2][2] = 0.5; },
         {{"market.correlation[2][2]", Rule::correlationDiagonal}}},
        {"no correlation at all", [](Scenario& s) { s.market.correlation.clear(); }, {}},
        {"currency", [](Scenario& s) { s.timeline.currency = "usd"; }, {{"timeline.currency", Rule::currencyUnknown}}},
        {"name of 200 characters",
         [](Scenario& s) {
             s.name.clear();
             for (int i = 0; i < 200; ++i) {
                 s.name += "é";
             }
         },
         {}},
        {"name of 201 characters", [](Scenario& s) { s.name = std::string(201, 'x'); }, {{"name", Rule::textTooLong}}},
        {"notes of 10,001 characters",
         [](Scenario& s) { s.notes = std::string(10001, 'x'); },
         {{"notes", Rule::textTooLong}}},
        {"a line end in a name", [](Scenario& s) { s.name = "a\nb"; }, {{"name", Rule::textNotPrintable}}},
        {"bytes that are no text", [](Scenario& s) { s.notes = "a\xff"; }, {{"notes", Rule::textNotPrintable}}},
        {"an overlong character", [](Scenario& s) { s.notes = "\xc0\x80"; }, {{"notes", Rule::textNotPrintable}}},
        // Warnings
        {"deductions of gross",
         [](Scenario& s) { s.terms.deductions = 0.1; },
         {{"terms.deductions", Rule::deductionsIdle}}},
        {"deductions of net",
         [](Scenario& s) {
             s.terms.deductions = 0.1;
             s.terms.revenueBase = deal::RevenueBase::net;
         },
         {}},
        {"advance not recouped",
         [](Scenario& s) { s.terms.recoupment = 0; },
         {{"terms.advance", Rule::advanceNotRecouped}}},
        {"guarantee over the cap",
         [](Scenario& s) { s.terms.annualCap = 1e7; },
         {{"terms.minimumGuarantee", Rule::guaranteeAboveCap}}},
        {"test before the launch",
         [](Scenario& s) {
             s.market.useCases[4].launchMonth = 7;
             s.negotiation.offers.clear();
         },
         {{"terms.exclusivity[4].firstMonth", Rule::testBeforeLaunch}}},
        {"no test before the launch",
         [](Scenario& s) {
             s.market.useCases[4].launchMonth = 7;
             s.terms.exclusivity[4].minimumAnnualUsage = 0;
             s.negotiation.offers.clear();
         },
         {}},
        {"launch after the term",
         [](Scenario& s) { s.market.useCases[5].launchMonth = 60; },
         {{"market.useCases[5].launchMonth", Rule::outsideTerm}}},
        {"launch in the last month", [](Scenario& s) { s.market.useCases[5].launchMonth = 59; }, {}},
        {"exclusivity after the term",
         [](Scenario& s) { s.terms.exclusivity[4].firstMonth = 60; },
         {{"terms.exclusivity[4].firstMonth", Rule::outsideTerm}}},
        {"exclusivity over the end", [](Scenario& s) { s.terms.exclusivity[4].months = 600; }, {}},
        {"contribution after the term",
         [](Scenario& s) { s.terms.contributions[0].firstMonth = 60; },
         {{"terms.contributions[0].firstMonth", Rule::outsideTerm}}},
        {"a day that is none",
         [](Scenario& s) { s.negotiation.offers[0].date = "2027-02-29"; },
         {{"negotiation.offers[0].date", Rule::dateInvalid}}},
        {"no day", [](Scenario& s) { s.negotiation.offers[0].date.clear(); }, {}},
    };
}

}  // namespace

class TestValidation : public QObject {
    Q_OBJECT

private slots:
    void randomScenariosAreValid()
    {
        for (std::uint64_t seed = 0; seed < 500; ++seed) {
            for (const deal::Problem& problem : deal::validate(tests::randomScenario(seed))) {
                QVERIFY2(problem.severity == Severity::warning,
                         ("seed " + std::to_string(seed) + ": " + deal::describe(problem)).c_str());
            }
        }
    }

    void everyRuleBetweenFieldsIsReported_data()
    {
        QTest::addColumn<std::size_t>("row");
        const auto cases = rulesBetweenFields();
        for (std::size_t i = 0; i < cases.size(); ++i) {
            QTest::newRow(cases[i].name) << i;
        }
    }
    void everyRuleBetweenFieldsIsReported()
    {
        QFETCH(const std::size_t, row);
        const Case one = rulesBetweenFields()[row];
        Scenario scenario = fullScenario();
        QVERIFY2(deal::validate(scenario).empty(), inWords(deal::validate(scenario)).c_str());
        one.change(scenario);
        const auto problems = deal::validate(scenario);
        QVERIFY2(problems.size() == one.expected.size(), inWords(problems).c_str());
        for (std::size_t i = 0; i < problems.size(); ++i) {
            QCOMPARE(problems[i].path, one.expected[i].first);
            QVERIFY2(problems[i].rule == one.expected[i].second, deal::describe(problems[i]).c_str());
            QCOMPARE(problems[i].severity, isWarning(problems[i].rule) ? Severity::warning : Severity::error);
        }
    }

    /// MODEL.md 8.1, field by field: the last value that is allowed and the first that is not, below and above.
    void everyFieldKeepsItsRange_data()
    {
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        constexpr double step = 1e-9;
        QTest::addColumn<QString>("path");
        QTest::addColumn<double>("allowedLow");
        QTest::addColumn<double>("refusedLow");
        QTest::addColumn<double>("allowedHigh");
        QTest::addColumn<double>("refusedHigh");
        const auto row = [](const char* path, double allowedLow, double refusedLow, double allowedHigh,
                            double refusedHigh) {
            QTest::newRow(path) << QString(path) << allowedLow << refusedLow << allowedHigh << refusedHigh;
        };
        for (const char* path :
             {"terms.deductions", "terms.rateFloor", "terms.rateCap", "terms.recoupment",
              "terms.reporting.underReporting", "terms.reporting.auditRecovery", "terms.improvements.revenueShareAtEnd",
              "terms.holdback.rate", "terms.dispute.settlement", "terms.incident.licensorLiability",
              "terms.dispute.annualProbability", "terms.incident.annualProbability"}) {
            row(path, 0, -step, 1, 1 + step);
        }
        for (const char* path :
             {"terms.minimumPerMillionTokens", "terms.upfrontFee", "terms.advance", "terms.minimumGuarantee",
              "terms.annualCap", "terms.totalCap", "terms.exclusivity[4].fee",
              "terms.exclusivity[4].minimumAnnualUsage", "terms.milestones[0].amount",
              "terms.contributions[0].monthlyCost", "terms.reporting.auditCost", "terms.dispute.licensorCost",
              "terms.dispute.hostCost", "terms.compliance.licensorCost", "terms.compliance.hostCost",
              "terms.incident.meanLoss", "market.useCases[5].initialUsage", "market.useCases[5].price",
              "market.useCases[5].servingCost"}) {
            row(path, 0, -step, 1e15, 1.001e15);
        }
        for (const char* path :
             {"market.useCases[5].outsideUsage", "market.useCases[5].outsideRate", "market.useCases[5].migrationRate",
              "market.useCases[5].migrationPrice", "market.events[0].impactSd", "parties.host.riskAversion",
              "terms.exclusivity[4].usageUplift"}) {
            row(path, 0, -step, 1e3, none);
        }
        for (const char* path :
             {"terms.shares[0].baseRate", "terms.shares[0].annualStep", "terms.tiers.steps[1].adjustment",
              "terms.exclusivity[4].premium", "terms.contributions[0].credit"}) {
            row(path, -1e3, none, 1e3, none);
        }
        for (const char* path : {"parties.licensor.reservationValue", "parties.host.targetValue"}) {
            row(path, -1e15, -1.001e15, 1e15, 1.001e15);
        }
        row("terms.contributions[0].growthLift", -5, -5 - step, 5, 5 + step);
        row("parties.licensor.growthView", -5, -5 - step, 5, 5 + step);
        row("parties.licensor.discountRate", -1 + step, -1, 1e3, none);
        row("terms.guaranteeStep", -1 + step, -1, 10, 10 + step);
        row("terms.milestones[0].usage", step, 0, 1e15, 1.001e15);
        row("market.useCases[5].trend.annualGrowth", -1 + step, -1, 1000, 1000 + step);
        row("market.useCases[5].volatility", 0, -step, 3, 3 + step);
        row("market.useCases[5].growthUncertainty", 0, -step, 2, 2 + step);
        row("market.useCases[5].meanReversion", 0, -step, 100, 100 + step);
        row("market.useCases[5].elasticity", 0, -step, 10, 10 + step);
        row("market.useCases[5].priceDecline", -1e3, none, 1 - step, 1);
        row("market.useCases[5].costDecline", -1e3, none, 1 - step, 1);
        row("market.priceUncertainty", 0, -step, 2, 2 + step);
        row("market.events[0].annualRate", 0, -step, 100, 100 + step);
        row("market.events[0].meanImpact", -1 + step, -1, 1e3, none);
        row("timeline.months", 1, 0, 240, 241);
        row("timeline.startMonth", 1, 0, 12, 13);
        row("simulation.paths", 1000, 999, 1e7, 1e7 + 1);
        for (const char* path :
             {"market.useCases[5].launchMonth", "market.events[0].firstMonth", "terms.exclusivity[4].firstMonth",
              "terms.contributions[0].firstMonth", "terms.contributions[0].months", "terms.holdback.months",
              "negotiation.levers[0].steps"}) {
            row(path, 0, -1, 1e6, none);
        }
    }
    void everyFieldKeepsItsRange()
    {
        QFETCH(const QString, path);
        const auto leaf = deal::leafAt(fullScenario(), path.toStdString());
        QVERIFY(leaf);
        const auto problemsWith = [&](double number) {
            deal::Leaf changed = *leaf;
            if (leaf->whole) {
                changed.value = static_cast<std::int64_t>(number);
            } else {
                changed.value = number;
            }
            return deal::validateLeaf(changed);
        };
        QFETCH(const double, allowedLow);
        QFETCH(const double, allowedHigh);
        QFETCH(const double, refusedLow);
        QFETCH(const double, refusedHigh);
        QVERIFY(problemsWith(allowedLow).empty());
        QVERIFY(problemsWith(allowedHigh).empty());
        for (const auto& [refused, excluded, included] :
             {std::tuple(refusedLow, Rule::notAboveLow, Rule::belowLow),
              std::tuple(refusedHigh, Rule::notBelowHigh, Rule::aboveHigh)}) {
            if (refused == refused) {
                const auto problems = problemsWith(refused);
                QCOMPARE(problems.size(), std::size_t{1});
                QVERIFY(problems[0].rule == excluded || problems[0].rule == included);
                QCOMPARE(problems[0].path, leaf->path);
            }
        }
        if (!leaf->whole) {
            for (const double endless :
                 {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
                  -std::numeric_limits<double>::infinity()}) {
                QCOMPARE(problemsWith(endless).at(0).rule, Rule::notFinite);
            }
        }
    }

    void problemsComeInTheOrderOfTheirFields()
    {
        Scenario scenario = fullScenario();
        scenario.simulation.paths = 1;
        scenario.terms.rateFloor = 0.9;
        scenario.terms.shares.pop_back();
        scenario.market.useCases[1].price = -1;
        scenario.parties.host.discountRate = -2;
        scenario.negotiation.levers[0].low = 1;
        std::vector<std::string> paths;
        for (const deal::Problem& problem : deal::validate(scenario)) {
            paths.push_back(problem.path);
        }
        QCOMPARE(paths,
                 (std::vector<std::string>{"parties.host.discountRate", "market.useCases[1].price", "terms.shares",
                                           "terms.rateFloor", "negotiation.levers[0].low", "simulation.paths"}));
    }

    void aRuleBetweenTwoFieldsNamesBoth()
    {
        Scenario scenario = fullScenario();
        scenario.terms.rateFloor = 0.3;
        const auto problems = deal::validate(scenario);
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(problems[0].other, std::string("terms.rateCap"));
        QCOMPARE(std::get<double>(problems[0].value), 0.3);
        QCOMPARE(std::get<double>(problems[0].bound), 0.25);
        QCOMPARE(deal::describe(problems[0]),
                 std::string("terms.rateFloor: Must be at most the rate cap, 0.25 (is 0.3)"));
    }

    void everyRuleSaysWhatIsWrong()
    {
        for (int rule = 0; rule <= static_cast<int>(Rule::outsideTerm); ++rule) {
            QVERIFY(!deal::textOf(static_cast<Rule>(rule)).empty());
        }
    }

    void theMarksOfATemplateAreFilledWhicheverItHas()
    {
        QCOMPARE(deal::filled("at most %2 elements", "65", "64"), std::string("at most 64 elements"));
        QCOMPARE(deal::filled("%1 is not %2", "%2", "b %1"), std::string("%2 is not b %1"));
        QCOMPARE(deal::filled("no mark, 100 %", "a", "b"), std::string("no mark, 100 %"));
    }

    void whatBreaksAScenariosRuleBreaksNoneOfTheWorkbook()
    {
        deal::Workbook workbook{{fullScenario()}, "New scenario"};
        workbook.scenarios[0].terms.rateFloor = 2;
        QVERIFY(deal::hasErrors(deal::validate(workbook)));
        QVERIFY(deal::workbookProblems(workbook).empty());
        workbook.scenarios.push_back(fullScenario());
        workbook.baseline = "Other";
        const auto problems = deal::workbookProblems(workbook);
        QCOMPARE(problems.size(), std::size_t{2});
        QCOMPARE(problems[0].path, std::string("scenarios[1].name"));
        QCOMPARE(problems[1].path, std::string("baseline"));
    }

    void aWorkbookHasItsOwnRules()
    {
        deal::Workbook workbook{{fullScenario()}, "New scenario"};
        QVERIFY(deal::validate(workbook).empty());

        workbook.baseline = "Other";
        QCOMPARE(deal::validate(workbook).at(0).rule, Rule::unknownBaseline);

        workbook.baseline = "New scenario";
        workbook.scenarios.push_back(fullScenario());
        workbook.scenarios[1].terms.rateFloor = 0.3;
        const auto problems = deal::validate(workbook);
        QCOMPARE(problems.size(), std::size_t{2});
        QCOMPARE(problems[0].path, std::string("scenarios[1].name"));
        QCOMPARE(problems[0].rule, Rule::nameNotUnique);
        QCOMPARE(problems[1].path, std::string("scenarios[1].terms.rateFloor"));
        QCOMPARE(problems[1].other, std::string("scenarios[1].terms.rateCap"));

        QCOMPARE(deal::validate(deal::Workbook{}).at(0).rule, Rule::listEmpty);
        workbook.scenarios.assign(101, fullScenario());
        for (std::size_t i = 0; i < workbook.scenarios.size(); ++i) {
            workbook.scenarios[i].name += i == 0 ? "" : std::to_string(i);
        }
        const auto tooMany = deal::validate(workbook);
        QCOMPARE(tooMany.size(), std::size_t{1});
        QCOMPARE(tooMany[0].rule, Rule::listTooLong);
    }

    /// Whatever stands in a scenario, validate answers: numbers that are not finite, lists out of step.
    void brokenScenariosAreAnswered()
    {
        for (std::uint64_t seed = 0; seed < 100; ++seed) {
            tests::Luck luck(seed);
            Scenario scenario = tests::randomScenario(seed);
            for (const deal::Leaf& leaf : deal::flatten(scenario)) {
                if (deal::isNumber(leaf) && !leaf.whole && luck.chance(0.1)) {
                    const double value = luck.chance(0.5) ? std::numeric_limits<double>::quiet_NaN() : -1e300;
                    QCOMPARE(deal::assign(scenario, leaf.path, value), deal::AssignError::none);
                }
            }
            if (luck.chance(0.5)) {
                scenario.market.useCases.pop_back();
            }
            if (luck.chance(0.3) && !scenario.market.correlation.empty()) {
                scenario.market.correlation.back().pop_back();
            }
            QVERIFY(deal::hasErrors(deal::validate(scenario)));
        }
    }

    void validationOfSixUseCases()
    {
        const Scenario scenario = fullScenario();
        QBENCHMARK
        {
            QVERIFY(deal::validate(scenario).empty());
        }
    }
};

ROOM_TEST(validation, TestValidation)
#include "tst_validation.moc"
