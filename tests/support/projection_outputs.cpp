// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/projection_outputs.h"

#include <bit>
#include <cstring>
#include <utility>

namespace dealwright::tests {

namespace {

void add(std::vector<Output>& outputs, const std::string& name, const simulation::Statistic& statistic)
{
    outputs.push_back({name + ".mean", {statistic.mean, statistic.standardError}});
    outputs.push_back({name + ".scrambleMeans", {statistic.scrambleMeans.begin(), statistic.scrambleMeans.end()}});
    outputs.push_back({name + ".standardDeviation", {statistic.standardDeviation, statistic.standardDeviationError}});
    outputs.push_back({name + ".percentiles", {statistic.percentiles.begin(), statistic.percentiles.end()}});
    outputs.push_back(
        {name + ".percentileErrors", {statistic.percentileErrors.begin(), statistic.percentileErrors.end()}});
    Output scrambles{name + ".scramblePercentiles", {}};
    for (const auto& percentiles : statistic.scramblePercentiles) {
        scrambles.values.insert(scrambles.values.end(), percentiles.begin(), percentiles.end());
    }
    outputs.push_back(std::move(scrambles));
    outputs.push_back({name + ".rareEventErrors", statistic.rareEventErrors});
    outputs.push_back({name + ".grossInflow", {statistic.grossInflow, statistic.sampled ? 1.0 : 0.0}});
    outputs.push_back({name + ".cvar5", {statistic.cvar5, statistic.cvar5Error}});
    outputs.push_back({name + ".probability", {statistic.probabilityAboveReservation, statistic.probabilityError}});
    outputs.push_back(
        {name + ".certaintyEquivalent", {statistic.certaintyEquivalent, statistic.certaintyEquivalentError}});
}

void add(std::vector<Output>& outputs, const std::string& name, const simulation::MonthlyStatistic& statistic)
{
    outputs.push_back({name + ".mean", statistic.mean});
    Output percentiles{name + ".percentiles", {}};
    for (const std::vector<double>& rank : statistic.percentiles) {
        percentiles.values.insert(percentiles.values.end(), rank.begin(), rank.end());
    }
    outputs.push_back(std::move(percentiles));
}

void add(std::vector<Output>& outputs, const std::string& name, const simulation::PartyProjection& party)
{
    outputs.push_back({name + ".signing", {party.signing}});
    add(outputs, name + ".npv", party.npv);
    add(outputs, name + ".total", party.total);
    add(outputs, name + ".months", party.months);
    add(outputs, name + ".cumulativeMonths", party.cumulativeMonths);
    add(outputs, name + ".discountedMonths", party.discountedMonths);
    add(outputs, name + ".cumulativeDiscountedMonths", party.cumulativeDiscountedMonths);
    outputs.push_back({name + ".npvByPath", party.npvByPath});
    outputs.push_back({name + ".grossInflowByPath", party.grossInflowByPath});
}

[[nodiscard]] std::vector<double> joined(const std::vector<std::vector<double>>& rows)
{
    std::vector<double> all;
    for (const std::vector<double>& row : rows) {
        all.insert(all.end(), row.begin(), row.end());
    }
    return all;
}

}  // namespace

std::vector<Output> outputsOf(const simulation::Projection& projection)
{
    std::vector<Output> outputs;
    outputs.push_back({"paths", {static_cast<double>(projection.paths), static_cast<double>(projection.sampling)}});
    add(outputs, "licensor", projection.licensor);
    add(outputs, "host", projection.host);
    add(outputs, "usage", projection.usage);
    add(outputs, "gross", projection.gross);
    outputs.push_back({"usageByUseCase", joined(projection.usageByUseCase)});
    outputs.push_back({"grossByUseCase", joined(projection.grossByUseCase)});
    Output bridge{"bridge", {}};
    for (const simulation::BridgeLine& line : projection.bridge) {
        bridge.values.insert(bridge.values.end(), {static_cast<double>(line.item), static_cast<double>(line.useCase),
                                                   line.licensor, line.host});
    }
    outputs.push_back(std::move(bridge));
    outputs.push_back({"weights", projection.weights});
    Output rare{"rare", {static_cast<double>(projection.rare.size())}};
    for (const simulation::RareDriver& driver : projection.rare) {
        rare.values.insert(rare.values.end(),
                           {static_cast<double>(driver.kind), static_cast<double>(driver.event), driver.chance});
    }
    outputs.push_back(std::move(rare));
    return outputs;
}

std::vector<Output> outputsOf(const simulation::Shocks& shocks)
{
    Output usage{"draws.usage", {}};
    Output price{"draws.price", {}};
    Output chance{"draws.disputesAndIncidents", {}};
    Output drivers{"draws.drivers", {}};
    for (std::size_t block = 0; block < shocks.blocks(); ++block) {
        const int paths = shocks.pathsIn(block);
        const auto append = [&](Output& output, const float* row) {
            output.values.insert(output.values.end(), row, row + paths);
        };
        for (int t = 0; t < shocks.months(); ++t) {
            for (std::size_t u = 0; u < shocks.useCases(); ++u) {
                append(usage, shocks.usage(block, u, t));
            }
            append(price, shocks.price(block, t));
        }
        for (int year = 0; year < shocks.years(); ++year) {
            append(chance, shocks.dispute(block, year));
        }
        for (const simulation::Incident& incident : shocks.incidents(block)) {
            chance.values.insert(chance.values.end(),
                                 {static_cast<double>(incident.month), static_cast<double>(incident.lane),
                                  static_cast<double>(incident.z)});
        }
        for (std::size_t k = 0; k < shocks.events(); ++k) {
            append(drivers, shocks.eventCount(block, k));
        }
        for (std::size_t u = 0; u < shocks.useCases(); ++u) {
            append(drivers, shocks.lastNoise(block, u));
            append(drivers, shocks.growth(block, u));
        }
        append(drivers, shocks.war(block));
    }
    return {std::move(usage), std::move(price), std::move(chance), std::move(drivers)};
}

std::string bytesOf(const Output& output)
{
    static_assert(std::endian::native == std::endian::little);
    std::string bytes(output.values.size() * sizeof(double), '\0');
    if (!bytes.empty()) {
        std::memcpy(bytes.data(), output.values.data(), bytes.size());
    }
    return bytes;
}

}  // namespace dealwright::tests
