// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/statistic.h"

#include <array>
#include <utility>

namespace dealwright::analysis {

namespace {

using simulation::Statistic;

constexpr std::array<std::pair<std::string_view, double Statistic::*>, 6> members{{
    {"mean", &Statistic::mean},
    {"standardDeviation", &Statistic::standardDeviation},
    {"standardError", &Statistic::standardError},
    {"cvar5", &Statistic::cvar5},
    {"probabilityAboveReservation", &Statistic::probabilityAboveReservation},
    {"certaintyEquivalent", &Statistic::certaintyEquivalent},
}};

constexpr std::string_view percentilePrefix = "percentiles.";

[[nodiscard]] std::optional<double> memberOf(const Statistic& statistic, std::string_view name)
{
    for (const auto& [word, member] : members) {
        if (word == name) {
            return statistic.*member;
        }
    }
    if (name.starts_with(percentilePrefix)) {
        name.remove_prefix(percentilePrefix.size());
        for (std::size_t i = 0; i < simulation::percentileRanks.size(); ++i) {
            if (name == std::to_string(simulation::percentileRanks[i])) {
                return statistic.percentiles[i];
            }
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<double> statisticOf(const simulation::PartyProjection& party, std::string_view name)
{
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view which = name.substr(0, dot);
    const std::string_view rest = name.substr(dot + 1);
    return which == "npv" ? memberOf(party.npv, rest) : which == "total" ? memberOf(party.total, rest) : std::nullopt;
}

std::vector<std::string> statisticNames()
{
    std::vector<std::string> names;
    for (const std::string which : {"npv.", "total."}) {
        for (const auto& [word, member] : members) {
            names.push_back(which + std::string(word));
        }
        for (const int rank : simulation::percentileRanks) {
            names.push_back(which + std::string(percentilePrefix) + std::to_string(rank));
        }
    }
    return names;
}

}  // namespace dealwright::analysis
