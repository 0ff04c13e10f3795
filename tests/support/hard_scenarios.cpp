// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hard_scenarios.h"

#include "support/random_scenarios.h"

#include "deal/leaves.h"
#include "deal/problem.h"
#include "deal/scenario_fields.h"
#include "deal/walk.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <type_traits>

namespace dealwright::tests {

namespace {

/// Where in its range a number lies.
enum class Place { low, high, zero, usualLow, usualHigh, anywhere };

/// How a scenario is filled.
struct Shape {
    std::size_t useCases = 1;
    int months = 1;
    std::size_t elements = 0;  ///< of every other list, as far as it may be so long
    Place place = Place::anywhere;
    double wild = 1.0;  ///< the part of the numbers that lie at the place; the others are usual ones
    bool absent = false;
    std::optional<deal::Sampling> sampling;
};

/// Fills described values from their fields.
class HardValues {
public:
    HardValues(Luck& luck, const Shape& shape) : m_luck(luck), m_shape(shape) {}

    [[nodiscard]] deal::Scenario scenario()
    {
        deal::Scenario scenario;
        deal::forEachMember(scenario, [&](std::string_view, auto& member, const deal::Field& field) {
            using Member = std::remove_cvref_t<decltype(member)>;
            if constexpr (!std::is_same_v<Member, deal::Negotiation>) {  // which is not priced
                fill(member, field);
            }
        });
        scenario.timeline.months = m_shape.months;
        scenario.simulation.paths = 1024;
        if (m_shape.sampling) {
            scenario.simulation.sampling = *m_shape.sampling;
        }
        if (m_luck.chance(0.5)) {
            fillCorrelation(scenario.market);
        }
        return scenario;
    }

private:
    template <class T>
    void fill(T& value, const deal::Field& field)
    {
        using deal::Described, deal::Enumeration, deal::Sequence;
        if constexpr (std::is_same_v<T, deal::UseCaseRef>) {
            const bool all = m_ids.empty() || m_luck.chance(0.2);
            value.id = all ? std::nullopt : std::optional(m_ids[m_next++ % m_ids.size()]);
        } else if constexpr (std::is_same_v<T, deal::CorrelationMatrix>) {
            value.clear();
        } else if constexpr (Sequence<T>) {
            fillList(value, field);
        } else if constexpr (Described<T>) {
            deal::forEachMember(value,
                                [&](std::string_view, auto& member, const deal::Field& inner) { fill(member, inner); });
            if constexpr (requires { value.nextUseCaseId; }) {
                value.nextUseCaseId = 0;
                value.nextEventId = 0;
            }
        } else if constexpr (Enumeration<T>) {
            value = static_cast<T>(m_luck.whole(0, static_cast<int>(deal::choices<T>.size()) - 1));
        } else if constexpr (std::is_same_v<T, std::optional<double>>) {
            value = m_shape.absent || m_luck.chance(0.4) ? std::nullopt : std::optional(number(field));
        } else if constexpr (std::is_same_v<T, bool>) {
            value = m_luck.chance(0.5);
        } else if constexpr (std::is_same_v<T, std::string>) {
            value = text(field);
        } else if constexpr (std::is_same_v<T, double>) {
            value = number(field);
        } else if (field.dimension == deal::Dimension::seed) {
            value = static_cast<T>(m_luck.bits());
        } else {
            value = static_cast<T>(wholeNumber(field));
        }
    }

    template <class T>
    void fillList(std::vector<T>& list, const deal::Field& field)
    {
        std::size_t size = std::min(m_shape.elements, field.mostElements());
        if constexpr (std::is_same_v<T, deal::UseCase> || std::is_same_v<T, deal::Share>) {
            size = m_shape.useCases;
        }
        if constexpr (std::is_same_v<T, deal::Exclusivity>) {
            size = m_shape.elements == 0 || m_shape.absent ? 0 : m_shape.useCases;
        }
        list.assign(size, T{});
        for (T& element : list) {
            fill(element, field);
        }
        if constexpr (requires { list.front().id; }) {
            // Identifiers are any that differ: the first ones, or the last.
            const int most = static_cast<int>(deal::field<&deal::UseCase::id>.high);
            const int first = m_luck.chance(0.8) ? 0 : most - static_cast<int>(size);
            for (std::size_t i = 0; i < size; ++i) {
                list[i].id = first + static_cast<int>(i);
            }
        }
        if constexpr (std::is_same_v<T, deal::UseCase>) {
            m_ids.clear();
            for (const deal::UseCase& useCase : list) {
                m_ids.push_back(useCase.id);
            }
        }
        if constexpr (std::is_same_v<T, deal::TierStep>) {
            std::ranges::sort(list, {}, &deal::TierStep::threshold);
            if (!list.empty()) {
                list.front().threshold = 0.0;
            }
        }
    }

