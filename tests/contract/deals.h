// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/draws.h"
#include "contract/ledger.h"
#include "deal/problem.h"
#include "deal/scenario.h"

#include <QString>

#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

// Small deals whose figures can be worked by hand, and the comparison with what the hand found.
namespace dealwright::tests {

/// Adds a use case that sells `usage` million tokens in every month, at `price` and without a cost, of which the
/// licensor gets `baseRate`.
inline void addUseCase(deal::Scenario& scenario, double usage, double price, double baseRate)
{
    deal::UseCase useCase;
    useCase.id = static_cast<int>(scenario.market.useCases.size());
    useCase.name = "Use case " + std::to_string(useCase.id);
    useCase.initialUsage = usage;
    useCase.price = price;
    scenario.market.useCases.push_back(useCase);
    deal::Share share;
    share.baseRate = baseRate;
    scenario.terms.shares.push_back(share);
}

/// A deal without clauses: 100 million tokens a month at 10, so that gross is 1,000 a month; the licensor's share is a
/// fifth, 200 a month; nothing is discounted.
[[nodiscard]] inline deal::Scenario plainDeal(int months)
{
    deal::Scenario scenario;
    scenario.timeline.months = months;
    addUseCase(scenario, 100.0, 10.0, 0.2);
    return scenario;
}

/// The ledger of a valid deal: a test that asks for another one is wrong itself.
[[nodiscard]] inline contract::Ledger ledgerWithoutLuck(const deal::Scenario& scenario)
{
    for (const deal::Problem& problem : deal::validate(scenario)) {
        if (problem.severity == deal::Severity::error) {
            throw std::domain_error(deal::describe(problem));
        }
    }
    return contract::ledgerOf(scenario, contract::withoutLuck(scenario));
}

/// A figure of every month.
template <class T>
[[nodiscard]] std::vector<double> column(const contract::Ledger& ledger, T contract::LedgerMonth::* figure)
{
    std::vector<double> figures;
    figures.reserve(ledger.months.size());
    for (const contract::LedgerMonth& month : ledger.months) {
        figures.push_back(static_cast<double>(month.*figure));
    }
    return figures;
}

/// A figure of one use case in every month.
template <class T>
[[nodiscard]] std::vector<double> column(const contract::Ledger& ledger, std::size_t useCase,
                                         T contract::LedgerUseCase::* figure)
{
    std::vector<double> figures;
    figures.reserve(ledger.months.size());
    for (const contract::LedgerMonth& month : ledger.months) {
        figures.push_back(static_cast<double>(month.useCases[useCase].*figure));
    }
    return figures;
}

/// So many months of one figure, then so many of the next.
[[nodiscard]] inline std::vector<double> stretches(const std::vector<std::pair<int, double>>& parts)
{
    std::vector<double> figures;
    for (const auto& [count, figure] : parts) {
        figures.insert(figures.end(), static_cast<std::size_t>(count), figure);
    }
    return figures;
}

/// Empty where two figures agree, else what is wrong. The hand's figures are at most some 10^4; 1e-9 is a few hundred
/// units in their last place, and far below any clause's effect.
[[nodiscard]] inline QString difference(double found, double expected)
{
    return std::fabs(found - expected) <= 1e-9
               ? QString()
               : QStringLiteral("found %1, expected %2").arg(found, 0, 'g', 17).arg(expected, 0, 'g', 17);
}

[[nodiscard]] inline QString difference(const std::vector<double>& found, const std::vector<double>& expected)
{
    if (found.size() != expected.size()) {
        return QStringLiteral("%1 figures, expected %2").arg(found.size()).arg(expected.size());
    }
    for (std::size_t t = 0; t < found.size(); ++t) {
        if (const QString wrong = difference(found[t], expected[t]); !wrong.isEmpty()) {
            return QStringLiteral("month %1: %2").arg(t).arg(wrong);
        }
    }
    return {};
}

}  // namespace dealwright::tests
