// SPDX-License-Identifier: GPL-3.0-or-later
#include "numpy_engine.h"

#include "deal/correlation.h"
#include "simulation/pricing_plan.h"

#include <boost/describe/enum_to_string.hpp>
#include <nlohmann/json.hpp>

#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace dealwright::bench {

namespace {

using Json = nlohmann::json;

Json marketJson(const deal::Scenario& scenario, const simulation::PricingPlan& plan)
{
    const deal::Market& market = scenario.market;
    const auto correlation = deal::effectiveCorrelation(market).matrix;
    Json rows = Json::array();
    Json useCases = Json::array();
    for (std::size_t i = 0; i < market.useCases.size(); ++i) {
        const deal::UseCase& useCase = market.useCases[i];
        useCases.push_back({{"elasticity", useCase.elasticity},
                            {"volatility", useCase.volatility},
                            {"meanReversion", useCase.meanReversion},
                            {"growthUncertainty", useCase.growthUncertainty},
                            {"launchMonth", useCase.launchMonth}});
        Json row = Json::array();
        for (std::size_t j = 0; j < market.useCases.size(); ++j) {
            row.push_back(correlation(static_cast<int>(i), static_cast<int>(j)));
        }
        rows.push_back(std::move(row));
    }
    Json events = Json::array();
    for (const deal::Event& event : market.events) {
        if (event.annualRate <= 0.0) {
            continue;
        }
        const double ratio = event.impactSd / (1.0 + event.meanImpact);
        const double variance = std::log(1.0 + ratio * ratio);
        Json concerned = Json::array();
        for (std::size_t u = 0; u < market.useCases.size(); ++u) {
            if (event.useCase.concerns(market.useCases[u].id)) {
                concerned.push_back(u);
            }
        }
        events.push_back({{"annualRate", event.annualRate},
                          {"firstMonth", event.firstMonth},
                          {"mean", std::log(1.0 + event.meanImpact) - 0.5 * variance},
                          {"deviation", std::sqrt(variance)},
                          {"useCases", std::move(concerned)}});
    }
    return {{"months", plan.months},
            {"useCases", std::move(useCases)},
            {"correlation", std::move(rows)},
            {"expectedUsage", plan.expectedUsage},
            {"priceUncertainty", market.priceUncertainty},
            {"events", std::move(events)},
            {"monthlyIncident", 1.0 - std::pow(1.0 - scenario.terms.incident.annualProbability, 1.0 / 12.0)},
            {"meanLoss", plan.meanLoss},
            {"lossDeviation", plan.lossDeviation}};
}

Json tiersJson(const simulation::TierPlan& tiers)
{
    return {{"threshold", tiers.threshold},
            {"adjustment", tiers.adjustment},
            {"revenue", tiers.revenue},
            {"pooled", tiers.pooled},
            {"method", boost::describe::enum_to_string(tiers.method, "")},
            {"period", boost::describe::enum_to_string(tiers.period, "")}};
}

/// Infinite caps become null.
Json planJson(const simulation::PricingPlan& plan)
{
    Json clauses = Json::array();
    for (const simulation::ExclusivityPlan& clause : plan.exclusivity) {
        clauses.push_back({{"granted", clause.granted},
                           {"first", clause.first},
                           {"end", clause.end},
                           {"premium", clause.premium},
                           {"uplift", clause.uplift},
                           {"minimumAnnualUsage", clause.minimumAnnualUsage}});
    }
    Json milestones = Json::array();
    for (const simulation::MilestonePlan& milestone : plan.milestones) {
        milestones.push_back({{"threshold", milestone.threshold}, {"amount", milestone.amount}});
    }
    return {{"months", plan.months},
            {"useCases", plan.useCases},
            {"expectedPrice", plan.expectedPrice},
            {"unitCost", plan.unitCost},
            {"outsideFactor", plan.outsideFactor},
            {"base", boost::describe::enum_to_string(plan.base, "")},
            {"baseFactor", plan.baseFactor},
            {"baseRate", plan.baseRate},
            {"stepRate", plan.stepRate},
            {"creditRate", plan.creditRate},
            {"rateFloor", plan.rateFloor},
            {"rateCap", plan.rateCap},
            {"minimumPerMillionTokens", plan.minimumPerMillionTokens},
            {"tiers", tiersJson(plan.tiers)},
            {"exclusivity", std::move(clauses)},
            {"reportedFraction", plan.reportedFraction},
            {"annualCap", plan.annualCap},
            {"totalCap", plan.totalCap},
            {"advance", plan.advance},
            {"recoupment", plan.recoupment},
            {"holdbackRate", plan.holdbackRate},
            {"holdbackMonths", plan.holdbackMonths},
            {"guarantee", plan.guarantee},
            {"milestones", std::move(milestones)},
            {"disputeProbability", plan.disputeProbability},
            {"disputeCostLicensor", plan.disputeCostLicensor},
            {"disputeCostHost", plan.disputeCostHost},
            {"settlement", plan.settlement},
            {"licensorLiability", plan.licensorLiability},
            {"fees", plan.fees},
            {"licensorCosts", plan.licensorCosts},
            {"hostCosts", plan.hostCosts},
            {"signing", plan.signing},
            {"licensorDiscount", plan.licensorDiscount},
            {"hostDiscount", plan.hostDiscount}};
}

std::optional<std::string> pythonWithNumpy()
{
    for (const char* const python : {"python3", "/usr/bin/python3"}) {
        const std::string command = std::string(python) + " -c 'import numpy' 2>/dev/null";
        if (std::system(command.c_str()) == 0) {  // NOLINT(cert-env33-c, concurrency-mt-unsafe): a constant command
            return python;
        }
    }
    return std::nullopt;
}

PlainNpv npvOf(const Json& party)
{
    return {party.at("mean").get<double>(), party.at("standardError").get<double>(), party.at("p10").get<double>(),
            party.at("certaintyEquivalent").get<double>()};
}

}  // namespace