    /// One common factor: positive semi-definite.
    void fillCorrelation(deal::Market& market)
    {
        const std::size_t size = market.useCases.size();
        std::vector<double> loadings(size);
        std::ranges::generate(loadings, [&] { return m_luck.chance(0.2) ? 1.0 : m_luck.between(-1.0, 1.0); });
        market.correlation.assign(size, std::vector<double>(size, 1.0));
        for (std::size_t i = 0; i < size; ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                market.correlation[i][j] = market.correlation[j][i] = loadings[i] * loadings[j];
            }
        }
    }

    [[nodiscard]] std::string text(const deal::Field& field)
    {
        switch (field.dimension) {
            case deal::Dimension::name:
                return "Name " + std::to_string(m_names++);
            case deal::Dimension::currency:
                return "USD";
            default:
                return {};
        }
    }

    [[nodiscard]] static double lowest(const deal::Field& field)
    {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        return field.lowExcluded ? std::nextafter(field.low, infinity) : field.low;
    }
    [[nodiscard]] static double highest(const deal::Field& field)
    {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        return field.highExcluded ? std::nextafter(field.high, -infinity) : field.high;
    }
    [[nodiscard]] static double within(const deal::Field& field, double value)
    {
        return std::clamp(value, lowest(field), highest(field));
    }

    [[nodiscard]] double number(const deal::Field& field)
    {
        return within(field, m_luck.chance(m_shape.wild) ? wildNumber(field) : usualNumber(field));
    }

    [[nodiscard]] double usualNumber(const deal::Field& field)
    {
        if (field.hasUsualRange()) {
            return m_luck.between(field.usualLow, field.usualHigh);
        }
        return m_luck.chance(0.5) ? 0.0 : m_luck.octaves(1.0, 1e3);
    }

    [[nodiscard]] double wildNumber(const deal::Field& field)
    {
        switch (m_shape.place) {
            case Place::low:
                return field.low;
            case Place::high:
                return field.high;
            case Place::zero:
                return 0.0;
            case Place::usualLow:
                return field.usualLow;
            case Place::usualHigh:
                return field.usualHigh;
            case Place::anywhere:
                break;
        }
        switch (m_luck.whole(0, 9)) {
            case 0:
                return field.low;
            case 1:
                return field.high;
            case 2:
                return m_luck.chance(0.5) ? 0.0 : 1.0;
            case 3:  // beside an end that is excluded, or beside 0
                return field.low + std::pow(10.0, -m_luck.between(1.0, 16.0));
            case 4:
                return std::pow(10.0, -m_luck.between(0.0, 320.0));
            default:
                break;
        }
        // Any size, either sign.
        const bool negative = field.low < 0.0 && m_luck.chance(0.3);
        const double most = std::min(1e15, std::fabs(negative ? field.low : field.high));
        const double size = most * std::pow(10.0, -m_luck.between(0.0, 24.0));
        return negative ? -size : size;
    }

    [[nodiscard]] double wholeNumber(const deal::Field& field)
    {
        const bool starts = field.dimension == deal::Dimension::month;
        const bool time = starts || field.dimension == deal::Dimension::duration;
        // What starts after the term is idle: mostly it starts within it, and where all is to be at an end, at once.
        if (starts && m_shape.place != Place::anywhere) {
            return 0.0;
        }
        const bool usual = !m_luck.chance(starts ? 0.1 * m_shape.wild : m_shape.wild);
        const double value = time && usual ? m_luck.whole(0, m_shape.months + 6)
                             : usual       ? usualNumber(field)
                                           : wildNumber(field);
        return std::floor(within(field, std::floor(value)));
    }

    Luck& m_luck;
    Shape m_shape;
    std::vector<int> m_ids;  ///< of the use cases
    std::size_t m_next = 0;  ///< which of them is referred to next
    int m_names = 0;
};

/// What stands in a broken rule's place: the nearest that keeps it.
void mend(deal::Scenario& scenario, const deal::Problem& problem)
{
    const auto set = [&](const std::string& path, const deal::Value& value) {
        if (deal::assign(scenario, path, value) != deal::AssignError::none) {
            throw std::domain_error("hardScenario: " + path + " cannot be set");
        }
    };
    const auto bound = [&] { return std::get<double>(problem.bound); };
    switch (problem.rule) {
        case deal::Rule::ceilingNotAboveUsage: {
            const double ceiling = 2.0 * bound();
            if (ceiling <= deal::field<&deal::Trend::ceiling>.high) {
                set(problem.path, ceiling);
            } else {
                set(problem.other, deal::field<&deal::Trend::ceiling>.high / 4.0);
            }
            break;
        }
        case deal::Rule::logisticWithoutUsage:
            set(problem.path, 1.0);
            break;
        case deal::Rule::floorAboveCap:
            set(problem.path, bound());
            break;
        case deal::Rule::thresholdNotRising: {
            const double next = bound() > 0.0 ? 1.001 * bound() : 1.0;
            if (next <= deal::field<&deal::TierStep::threshold>.high) {
                set(problem.path, next);
            } else {
                scenario.terms.tiers.steps.pop_back();
            }
            break;
        }
        case deal::Rule::grantedWithoutMonths:
            set(problem.path, problem.bound);
            break;
        case deal::Rule::spreadWithoutMean:
            set(problem.path, 0.0);
            break;
        default:
            throw std::domain_error("hardScenario: " + deal::describe(problem));
    }
}

[[nodiscard]] deal::Scenario filled(Luck& luck, const Shape& shape)
{
    deal::Scenario scenario = HardValues(luck, shape).scenario();
    constexpr int rounds = 100;
    for (int round = 0; round < rounds; ++round) {
        const std::vector<deal::Problem> problems = deal::validate(scenario);
        if (!deal::hasErrors(problems)) {
            return scenario;
        }
        bool moved = false;  // a threshold, which may move the next
        for (const deal::Problem& problem : problems) {
            const bool moves = problem.rule == deal::Rule::thresholdNotRising;
            if (problem.severity == deal::Severity::error && !(moves && moved)) {
                mend(scenario, problem);
            }
            moved = moved || moves;
        }
    }
    throw std::domain_error("hardScenario: the scenario cannot be mended");
}

}  // namespace

