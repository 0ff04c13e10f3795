// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "interchange/json.h"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace dealwright::bench {

/// scenarios/every-clause.json's first scenario: 6 use cases x 60 months, and every clause bites.
inline deal::Scenario everyClause(deal::Sampling sampling, std::int64_t paths)
{
    std::ifstream file(DEALWRIGHT_SCENARIOS "/every-clause.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const interchange::ReadResult result = interchange::readWorkbook(text);
    if (!result.workbook)
        throw std::runtime_error("scenarios/every-clause.json cannot be read");
    deal::Scenario scenario = result.workbook->scenarios.front();
    scenario.simulation.sampling = sampling;
    scenario.simulation.paths = paths;
    return scenario;
}

}  // namespace dealwright::bench
