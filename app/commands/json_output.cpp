// SPDX-License-Identifier: GPL-3.0-or-later
// What --json prints of each result: docs/cli.md and docs/MODEL.md section 8.2. Statistics are loops over described
// figures.
#include "app/commands/json_output.h"

#include "analysis/bridge.h"
#include "analysis/figures.h"
#include "deal/difference.h"
#include "deal/scenario_fields.h"
#include "deal/walk.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <variant>

namespace dealwright::app {

namespace {

/// Puts a number at a path of names: percentiles.10.
void put(Json& json, std::string_view path, double value)
{
    const std::size_t dot = path.find('.');
    Json& member = json[std::string(path.substr(0, dot))];
    if (dot == std::string_view::npos) {
        member = value;
    } else {
        put(member, path.substr(dot + 1), value);
    }
}

/// The figures in their order, and then their errors.
[[nodiscard]] Json statisticJson(const simulation::Statistic& statistic)
{
    const std::vector<analysis::Figure> figures = analysis::figuresOf(statistic);
    Json json;
    for (const analysis::Figure& figure : figures) {
        put(json, figure.word, figure.value);
    }
    for (const analysis::Figure& figure : figures) {
        if (!figure.errorWord.empty()) {
            put(json, figure.errorWord, figure.error);
        }
    }
    return json;
}

/// What a comparison says of the percentiles: each difference with its paired standard error.
[[nodiscard]] Json differencesJson(const std::array<simulation::Estimate, 7>& values)
{
    Json json;
    for (std::size_t i = 0; i < values.size(); ++i) {
        json[std::to_string(simulation::percentileRanks[i])] = {{"difference", values[i].value},
                                                                {"standardError", values[i].error}};
    }
    return json;
}

/// What hardly any path meets.
[[nodiscard]] Json rareJson(const deal::Scenario& scenario, const simulation::Projection& projection)
{
    Json list = Json::array();
    for (const simulation::RareDriver& driver : projection.rare) {
        using Kind = simulation::RareDriver::Kind;
        Json entry{{"driver", driver.kind == Kind::event      ? "event"
                              : driver.kind == Kind::incident ? "incidents"
                                                              : "disputes"}};
        if (driver.kind == Kind::event) {
            entry["event"] = scenario.market.events[driver.event].name;
        }
        entry["chance"] = driver.chance;
        entry["pathsWanted"] = driver.pathsWanted();
        list.push_back(std::move(entry));
    }
    return list;
}

[[nodiscard]] Json monthsJson(const simulation::MonthlyStatistic& months)
{
    Json percentiles;
    for (std::size_t i = 0; i < months.percentiles.size(); ++i) {
        percentiles[std::to_string(simulation::percentileRanks[i])] = months.percentiles[i];
    }
    return {{"mean", months.mean}, {"percentiles", percentiles}};
}

[[nodiscard]] Json partyJson(const simulation::PartyProjection& party)
{
    return {{"npv", statisticJson(party.npv)},
            {"total", statisticJson(party.total)},
            {"months", monthsJson(party.months)},
            {"cumulativeMonths", monthsJson(party.cumulativeMonths)}};
}

using deal::wordOf;

[[nodiscard]] std::string_view wordOf(analysis::DriverKind kind)
{
    constexpr std::array<std::string_view, 6> words{"noise", "growth", "price", "event", "incidents", "disputes"};
    return words[static_cast<std::size_t>(kind)];
}

}  // namespace

Json valueJson(const deal::Value& value)
{
    return std::visit(
        [](const auto& given) -> Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(given)>, std::monostate>) {
                return nullptr;
            } else {
                return given;
            }
        },
        value);
}

std::string_view wordOf(analysis::Dominance dominance)
{
    using analysis::Dominance;
    switch (dominance) {
        case Dominance::first:
            return "first";
        case Dominance::second:
            return "second";
        case Dominance::firstBelow:
            return "firstBelow";
        case Dominance::secondBelow:
            return "secondBelow";
        case Dominance::equal:
            return "equal";
        case Dominance::neither:
            break;
    }
    return "neither";
}

Json projectionJson(const deal::Scenario& scenario, const simulation::Projection& projection)
{
    return {{"scenario", scenario.name},
            {"paths", projection.paths},
            {"seed", projection.seed},
            {"sampling", wordOf(projection.sampling)},
            {"rare", rareJson(scenario, projection)},
            {"licensor", partyJson(projection.licensor)},
            {"host", partyJson(projection.host)},
            {"usage", {{"months", monthsJson(projection.usage)}}},
            {"gross", {{"months", monthsJson(projection.gross)}}}};
}

