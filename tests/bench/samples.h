// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "interchange/json.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>

namespace dealwright::bench {

inline deal::Workbook workbookIn(const std::string& path)
{
    std::ifstream file(path);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const interchange::ReadResult result = interchange::readWorkbook(text);
    if (!result.workbook) {
        throw std::runtime_error(path + " cannot be read");
    }
    return *result.workbook;
}

/// The workbooks that come with the program, by their names without an ending.
inline std::map<std::string, deal::Workbook> samples()
{
    std::map<std::string, deal::Workbook> all;
    for (const auto& entry : std::filesystem::directory_iterator(DEALWRIGHT_SCENARIOS)) {
        if (entry.path().extension() == ".json") {
            all.emplace(entry.path().stem().string(), workbookIn(entry.path().string()));
        }
    }
    return all;
}

/// scenarios/every-clause.json's first scenario: 6 use cases x 60 months, and every clause bites.
inline deal::Scenario everyClause(deal::Sampling sampling, std::int64_t paths)
{
    deal::Scenario scenario = workbookIn(DEALWRIGHT_SCENARIOS "/every-clause.json").scenarios.front();
    scenario.simulation.sampling = sampling;
    scenario.simulation.paths = paths;
    return scenario;
}

}  // namespace dealwright::bench
