// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/comparison.h"
#include "deal/field.h"
#include "simulation/projection.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The figures of results, as leaves are those of a scenario: tables, JSON and searches are loops over these lists.
// What a figure is called stands in simulation/projection_fields.h.
namespace dealwright::analysis {

/// One figure of a result with its standard error.
struct Figure {
    enum class Kind {
        amount,
        change,     ///< how much more than something else: shown with its sign
        halfWidth,  ///< a standard error: shown as half the 95 % interval that it makes
    };
    std::string word = {};          ///< its path in the JSON: mean, percentiles.10, npv.cvar5
    std::string errorWord = {};     ///< that of its error: errors.cvar5; empty where the JSON has none
    std::string_view section = {};  ///< English; the label of what it is said of, empty for the NPV
    std::string_view label = {};    ///< English; context "Field". %1 stands for `rank`
    std::optional<int> rank = {};   ///< of a percentile
    deal::Dimension dimension = deal::Dimension::money;
    Kind kind = Kind::amount;
    double value = 0.0;
    double error = 0.0;                 ///< standard error; 0 where it is exact
    bool sampled = true;                ///< whether anything drawn enters it
    std::optional<double> beside = {};  ///< the amount in whose unit it is stated, such as the mean
    bool headline = false;              ///< said first: bold in a table, and of each of several scenarios
    bool detail = false;                ///< left out where few figures have room
};

/// All that is reported of a distribution, in the order of the description.
[[nodiscard]] std::vector<Figure> figuresOf(const simulation::Statistic& statistic);

/// The same of the NPV and of the undiscounted total, by their paths in simulate's answer: npv.mean,
/// total.standardDeviation, npv.percentiles.10 ...
[[nodiscard]] std::vector<Figure> figuresOf(const simulation::PartyProjection& party);

/// The figure of that path, if there is one.
[[nodiscard]] std::optional<Figure> figureAt(const simulation::PartyProjection& party, std::string_view word);

/// Every path that figureAt knows.
[[nodiscard]] std::vector<std::string> figureWords();

/// How much more each figure of a distribution is than in the baseline, as far as that is known with its paired error:
/// mean, standard error and percentiles, by the words and labels of figuresOf(Statistic).
[[nodiscard]] std::vector<Figure> changesOf(const PartyComparison& comparison);

/// The share of paths on which the other scenario pays more than the baseline.
[[nodiscard]] Figure chanceToBeat(const PartyComparison& comparison);

/// The figure of that word, if the list has one.
[[nodiscard]] const Figure* find(const std::vector<Figure>& figures, std::string_view word);

/// An amount of money, or a change of one, with its error.
[[nodiscard]] Figure moneyFigure(double value, double error, Figure::Kind kind = Figure::Kind::amount);

}  // namespace dealwright::analysis
