// SPDX-License-Identifier: GPL-3.0-or-later
#include "interchange/json.h"
#include "interchange/json_tree.h"
#include "interchange/limits.h"
#include "interchange/number.h"

#include "deal/leaves.h"

#include "support/any_workbook.h"
#include "support/room_tests.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <charconv>
#include <limits>

using namespace dealwright;
using interchange::ReadError;

namespace {

/// A lone scenario with nothing but what is required, and `more` after it.
[[nodiscard]] std::string minimal(const std::string& more = {})
{
    return R"({"timeline": {"months": 12}, "market": {"useCases": [{"name": "Search", "initialUsage": 5, "price": 2},)"
           R"({"name": "Care", "initialUsage": 1, "price": 3}]}, )"
           R"("terms": {"shares": [{"baseRate": 0.1}, {"baseRate": 0.2}]})" +
           more + "}";
}

[[nodiscard]] deal::Scenario scenarioOf(const std::string& json)
{
    const auto read = interchange::readWorkbook(json);
    if (!read.workbook) {
        throw std::domain_error(describe(read.problems.front()));
    }
    return read.workbook->scenarios.front();
}

[[nodiscard]] QString firstProblem(const std::vector<interchange::ReadProblem>& problems)
{
    return problems.empty() ? QString() : QString::fromStdString(describe(problems.front()));
}

}  // namespace

class TestJson : public QObject {
    Q_OBJECT

private slots:
    void everyFiniteDoubleSurvivesTheRoundTrip()
    {
        std::mt19937_64 random(20270101);
        for (int chunk = 0; chunk < 10'000; ++chunk) {
            interchange::JsonTree::List numbers;
            for (int i = 0; i < 100; ++i) {
                numbers.push_back({tests::anyDouble(random)});
            }
            const auto parsed = interchange::parseJson(interchange::jsonText({numbers}));
            QVERIFY(parsed.tree && parsed.tree->list() && parsed.tree->list()->size() == numbers.size());
            for (std::size_t i = 0; i < numbers.size(); ++i) {
                const auto& after = (*parsed.tree->list())[i].value;
                const double value = std::holds_alternative<double>(after)
                                         ? std::get<double>(after)
                                         : static_cast<double>(std::get<std::int64_t>(after));
                QCOMPARE(std::bit_cast<std::uint64_t>(value),
                         std::bit_cast<std::uint64_t>(std::get<double>(numbers[i].value)));
            }
        }
    }

