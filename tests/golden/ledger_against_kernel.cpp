// SPDX-License-Identifier: GPL-3.0-or-later
// Prices the workbooks that are named on the command line and compares, on every path, the kernel's NPVs with the
// ledger's. A plain program: it is what the model's tests are without Qt. Its last line says how many scenarios agree.
#include "contract/ledger.h"
#include "deal/problem.h"
#include "interchange/json.h"
#include "simulation/simulate.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

namespace {

using namespace dealwright;

constexpr std::int64_t paths = 1024;
constexpr double relativeTolerance = 1e-9;

/// The money that moved: what a relative difference of a sum with cancellation is relative to.
double scaleOf(const contract::Ledger& ledger)
{
    double scale = std::fabs(ledger.upfrontFee) + std::fabs(ledger.advance);
    for (const contract::LedgerMonth& month : ledger.months) {
        scale += std::fabs(month.licensorDiscounted) + std::fabs(month.hostDiscounted);
    }
    return scale;
}

/// The largest relative difference over all paths, or infinity where the scenario could not be priced.
double worstDifference(deal::Scenario scenario)
{
    scenario.simulation.paths = paths;
    simulation::Outputs outputs;
    outputs.monthly = false;
    simulation::Simulator simulator;
    const auto projection = simulator.project(scenario, outputs);
    if (!projection) {
        return INFINITY;
    }
    double worst = 0.0;
    for (std::int64_t p = 0; p < projection->paths; ++p) {
        const contract::Ledger ledger =
            contract::ledgerOf(scenario, simulation::drawsOf(scenario, *simulator.shocks(), p));
        const auto path = static_cast<std::size_t>(p);
        const double difference = std::max(std::fabs(ledger.licensorNpv - projection->licensor.npvByPath[path]),
                                           std::fabs(ledger.hostNpv - projection->host.npvByPath[path]));
        const double scale = scaleOf(ledger);
        worst = std::max(worst, scale > 0.0 ? difference / scale : difference);
    }
    return worst;
}

}  // namespace

int main(int argc, char** argv)
{
    int passed = 0;
    int failed = 0;
    for (int i = 1; i < argc; ++i) {
        std::ifstream file(argv[i]);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        const interchange::ReadResult read = interchange::readWorkbook(text);
        for (const interchange::ReadProblem& problem : read.problems) {
            std::printf("%s: %s\n", argv[i], interchange::describe(problem).c_str());
            ++failed;
        }
        if (!read.workbook) {
            continue;
        }
        for (const deal::Scenario& scenario : read.workbook->scenarios) {
            const bool valid = !deal::hasErrors(deal::validate(scenario));
            const double worst = valid ? worstDifference(scenario) : INFINITY;
            const bool agrees = worst <= relativeTolerance;
            std::printf("%s: %s: %s by at most %.2g of the money moved on %lld paths\n", argv[i], scenario.name.c_str(),
                        agrees ? "ledger and kernel agree" : "LEDGER AND KERNEL DIFFER", worst,
                        static_cast<long long>(paths));
            ++(agrees ? passed : failed);
        }
    }
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 && passed > 0 ? 0 : 1;
}