Json convergenceJson(const analysis::Convergence& found)
{
    Json steps = Json::array();
    for (const analysis::ConvergenceStep& step : found.steps) {
        steps.push_back({{"paths", step.paths},
                         {"licensor", {{"mean", step.licensorMean}, {"halfWidth", step.licensorHalfWidth}}},
                         {"host", {{"mean", step.hostMean}, {"halfWidth", step.hostHalfWidth}}}});
    }
    return {{"wanted", found.wanted}, {"reached", found.reached}, {"halfWidth", found.halfWidth()}, {"steps", steps}};
}

Json bridgeJson(const deal::Scenario& scenario, const simulation::Projection& projection)
{
    const auto linesOf = [&](deal::Side side) {
        Json lines = Json::array();
        for (const analysis::BridgeStep& step : analysis::bridgeOf(projection.bridge, side)) {
            Json line{{"item", analysis::wordOf(step.item)}, {"amount", step.amount}};
            if (!step.byUseCase.empty()) {
                Json parts;
                for (const auto& [useCase, amount] : step.byUseCase) {
                    parts[scenario.market.useCases[static_cast<std::size_t>(useCase)].name] = amount;
                }
                line["useCases"] = parts;
            }
            lines.push_back(line);
        }
        return Json{{"npv", projection.of(side).npv.mean}, {"lines", lines}};
    };
    return {
        {"scenario", scenario.name}, {"licensor", linesOf(deal::Side::licensor)}, {"host", linesOf(deal::Side::host)}};
}

Json drawsJson(const contract::PathDraws& draws)
{
    Json disputes = Json::array();
    for (const bool dispute : draws.disputes) {
        disputes.push_back(dispute ? 1 : 0);
    }
    return {{"usageShock", draws.usageShock},
            {"priceShock", draws.priceShock},
            {"disputes", disputes},
            {"incidentLoss", draws.incidentLoss}};
}

Json tornadoJson(const deal::Scenario& scenario, const analysis::Tornado& tornado)
{
    const auto barsOf = [&](deal::Side side) {
        const bool licensor = side == deal::Side::licensor;
        Json bars = Json::array();
        for (const analysis::TornadoBar& bar : analysis::ordered(tornado, side)) {
            bars.push_back({{"path", bar.leaf.path},
                            {"label", deal::labelOf(bar.leaf)},
                            {"low", bar.low},
                            {"high", bar.high},
                            {"npvAtLow", licensor ? bar.licensorAtLow : bar.hostAtLow},
                            {"npvAtHigh", licensor ? bar.licensorAtHigh : bar.hostAtHigh},
                            {"width", bar.width(side)}});
        }
        return Json{{"npv", (licensor ? tornado.licensor : tornado.host).value}, {"bars", bars}};
    };
    return {
        {"scenario", scenario.name}, {"licensor", barsOf(deal::Side::licensor)}, {"host", barsOf(deal::Side::host)}};
}

Json goalJson(const analysis::Goal& goal, const analysis::GoalAnswer& answer)
{
    return {{"path", goal.path},
            {"party", wordOf(goal.party)},
            {"statistic", goal.statistic},
            {"target", goal.target},
            {"reached", answer.reached},
            {"value", answer.value},
            {"achieved", answer.statistic},
            {"presentValue", answer.present ? Json(*answer.present) : Json(nullptr)}};
}

Json correlationsJson(const deal::Scenario& scenario, const std::vector<analysis::DriverCorrelation>& correlations,
                      const simulation::Projection& asItStands)
{
    using analysis::DriverKind;
    Json drivers = Json::array();
    for (const analysis::DriverCorrelation& one : correlations) {
        Json entry{{"driver", wordOf(one.driver.kind)}};
        const auto at = static_cast<std::size_t>(std::max(one.driver.index, 0));
        if (one.driver.kind == DriverKind::noise || one.driver.kind == DriverKind::growth) {
            entry["useCase"] = scenario.market.useCases[at].name;
        } else if (one.driver.kind == DriverKind::event) {
            entry["event"] = scenario.market.events[at].name;
        }
        entry["licensor"] = one.licensor;
        entry["host"] = one.host;
        drivers.push_back(std::move(entry));
    }
    return {{"scenario", scenario.name},
            {"paths", asItStands.paths},
            {"seed", asItStands.seed},
            {"sampling", wordOf(asItStands.sampling)},
            {"drivers", drivers}};
}