deal::Scenario hardScenario(std::uint64_t number)
{
    constexpr int mostCells = 600;
    Luck luck(number);
    Shape shape;
    const int mostMonths = static_cast<int>(deal::field<&deal::Timeline::months>.high);
    const int mostUseCases = static_cast<int>(deal::field<&deal::Market::useCases>.mostElements());
    shape.months = luck.chance(0.1) ? mostMonths : luck.whole(1, mostMonths);
    shape.useCases = static_cast<std::size_t>(luck.whole(1, std::min(mostUseCases, mostCells / shape.months)));
    shape.elements = static_cast<std::size_t>(luck.chance(0.2) ? 0.0 : luck.octaves(1.0, 64.0));
    constexpr double parts[] = {0.01, 0.05, 0.2, 1.0};
    shape.wild = parts[luck.whole(0, 3)];
    shape.absent = luck.chance(0.2);
    deal::Scenario scenario = filled(luck, shape);
    scenario.name = "Case " + std::to_string(number);
    return scenario;
}

std::vector<Corner> hardCorners()
{
    using enum Place;
    const std::size_t mostUseCases = deal::field<&deal::Market::useCases>.mostElements();
    const int mostMonths = static_cast<int>(deal::field<&deal::Timeline::months>.high);
    constexpr std::size_t full = 1000;  // as many as a list may have
    constexpr auto quasi = deal::Sampling::quasi;
    constexpr auto pseudo = deal::Sampling::pseudo;
    const std::vector<std::pair<const char*, Shape>> shapes{
        {"the largest deal, usual numbers", {mostUseCases, mostMonths, full, anywhere, 0.0, false, quasi}},
        {"the same, pseudo-random", {mostUseCases, mostMonths, full, anywhere, 0.0, false, pseudo}},
        {"the largest deal, every number at its highest", {mostUseCases, mostMonths, full, high, 1.0, false, quasi}},
        {"the largest deal, every number at its lowest", {mostUseCases, mostMonths, full, low, 1.0, false, quasi}},
        {"the largest deal, every number 0", {mostUseCases, mostMonths, full, zero, 1.0, false, pseudo}},
        {"the largest deal, every number at its usual low",
         {mostUseCases, mostMonths, full, usualLow, 1.0, false, quasi}},
        {"the largest deal, every number at its usual high",
         {mostUseCases, mostMonths, full, usualHigh, 1.0, false, pseudo}},
        {"the largest deal, any numbers", {mostUseCases, mostMonths, full, anywhere, 1.0, false, quasi}},
        {"the largest deal, a few of any size", {mostUseCases, mostMonths, full, anywhere, 0.01, false, pseudo}},
        {"the largest deal, no lists, usual numbers", {mostUseCases, mostMonths, 0, anywhere, 0.0, true, quasi}},
        {"one month, every number at its highest", {1, 1, 0, high, 1.0, true, quasi}},
        {"one month, every number at its lowest", {1, 1, 0, low, 1.0, true, pseudo}},
        {"one month, all lists full, usual numbers", {1, 1, full, anywhere, 0.0, false, quasi}},
        {"one month, all lists full, every number at its highest", {1, 1, full, high, 1.0, false, pseudo}},
        {"all use cases in one month, any numbers", {mostUseCases, 1, full, anywhere, 1.0, false, quasi}},
        {"one use case for the longest term, every number at its highest", {1, mostMonths, 0, high, 1.0, true, pseudo}},
        {"one use case for the longest term, every number at its lowest",
         {1, mostMonths, full, low, 1.0, false, quasi}},
        {"one use case for the longest term, any numbers", {1, mostMonths, full, anywhere, 1.0, false, pseudo}},
        {"thirteen months, all lists full, some of any size", {mostUseCases, 13, full, anywhere, 0.2, false, quasi}},
        {"a year, all lists full, usual high numbers", {mostUseCases, 12, full, usualHigh, 1.0, false, quasi}}};
    std::vector<Corner> corners;
    std::uint64_t number = 1'000'000;
    for (const auto& [name, shape] : shapes) {
        Luck luck(number++);
        corners.push_back({name, filled(luck, shape)});
    }
    return corners;
}

}  // namespace dealwright::tests