    void numbersAreAsShortAsTheyCanBe_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("tenth") << 0.1 << "0.1";
        QTest::newRow("whole") << 50'000'000.0 << "50000000";
        QTest::newRow("zero") << 0.0 << "0";
        QTest::newRow("minus zero") << -0.0 << "-0.0";
        QTest::newRow("small") << 1e-8 << "1e-08";
        QTest::newRow("large") << -1e22 << "-1e+22";
        QTest::newRow("seventeen digits") << 0.1 + 0.2 << "0.30000000000000004";
    }
    void numbersAreAsShortAsTheyCanBe()
    {
        QFETCH(double, value);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(interchange::numberText(value)), text);
    }

    void whateverAWorkbookHoldsSurvivesTheRoundTrip()
    {
        std::mt19937_64 random(7);
        for (int i = 0; i < 200; ++i) {
            const deal::Workbook workbook = tests::anyWorkbook(random, 4);
            const auto read = interchange::readWorkbook(interchange::writeJson(workbook));
            QVERIFY2(read.workbook, qPrintable(firstProblem(read.problems)));
            QVERIFY(*read.workbook == workbook);
            QVERIFY(interchange::unholdable(workbook).empty());
        }
    }

    void theSampleScenariosSurviveTheRoundTrip()
    {
        const QDir folder(DEALWRIGHT_SCENARIOS);
        for (const QString& name : folder.entryList({"*.json"}, QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto read = interchange::readWorkbook(file.readAll().toStdString());
            QVERIFY2(read.workbook, qPrintable(name + ": " + firstProblem(read.problems)));
            const auto again = interchange::readWorkbook(interchange::writeJson(*read.workbook));
            QVERIFY2(again.workbook, qPrintable(name + ": " + firstProblem(again.problems)));
            QVERIFY2(*again.workbook == *read.workbook, qPrintable(name));
        }
    }

    void seedsKeepAllTheir64Bits()
    {
        deal::Scenario scenario = scenarioOf(minimal());
        scenario.simulation.seed = std::numeric_limits<std::uint64_t>::max();
        QVERIFY(scenarioOf(interchange::writeJson(scenario)) == scenario);
    }

    void whatIsAbsentOrNullTakesItsDefault()
    {
        const auto read = interchange::readWorkbook(minimal(R"(, "name": "Base", "notes": null)"));
        QVERIFY2(read.workbook, qPrintable(firstProblem(read.problems)));
        deal::Scenario expected;
        expected.name = "Base";
        expected.timeline.months = 12;
        expected.market.useCases = {{.id = 0, .name = "Search", .initialUsage = 5, .trend = {}, .price = 2},
                                    {.id = 1, .name = "Care", .initialUsage = 1, .trend = {}, .price = 3}};
        expected.terms.shares = {{.baseRate = 0.1}, {.baseRate = 0.2}};
        QVERIFY(read.workbook->scenarios.front() == expected);
        QCOMPARE(expected.market.useCases[0].migrationPrice, 1.0);
        QCOMPARE(expected.terms.rateCap, 1.0);
        QVERIFY(!expected.terms.annualCap);
        QCOMPARE(expected.simulation.paths, 16'384);
        QCOMPARE(read.workbook->baseline, std::string("Base"));
    }

    void useCasesAreReferredToByName()
    {
        const auto scenario = scenarioOf(
            minimal(R"(, "negotiation": {"offers": [{"terms": {"contributions": [{"party": "host", "useCase": "Care"},
                    {"party": "host", "useCase": null}]}}]})"));
        const auto& contributions = scenario.negotiation.offers.front().terms.contributions;
        QCOMPARE(contributions[0].useCase.id, std::optional(1));
        QVERIFY(!contributions[1].useCase.id);
        const std::string reference = R"("useCase": "Care")";
        QVERIFY(interchange::writeJson(scenario).find(reference) != std::string::npos);
    }

    void whatCannotBeHeldIsRefusedByItsPath_data()
    {
        QTest::addColumn<std::string>("json");
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("error");
        const auto row = [](const char* name, const std::string& json, const char* path, ReadError error) {
            QTest::newRow(name) << json << QString(path) << static_cast<int>(error);
        };
        row("unknown name", minimal(R"(, "simulation": {"path": 5})"), "simulation.path", ReadError::unknownName);
        row("missing", R"({"timeline": {}})", "timeline.months", ReadError::missing);
        row("null where required", R"({"timeline": {"months": null}})", "timeline.months", ReadError::missing);
        row("number", minimal(R"(, "parties": {"host": {"discountRate": "10 %"}})"), "parties.host.discountRate",
            ReadError::notNumber);
        row("text", minimal(R"(, "name": 5)"), "name", ReadError::notText);
        row("list", minimal(R"(, "negotiation": {"levers": {}})"), "negotiation.levers", ReadError::notList);
        row("object", minimal(R"(, "negotiation": [])"), "negotiation", ReadError::notObject);
        row("whole", minimal(R"(, "simulation": {"paths": 1000.5})"), "simulation.paths", ReadError::notWhole);
        row("negative seed", minimal(R"(, "simulation": {"seed": -1})"), "simulation.seed", ReadError::notWhole);
        row("huge seed", minimal(R"(, "simulation": {"seed": 18446744073709551616})"), "simulation.seed",
            ReadError::notWhole);
        row("word", minimal(R"(, "simulation": {"sampling": "Quasi"})"), "simulation.sampling", ReadError::unknownWord);
        row("overflow", minimal(R"(, "parties": {"host": {"discountRate": 1e999}})"), "parties.host.discountRate",
            ReadError::notFinite);
        row("twice", minimal(R"(, "timeline": {"months": 6})"), "timeline", ReadError::duplicateName);
        row("use case",
            minimal(
                R"(, "negotiation": {"offers": [{"terms": {"contributions": [{"party": "host", "useCase": "X"}]}}]})"),
            "negotiation.offers[0].terms.contributions[0].useCase", ReadError::unknownUseCase);
        row("contribution's party", minimal(R"(, "negotiation": {"offers": [{"terms": {"contributions": [{}]}}]})"),
            "negotiation.offers[0].terms.contributions[0].party", ReadError::missing);
        row("same id", R"({"timeline": {"months": 1}, "market": {"events": [{"id": 1}, {}]}})", "market.events[1].id",
            ReadError::idNotUnique);
        row("long name", minimal(", \"name\": \"" + std::string(201, 'x') + "\""), "name", ReadError::textTooLong);
        row("long notes", minimal(", \"notes\": \"" + std::string(10'001, 'x') + "\""), "notes",
            ReadError::textTooLong);
        row("control character", minimal(R"(, "name": "a\u0000b")"), "name", ReadError::textNotPrintable);
        std::string steps = "{}";
        for (int i = 0; i < 16; ++i) {
            steps += ", {}";
        }
        row("seventeen steps",
            minimal(R"(, "negotiation": {"offers": [{"terms": {"tiers": {"steps": [)" + steps + "]}}}]}"),
            "negotiation.offers[0].terms.tiers.steps", ReadError::listTooLong);
        row("in a workbook", R"({"scenarios": [{"timeline": {"months": 1}}, {"timeline": 3}]})",
            "scenarios[1].timeline", ReadError::notObject);
        row("workbook without scenarios", R"({"baseline": "A"})", "scenarios", ReadError::missing);
        row("no object", "[1]", "", ReadError::notObject);
        row("nothing", "", "", ReadError::notJson);
        row("cut short", R"({"timeline": )", "", ReadError::notJson);
        row("not UTF-8", "{\"name\": \"\xff\"}", "", ReadError::notJson);
        const QByteArray level31 = QByteArray("[0]").repeated(31);
        row("too deep", std::string(100'000, '['), level31.constData(), ReadError::tooDeep);
    }
    void whatCannotBeHeldIsRefusedByItsPath()
    {
        QFETCH(std::string, json);
        QFETCH(QString, path);
        QFETCH(int, error);
        const auto read = interchange::readWorkbook(json);
        QVERIFY(!read.workbook);
        QCOMPARE(QString::fromStdString(read.problems.front().path), path);
        QCOMPARE(static_cast<int>(read.problems.front().error), error);
        const std::string message = describe(read.problems.front());
        QVERIFY2(!message.empty() && message.find("%1") == std::string::npos, message.c_str());
    }

    /// Of the lists that grow, and of the scenarios; what a text and a value in memory may have is one limit.
    void aListHoldsAsManyAsItsFieldSays_data()
    {
        QTest::addColumn<QString>("list");
        for (const char* list : {"terms.tiers.steps", "terms.milestones", "terms.contributions", "negotiation.levers",
                                 "negotiation.offers"}) {
            QTest::newRow(list) << QString(list);
        }
    }
    void aListHoldsAsManyAsItsFieldSays()
    {
        QFETCH(const QString, list);
        const std::string path = list.toStdString();
        deal::Scenario scenario = scenarioOf(minimal());
        const std::size_t most = deal::listAt(scenario, path).value().field->mostElements();
        for (std::size_t size = deal::listAt(scenario, path).value().size; size < most; ++size) {
            QVERIFY(deal::insertElement(scenario, path, size));
        }
        QVERIFY(interchange::readWorkbook(interchange::writeJson(scenario)).workbook);
        QVERIFY(interchange::unholdable({{scenario}, scenario.name}).empty());
        QVERIFY(deal::insertElement(scenario, path, most));
        const auto read = interchange::readWorkbook(interchange::writeJson(scenario));
        const auto held = interchange::unholdable({{scenario}, scenario.name});
        for (const std::vector<interchange::ReadProblem>& problems : {read.problems, held}) {
            QCOMPARE(problems.size(), std::size_t{1});
            QCOMPARE(problems.front().error, ReadError::listTooLong);
            QVERIFY(QString::fromStdString(problems.front().path).endsWith(list));
            QCOMPARE(problems.front().wanted, std::to_string(most));
        }
    }

    void aWorkbookHoldsAHundredScenarios()
    {
        deal::Workbook workbook{std::vector<deal::Scenario>(100, scenarioOf(minimal())), ""};
        QVERIFY(interchange::readWorkbook(interchange::writeJson(workbook)).workbook);
        workbook.scenarios.push_back(workbook.scenarios.front());
        const auto read = interchange::readWorkbook(interchange::writeJson(workbook));
        QCOMPARE(firstProblem(read.problems), QString("scenarios: must have at most 100 elements"));
    }

    void aSyntaxErrorTellsLineAndColumn()
    {
        const auto read = interchange::readWorkbook("{\n  \"name\": nope\n}");
        QCOMPARE(firstProblem(read.problems), QString("not JSON: it goes wrong at line 2, column 12"));
    }

    void rulesBetweenFieldsMayBeBroken()
    {
        const auto scenario = scenarioOf(minimal(R"(, "parties": {"host": {"discountRate": -7}})"));
        QCOMPARE(scenario.parties.host.discountRate, -7.0);
        auto broken = scenarioOf(minimal());
        broken.market.useCases[1].name = broken.market.useCases[0].name;
        deal::Event event;
        event.id = 4;
        event.useCase.id = 1;
        broken.market.events.push_back(event);
        event.id = 9;
        event.useCase.id = 77;
        broken.market.events.push_back(event);
        QVERIFY(scenarioOf(interchange::writeJson(broken)) == broken);
    }

    void anyPartCanBeSet_data()
    {
        QTest::addColumn<std::string>("path");
        QTest::addColumn<std::string>("value");
        QTest::addColumn<std::string>("leaf");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* path, const char* value, const char* leaf, const char* expected) {
            QTest::newRow(path) << std::string(path) << std::string(value) << std::string(leaf) << QString(expected);
        };
        row("terms.shares[1].baseRate", "0.25", "terms.shares[1].baseRate", "0.25");
        row("terms.annualCap", "5e6", "terms.annualCap", "5000000");
        row("terms.tiers.steps", R"([{"threshold": 0}, {"threshold": 9, "adjustment": 0.5}])",
            "terms.tiers.steps[1].adjustment", "0.5");
        row("terms.revenueBase", "net", "terms.revenueBase", "net");
        row("name", "2027", "name", "2027");
        row("market.useCases[0].name", "Find", "terms.contributions[0].useCase", "Find");
        row("terms.contributions[0].useCase", "Care", "terms.contributions[0].useCase", "Care");
        row("market.correlation[0][1]", "0.5", "market.correlation[0][1]", "0.5");
        row("simulation.seed", "18446744073709551615", "simulation.seed", "18446744073709551615");
        row("terms", R"({"advance": 3})", "terms.advance", "3");
    }
    void anyPartCanBeSet()
    {
        QFETCH(std::string, path);
        QFETCH(std::string, value);
        QFETCH(std::string, leaf);
        QFETCH(QString, expected);
        deal::Scenario scenario = scenarioOf(minimal());
        scenario.terms.contributions.emplace_back().useCase.id = 0;
        const auto result = interchange::assignJson(scenario, path, value);
        QVERIFY2(result.scenario, qPrintable(firstProblem(result.problems)));
        const auto after = deal::leafAt(*result.scenario, leaf);
        QVERIFY(after);
        const QString text = std::visit(
            [](const auto& v) {
                using V = std::decay_t<decltype(v)>;
                if constexpr (std::is_same_v<V, std::string>) {
                    return QString::fromStdString(v);
                } else if constexpr (std::is_same_v<V, double>) {
                    return QString::fromStdString(interchange::numberText(v));
                } else if constexpr (std::is_integral_v<V>) {
                    return QString::number(v);
                } else {
                    return QString();
                }
            },
            after->value);
        QCOMPARE(text, expected);
    }

    void settingAPartLeavesTheRest()
    {
        deal::Scenario scenario = scenarioOf(minimal());
        scenario.terms.annualCap = 5.0;
        deal::Scenario expected = scenario;
        expected.terms.annualCap.reset();
        const auto result = interchange::assignJson(scenario, "terms.annualCap", "null");
        QVERIFY(result.scenario && *result.scenario == expected);
    }

    void whatCannotBeSetIsToldByItsPath_data()
    {
        QTest::addColumn<std::string>("path");
        QTest::addColumn<std::string>("value");
        QTest::addColumn<QString>("problemPath");
        QTest::addColumn<int>("error");
        const auto row = [](const char* path, const char* value, const char* where, ReadError error) {
            QTest::newRow(path) << std::string(path) << std::string(value) << QString(where) << static_cast<int>(error);
        };
        row("terms.advanse", "1", "terms.advanse", ReadError::unknownName);
        row("terms.shares[2].baseRate", "1", "terms.shares[2].baseRate", ReadError::unknownPath);
        row("terms.advance", "much", "terms.advance", ReadError::notNumber);
        row("terms.tiers.method", "best", "terms.tiers.method", ReadError::unknownWord);
        row("terms.tiers.steps", "[{\"from\": 1}]", "terms.tiers.steps[0].from", ReadError::unknownName);
        row("terms.tiers", "{", "terms.tiers", ReadError::notJson);
        row("terms.advance.more", "1", "terms.advance.more", ReadError::unknownPath);
        row("market.correlation[0][7]", "1", "market.correlation[0][7]", ReadError::unknownPath);
        row("market.correlation[0][1]", "x", "market.correlation[0][1]", ReadError::notNumber);
        row("", "1", "", ReadError::unknownPath);
        row("terms.", "1", "terms.", ReadError::unknownPath);
        row("terms.shares[0", "1", "terms.shares[0", ReadError::unknownPath);
        row("terms.upfrontFee", "1e999", "terms.upfrontFee", ReadError::notFinite);
    }
    void whatCannotBeSetIsToldByItsPath()
    {
        QFETCH(std::string, path);
        QFETCH(std::string, value);
        QFETCH(QString, problemPath);
        QFETCH(int, error);
        const auto result = interchange::assignJson(scenarioOf(minimal()), path, value);
        QVERIFY(!result.scenario);
        QCOMPARE(QString::fromStdString(result.problems.front().path), problemPath);
        QCOMPARE(static_cast<int>(result.problems.front().error), error);
    }

    void theSchemaDescribesEveryFieldOfTheDocument()
    {
        const auto parsed = interchange::parseJson(interchange::schema());
        QVERIFY(parsed.tree);
        const auto* defs = parsed.tree->find("$defs");
        QVERIFY(defs && defs->find("workbook"));
        const deal::Scenario scenario = [] {
            std::mt19937_64 random(3);
            deal::Scenario any;
            tests::AnyValue(random, 3).fill(any);
            return any;
        }();
        for (const deal::Leaf& leaf : flatten(scenario)) {
            const auto* node = defs->find("scenario");
            std::string_view path = leaf.path;
            while (!path.empty()) {
                const bool element = path.front() == '[';
                const std::size_t end = element ? path.find(']') + 1 : path.find_first_of(".[");
                const auto* properties = node->find(element ? "items" : "properties");
                node = element ? properties : properties->find(path.substr(0, end));
                QVERIFY2(node, leaf.path.c_str());
                path.remove_prefix(std::min(end, path.size()));
                path.remove_prefix(path.starts_with('.') ? 1 : 0);
            }
            QVERIFY2(node->find("type") || node->find("enum"), leaf.path.c_str());
            if (leaf.field->lowExcluded) {
                QVERIFY2(node->find("exclusiveMinimum"), leaf.path.c_str());
            }
        }
        const auto* months = defs->find("scenario")->find("properties")->find("timeline");
        QCOMPARE(interchange::jsonText(*months->find("required")), std::string("[\"months\"]\n"));
        QCOMPARE(interchange::jsonText(*months->find("properties")->find("months")->find("maximum")),
                 std::string("240\n"));
    }
};

ROOM_TEST(json, TestJson)
#include "tst_json.moc"