NumpyEngine::NumpyEngine(const deal::Scenario& scenario, std::span<const deal::Terms> sheets)
    : m_python(pythonWithNumpy()),
      m_file(std::filesystem::temp_directory_path() / ("dealwright-numpy-" + std::to_string(getpid()) + ".json"))
{
    deal::Scenario sheet = scenario;
    Json plans = Json::array({planJson(simulation::pricingPlanOf(scenario))});
    for (const deal::Terms& terms : sheets) {
        sheet.terms = terms;
        plans.push_back(planJson(simulation::pricingPlanOf(sheet)));
    }
    const Json deal{{"market", marketJson(scenario, simulation::pricingPlanOf(scenario))},
                    {"plans", std::move(plans)},
                    {"riskAversion", {scenario.parties.licensor.riskAversion, scenario.parties.host.riskAversion}}};
    std::ofstream file(m_file);
    file << deal.dump();
    if (!file.flush()) {
        throw std::runtime_error(m_file + " cannot be written");
    }
}

NumpyEngine::~NumpyEngine()
{
    std::error_code ignored;
    std::filesystem::remove(m_file, ignored);
}

NumpyAnswer NumpyEngine::ask(const std::string& question, std::size_t paths) const
{
    const std::string command = m_python.value() + " -B '" DEALWRIGHT_NUMPY_ENGINE "' '" + m_file + "' " + question +
                                ' ' + std::to_string(paths);
    std::FILE* const pipe = popen(command.c_str(), "r");  // NOLINT(cert-env33-c): made of what this program knows
    if (pipe == nullptr) {
        throw std::runtime_error("cannot run " + command);
    }
    std::string said;
    std::array<char, 4096> part{};
    while (const std::size_t read = std::fread(part.data(), 1, part.size(), pipe)) {
        said.append(part.data(), read);
    }
    if (pclose(pipe) != 0) {
        throw std::runtime_error("failed: " + command);
    }
    const Json answer = Json::parse(said);
    NumpyAnswer result{answer.at("milliseconds").get<double>(), {}, {}};
    if (answer.contains("licensor")) {
        result.licensor = npvOf(answer.at("licensor"));
        result.host = npvOf(answer.at("host"));
    }
    return result;
}

}  // namespace dealwright::bench