Json redlineJson(const deal::Scenario& from, const deal::Scenario& to, const analysis::Redline& redline,
                 const simulation::Projection& asItStands)
{
    const auto changesOf = [&](deal::Side side) {
        const bool licensor = side == deal::Side::licensor;
        Json clauses = Json::array();
        for (const analysis::ClauseChange& change : redline.clauses) {
            clauses.push_back({{"clause", change.clause},
                               {"amount", licensor ? change.licensor : change.host},
                               {"standardError", licensor ? change.licensorError : change.hostError}});
        }
        return Json{{"npv", asItStands.of(side).npv.mean},
                    {"change", licensor ? redline.licensor : redline.host},
                    {"standardError", licensor ? redline.licensorError : redline.hostError},
                    {"clauses", clauses}};
    };
    return {{"from", from.name},
            {"to", to.name},
            {"paths", asItStands.paths},
            {"seed", asItStands.seed},
            {"sampling", wordOf(asItStands.sampling)},
            {"exact", redline.exact},
            {"licensor", changesOf(deal::Side::licensor)},
            {"host", changesOf(deal::Side::host)}};
}

Json tiersJson(const deal::Scenario& scenario, const analysis::TierAmbiguity& ambiguity,
               const std::vector<analysis::VolumeCurve>& curves)
{
    Json readings = Json::array();
    for (const analysis::TierReading& reading : ambiguity.readings) {
        readings.push_back({{"method", deal::wordOf(reading.method)},
                            {"period", deal::wordOf(reading.period)},
                            {"licensor", reading.licensor},
                            {"licensorError", reading.licensorError},
                            {"host", reading.host},
                            {"hostError", reading.hostError}});
    }
    Json list = Json::array();
    for (const analysis::VolumeCurve& curve : curves) {
        Json points = Json::array();
        for (const analysis::VolumePoint& point : curve.points) {
            points.push_back({{"volume", point.volume},
                              {"payment", point.payment},
                              {"effectiveRate", point.effectiveRate},
                              {"marginalRate", point.marginalRate}});
        }
        Json cliffs = Json::array();
        for (const analysis::Cliff& cliff : curve.cliffs) {
            cliffs.push_back({{"from", cliff.from},
                              {"to", std::isfinite(cliff.to) ? Json(cliff.to) : Json(nullptr)},
                              {"drop", cliff.drop}});
        }
        Json entry;
        if (curve.useCase < scenario.market.useCases.size()) {
            entry["useCase"] = scenario.market.useCases[curve.useCase].name;
        }
        entry["points"] = points;
        entry["cliffs"] = cliffs;
        list.push_back(std::move(entry));
    }
    const deal::Tiers& tiers = scenario.terms.tiers;
    return {{"scenario", scenario.name},
            {"measure", deal::wordOf(tiers.measure)},
            {"method", deal::wordOf(tiers.method)},
            {"period", deal::wordOf(tiers.period)},
            {"readings", readings},
            {"licensorSpread", ambiguity.licensorSpread},
            {"licensorSpreadError", ambiguity.licensorSpreadError},
            {"hostSpread", ambiguity.hostSpread},
            {"hostSpreadError", ambiguity.hostSpreadError},
            {"curves", list}};
}

Json comparisonJson(const std::vector<Compared>& compared)
{
    const Compared& baseline = compared.front();
    Json scenarios = Json::array();
    for (const Compared& other : compared) {
        Json entry{{"scenario", other.label},
                   {"licensor", {{"npv", statisticJson(other.projection.licensor.npv)}}},
                   {"host", {{"npv", statisticJson(other.projection.host.npv)}}}};
        if (&other != &baseline) {
            const analysis::Comparison comparison = analysis::compare(baseline.projection, other.projection);
            for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
                const analysis::PartyComparison& party = comparison.of(side);
                entry[std::string(wordOf(side))]["againstBaseline"] = {
                    {"difference", party.difference},
                    {"standardError", party.standardError},
                    {"percentiles", differencesJson(party.percentiles)},
                    {"probabilityHigher", party.probabilityHigher},
                    {"probabilityEqual", party.probabilityEqual},
                    {"dominance", wordOf(party.dominance)}};
            }
            Json differences = Json::array();
            for (const deal::LeafDifference& difference :
                 deal::differences(std::array{&baseline.scenario, &other.scenario})) {
                const auto valueOf = [&](std::size_t k) {
                    return difference.leaves[k] ? valueJson(difference.leaves[k]->value) : Json(nullptr);
                };
                differences.push_back({{"path", difference.any().path},
                                       {"label", deal::labelOf(difference.any())},
                                       {"baseline", valueOf(0)},
                                       {"value", valueOf(1)}});
            }
            entry["differences"] = differences;
        }
        scenarios.push_back(entry);
    }
    return {{"baseline", baseline.label},
            {"paths", baseline.projection.paths},
            {"seed", baseline.projection.seed},
            {"sampling", wordOf(baseline.projection.sampling)},
            {"scenarios", scenarios}};
}

}  // namespace dealwright::app
