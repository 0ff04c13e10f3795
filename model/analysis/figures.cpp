// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/figures.h"

#include "deal/walk.h"
#include "simulation/projection_fields.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <type_traits>
#include <utility>

namespace dealwright::analysis {

namespace {

using simulation::Statistic;

/// The standard error of a standard error from 16 scrambles, as of normal samples: its value / sqrt(2 (16 - 1)).
[[nodiscard]] double errorOfError(const Statistic& statistic)
{
    return statistic.standardError / std::sqrt(2.0 * static_cast<double>(statistic.scrambleMeans.size() - 1));
}

/// Where the JSON has a figure's error: a described one, which is the mean's, as the figure that it is itself.
[[nodiscard]] std::string errorWordOf(const Statistic& statistic, std::string_view word, const double& error)
{
    std::string found;
    deal::forEachMember(statistic, [&](std::string_view name, const auto& member, const auto& /*field*/) {
        if constexpr (std::is_same_v<std::decay_t<decltype(member)>, double>) {
            if (&member == &error) {
                found = name;
            }
        }
    });
    return found.empty() ? "errors." + std::string(word) : found;
}

/// What the description says of a figure, without its value.
template <class Member>
[[nodiscard]] Figure described(std::string_view word, const simulation::StatisticField<Member>& field)
{
    return {.word = std::string(word),
            .label = field.label,
            .dimension = field.dimension,
            .kind = field.error == nullptr ? Figure::Kind::halfWidth : Figure::Kind::amount,
            .headline = field.headline,
            .detail = field.detail};
}

}  // namespace

std::vector<Figure> figuresOf(const Statistic& statistic)
{
    std::vector<Figure> figures;
    const auto add = [&](Figure figure, double value) {
        figure.value = value;
        figure.sampled = statistic.sampled;
        if (figure.dimension == deal::Dimension::money && !figures.empty()) {
            figure.beside = statistic.mean;
        }
        figures.push_back(std::move(figure));
    };
    deal::forEachMember(statistic, [&]<class Member>(std::string_view name, const Member& member, const auto& field) {
        if constexpr (std::is_same_v<Member, double>) {
            Figure figure = described(name, field);
            figure.error = field.error == nullptr ? errorOfError(statistic) : statistic.*field.error;
            figure.errorWord = field.error == nullptr ? "" : errorWordOf(statistic, name, statistic.*field.error);
            add(std::move(figure), member);
        } else {
            for (std::size_t i = 0; i < member.size(); ++i) {
                const int rank = simulation::percentileRanks[i];
                Figure figure = described(std::string(name) + "." + std::to_string(rank), field);
                figure.rank = rank;
                figure.error = (statistic.*field.error)[i];
                figure.errorWord = "errors." + figure.word;
                figure.detail = std::ranges::find(simulation::summaryRanks, rank) == simulation::summaryRanks.end();
                add(std::move(figure), member[i]);
            }
        }
    });
    return figures;
}

std::vector<Figure> figuresOf(const simulation::PartyProjection& party)
{
    std::vector<Figure> all;
    deal::forEachMember(party, [&](std::string_view name, const Statistic& statistic, const deal::Field& field) {
        for (Figure& figure : figuresOf(statistic)) {
            const std::string place = std::string(name) + ".";
            figure.word.insert(0, place);
            if (!figure.errorWord.empty()) {
                figure.errorWord.insert(0, place);
            }
            if (&statistic != &party.npv) {
                figure.section = field.label;
                figure.headline = false;
            }
            all.push_back(std::move(figure));
        }
    });
    return all;
}

std::optional<Figure> figureAt(const simulation::PartyProjection& party, std::string_view word)
{
    const std::vector<Figure> figures = figuresOf(party);
    const Figure* const found = find(figures, word);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

std::vector<std::string> figureWords()
{
    std::vector<std::string> words;
    std::ranges::transform(figuresOf(simulation::PartyProjection{}), std::back_inserter(words), &Figure::word);
    return words;
}

std::vector<Figure> changesOf(const PartyComparison& comparison)
{
    std::vector<Figure> changes;
    const auto add = [&changes](Figure figure, double value, double error) {
        figure.value = value;
        figure.error = error;
        figure.kind = figure.kind == Figure::Kind::amount ? Figure::Kind::change : figure.kind;
        changes.push_back(std::move(figure));
    };
    const std::vector<Figure> figures = figuresOf(Statistic{.sampled = comparison.sampled});
    std::size_t percentile = 0;
    for (Figure figure : figures) {
        figure.beside = std::nullopt;
        if (figure.word == "mean") {
            add(std::move(figure), comparison.difference, comparison.standardError);
        } else if (figure.kind == Figure::Kind::halfWidth) {
            figure.beside = comparison.difference;
            add(std::move(figure), comparison.standardError, 0.0);
        } else if (figure.rank) {
            const simulation::Estimate& change = comparison.percentiles[percentile++];
            add(std::move(figure), change.value, change.error);
        }
    }
    return changes;
}

Figure chanceToBeat(const PartyComparison& comparison)
{
    return {.word = "probabilityHigher",
            .label = TERM_TEXT("Field", "Beats the baseline"),
            .dimension = deal::Dimension::fraction,
            .value = comparison.probabilityHigher,
            .error = comparison.probabilityHigherError,
            .sampled = comparison.sampled};
}

const Figure* find(const std::vector<Figure>& figures, std::string_view word)
{
    const auto found = std::ranges::find(figures, word, &Figure::word);
    return found == figures.end() ? nullptr : &*found;
}

Figure moneyFigure(double value, double error, Figure::Kind kind)
{
    return {.kind = kind, .value = value, .error = error};
}

}  // namespace dealwright::analysis
