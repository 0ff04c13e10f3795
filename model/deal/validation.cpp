// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/correlation.h"
#include "deal/names.h"
#include "deal/problem.h"
#include "deal/scenario_fields.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

// docs/MODEL.md section 8.1. What one field says of itself is read off its description (field_rules.cpp); here are the
// rules between fields.
namespace dealwright::deal {

namespace {

// What has a line for each use case has room for as many as there may be.
static_assert(field<&Terms::shares>.mostElements() >= field<&Market::useCases>.mostElements() &&
              field<&Terms::exclusivity>.mostElements() >= field<&Market::useCases>.mostElements() &&
              field<&Market::correlation>.mostElements() >= field<&Market::useCases>.mostElements());

[[nodiscard]] std::string at(const std::string& list, std::size_t position)
{
    return list + "[" + std::to_string(position) + "]";
}

[[nodiscard]] Value count(std::size_t number)
{
    return static_cast<std::int64_t>(number);
}

[[nodiscard]] Value whole(int number)
{
    return std::int64_t{number};
}

class Validation {
public:
    explicit Validation(const Scenario& scenario) : m_scenario(scenario), m_outline(outline(scenario)) {}

    [[nodiscard]] std::vector<Problem> run()
    {
        for (const Leaf& leaf : m_outline.leaves) {
            std::ranges::move(validateLeaf(leaf), std::back_inserter(m_problems));
            checkUseCaseOf(leaf);
            checkMonthOf(leaf);
        }
        for (const ListExtent& list : m_outline.lists) {
            checkList(list);
        }
        checkUseCases();
        checkCorrelation();
        checkTerms(m_scenario.terms, "terms");
        checkLevers();
        const auto& offers = m_scenario.negotiation.offers;
        for (std::size_t k = 0; k < offers.size(); ++k) {
            checkTerms(offers[k].terms, at("negotiation.offers", k) + ".terms");
        }
        sortByField();
        return std::move(m_problems);
    }

private:
    void error(std::string path, Rule rule, Value value = {}, Value bound = {}, std::string other = {})
    {
        m_problems.push_back(
            {std::move(path), rule, Severity::error, std::move(value), std::move(bound), std::move(other)});
    }

    void warning(std::string path, Rule rule, Value value = {}, Value bound = {}, std::string other = {})
    {
        m_problems.push_back(
            {std::move(path), rule, Severity::warning, std::move(value), std::move(bound), std::move(other)});
    }

    void checkList(const ListExtent& list)
    {
        const std::size_t useCases = m_scenario.market.useCases.size();
        const bool isLeftOut = list.size == 0 && list.field->leastElements() == 0;
        if (list.size > list.field->mostElements()) {
            error(list.path, Rule::listTooLong, count(list.size), count(list.field->mostElements()));
        }
        if (list.field->elements == Elements::eachUseCase && list.size != useCases && !isLeftOut) {
            error(list.path, Rule::listLengthNotUseCases, count(list.size), count(useCases));
        } else if (list.field->elements != Elements::eachUseCase && list.size < list.field->leastElements()) {
            error(list.path, Rule::listEmpty, count(list.size));
        }
        std::map<int, std::size_t> positions;
        for (std::size_t i = 0; list.field->elements == Elements::identified && i < list.ids.size(); ++i) {
            if (const auto [first, isNew] = positions.try_emplace(list.ids[i], i); !isNew) {
                error(at(list.path, i) + ".id", Rule::idNotUnique, whole(list.ids[i]), {},
                      at(list.path, first->second) + ".id");
            }
        }
    }

    void checkMonthOf(const Leaf& leaf)
    {
        const auto* month = std::get_if<std::int64_t>(&leaf.value);
        const int term = m_scenario.timeline.months;
        if (leaf.field->dimension == Dimension::month && month && !leaf.idle && *month >= term) {
            warning(leaf.path, Rule::outsideTerm, *month, whole(term), "timeline.months");
        }
    }

    /// A reference to no use case is shown by its number.
    void checkUseCaseOf(const Leaf& leaf)
    {
        const auto* name = std::get_if<std::string>(&leaf.value);
        const auto& useCases = m_scenario.market.useCases;
        if (leaf.field->dimension != Dimension::useCase || !name || !name->starts_with('#') ||
            findNamed(useCases, *name, &UseCase::name) != useCases.end()) {
            return;
        }
        std::int64_t id = 0;
        std::from_chars(name->data() + 1, name->data() + name->size(), id);
        error(leaf.path, Rule::unknownUseCase, id);
    }

    void checkUseCases();
    void checkCorrelation();
    [[nodiscard]] bool correlationIsWellFormed();
    void checkTerms(const Terms& terms, const std::string& path);
    void checkTiers(const Tiers& tiers, const std::string& path);
    void checkExclusivity(const Terms& terms, const std::string& path);
    void checkLevers();
    void sortByField();
    [[nodiscard]] std::size_t orderOf(std::string_view path) const;

    const Scenario& m_scenario;
    Outline m_outline;
    std::vector<Problem> m_problems;
};

void Validation::checkUseCases()
{
    const std::string list = "market.useCases";
    const auto& useCases = m_scenario.market.useCases;
    std::map<std::string, std::size_t> names;  // normalized
    for (std::size_t u = 0; u < useCases.size(); ++u) {
        const UseCase& useCase = useCases[u];
        const std::string path = at(list, u);
        if (const auto [first, isNew] = names.try_emplace(normalized(useCase.name), u);
            !isNew && !useCase.name.empty()) {
            error(path + ".name", Rule::nameNotUnique, useCase.name, {}, at(list, first->second) + ".name");
        }
        if (useCase.trend.kind == TrendKind::logistic) {
            if (useCase.initialUsage == 0) {
                error(path + ".initialUsage", Rule::logisticWithoutUsage, useCase.initialUsage, {},
                      path + ".trend.kind");
            } else if (useCase.trend.ceiling <= useCase.initialUsage) {
                error(path + ".trend.ceiling", Rule::ceilingNotAboveUsage, useCase.trend.ceiling, useCase.initialUsage,
                      path + ".initialUsage");
            }
        }
    }
}

bool Validation::correlationIsWellFormed()
{
    const std::string list = "market.correlation";
    const auto& matrix = m_scenario.market.correlation;
    const std::size_t size = m_scenario.market.useCases.size();
    const std::size_t before = m_problems.size();
    for (std::size_t i = 0; i < matrix.size(); ++i) {
        if (matrix[i].size() != size) {
            error(at(list, i), Rule::listLengthNotUseCases, count(matrix[i].size()), count(size));
        }
    }
    if (m_problems.size() != before || matrix.size() != size) {
        return false;
    }
    bool finite = true;
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            const double entry = matrix[i][j];
            const double mirror = matrix[j][i];
            finite = finite && std::isfinite(entry) && std::isfinite(mirror);
            if (i == j && entry != 1.0) {
                error(at(at(list, i), i), Rule::correlationDiagonal, entry, 1.0);
            } else if (entry != mirror) {
                error(at(at(list, i), j), Rule::correlationNotSymmetric, entry, mirror, at(at(list, j), i));
            }
        }
    }
    return finite && m_problems.size() == before;
}

void Validation::checkCorrelation()
{
    const Market& market = m_scenario.market;
    if (market.correlation.empty() || !correlationIsWellFormed()) {
        return;
    }
    const EffectiveCorrelation effective = effectiveCorrelation(market);
    if (effective.distance == 0.0) {
        return;
    }
    const auto row = static_cast<std::size_t>(effective.row);
    const auto column = static_cast<std::size_t>(effective.column);
    const bool far = effective.distance > correlationReach(market);
    m_problems.push_back({at(at("market.correlation", row), column),
                          far ? Rule::correlationTooFar : Rule::correlationAdjusted,
                          far ? Severity::error : Severity::warning,
                          market.correlation[row][column],
                          effective.matrix(effective.row, effective.column),
                          {}});
}

void Validation::checkTerms(const Terms& terms, const std::string& path)
{
    if (terms.deductions != 0 && terms.revenueBase != RevenueBase::net) {
        warning(path + ".deductions", Rule::deductionsIdle, terms.deductions, {}, path + ".revenueBase");
    }
    if (terms.rateFloor > terms.rateCap) {
        error(path + ".rateFloor", Rule::floorAboveCap, terms.rateFloor, terms.rateCap, path + ".rateCap");
    }
    checkTiers(terms.tiers, path + ".tiers.steps");
    checkExclusivity(terms, path + ".exclusivity");
    if (terms.advance > 0 && terms.recoupment == 0) {
        warning(path + ".advance", Rule::advanceNotRecouped, terms.advance, {}, path + ".recoupment");
    }
    if (terms.annualCap && terms.minimumGuarantee > *terms.annualCap) {
        warning(path + ".minimumGuarantee", Rule::guaranteeAboveCap, terms.minimumGuarantee, *terms.annualCap,
                path + ".annualCap");
    }
    if (terms.incident.lossSd > 0 && terms.incident.meanLoss == 0) {
        error(path + ".incident.lossSd", Rule::spreadWithoutMean, terms.incident.lossSd, terms.incident.meanLoss,
              path + ".incident.meanLoss");
    }
}

void Validation::checkTiers(const Tiers& tiers, const std::string& path)
{
    const auto threshold = [&](std::size_t k) { return at(path, k) + ".threshold"; };
    if (!tiers.steps.empty() && tiers.steps.front().threshold != 0) {
        error(threshold(0), Rule::firstThresholdNotZero, tiers.steps.front().threshold, 0.0);
    }
    for (std::size_t k = 1; k < tiers.steps.size(); ++k) {
        if (tiers.steps[k].threshold <= tiers.steps[k - 1].threshold) {
            error(threshold(k), Rule::thresholdNotRising, tiers.steps[k].threshold, tiers.steps[k - 1].threshold,
                  threshold(k - 1));
        }
    }
}

void Validation::checkExclusivity(const Terms& terms, const std::string& path)
{
    const auto& useCases = m_scenario.market.useCases;
    for (std::size_t u = 0; u < terms.exclusivity.size(); ++u) {
        const Exclusivity& exclusivity = terms.exclusivity[u];
        const std::string line = at(path, u);
        if (!exclusivity.granted) {
            continue;
        }
        if (exclusivity.months == 0) {
            error(line + ".months", Rule::grantedWithoutMonths, whole(exclusivity.months), whole(1), line + ".granted");
        }
        if (exclusivity.minimumAnnualUsage > 0 && u < useCases.size() &&
            exclusivity.firstMonth < useCases[u].launchMonth) {
            warning(line + ".firstMonth", Rule::testBeforeLaunch, whole(exclusivity.firstMonth),
                    whole(useCases[u].launchMonth), at("market.useCases", u) + ".launchMonth");
        }
    }
}

void Validation::checkLevers()
{
    const auto& levers = m_scenario.negotiation.levers;
    for (std::size_t k = 0; k < levers.size(); ++k) {
        const Lever& lever = levers[k];
        const std::string path = at("negotiation.levers", k);
        if (lever.low > lever.high) {
            error(path + ".low", Rule::lowAboveHigh, lever.low, lever.high, path + ".high");
        }
        const auto leaf = std::ranges::find(m_outline.leaves, lever.term, &Leaf::path);
        if (leaf == m_outline.leaves.end() || !isOfTheTerms(sectionOf(*leaf)) || !isNumber(*leaf)) {
            error(path + ".term", Rule::unknownTerm, lever.term);
            continue;
        }
        // Every value that the term can take must be one that its own field allows.
        for (const auto& [end, value] : {std::pair{".low", lever.low}, std::pair{".high", lever.high}}) {
            Leaf moved = *leaf;
            moved.value = value;
            for (const Problem& problem : validateLeaf(moved)) {
                if (problem.rule != Rule::notFinite) {  // said of the lever's own field already
                    error(path + end, problem.rule, value, problem.bound, lever.term);
                }
            }
        }
    }
}

/// Where a path stands among the leaves; a list stands before its elements, an unknown path where its beginning does.
std::size_t Validation::orderOf(std::string_view path) const
{
    const auto leaf = std::ranges::find(m_outline.leaves, path, &Leaf::path);
    if (leaf != m_outline.leaves.end()) {
        return static_cast<std::size_t>(leaf - m_outline.leaves.begin());
    }
    const auto list = std::ranges::find(m_outline.lists, path, &ListExtent::path);
    if (list != m_outline.lists.end()) {
        return list->firstLeaf;
    }
    const std::size_t step = path.find_last_of(".[");
    return step == std::string_view::npos ? 0 : orderOf(path.substr(0, step));
}

void Validation::sortByField()
{
    if (m_problems.size() < 2) {
        return;
    }
    std::vector<std::pair<std::size_t, std::size_t>> order;
    order.reserve(m_problems.size());
    for (std::size_t i = 0; i < m_problems.size(); ++i) {
        order.emplace_back(orderOf(m_problems[i].path), i);
    }
    std::ranges::sort(order);
    std::vector<Problem> sorted;
    sorted.reserve(m_problems.size());
    for (const auto& [field, i] : order) {
        sorted.push_back(std::move(m_problems[i]));
    }
    m_problems = std::move(sorted);
}

}  // namespace

std::vector<Problem> validate(const Scenario& scenario)
{
    return Validation(scenario).run();
}

std::vector<Problem> workbookProblems(const std::vector<std::string_view>& names, std::string_view baseline)
{
    constexpr std::size_t mostScenarios = field<&Workbook::scenarios>.mostElements();
    std::vector<Problem> problems;
    const auto error = [&](std::string path, Rule rule, Value value, Value bound = {}, std::string other = {}) {
        problems.push_back(
            {std::move(path), rule, Severity::error, std::move(value), std::move(bound), std::move(other)});
    };
    if (names.empty()) {
        error("scenarios", Rule::listEmpty, count(0));
        return problems;
    }
    if (names.size() > mostScenarios) {
        error("scenarios", Rule::listTooLong, count(names.size()), count(mostScenarios));
    }
    const auto firstNamed = [&](std::string_view name) {
        return static_cast<std::size_t>(
            std::ranges::find_if(names, [&](std::string_view one) { return sameName(one, name); }) - names.begin());
    };
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (const std::size_t first = firstNamed(names[i]); first < i) {
            error(at("scenarios", i) + ".name", Rule::nameNotUnique, std::string(names[i]), {},
                  at("scenarios", first) + ".name");
        }
    }
    if (firstNamed(baseline) == names.size()) {
        error("baseline", Rule::unknownBaseline, std::string(baseline));
    }
    return problems;
}

std::vector<Problem> workbookProblems(const Workbook& workbook)
{
    std::vector<std::string_view> names;
    names.reserve(workbook.scenarios.size());
    for (const Scenario& scenario : workbook.scenarios) {
        names.emplace_back(scenario.name);
    }
    return workbookProblems(names, workbook.baseline);
}

std::vector<Problem> validate(const Workbook& workbook)
{
    std::vector<Problem> problems = workbookProblems(workbook);
    for (std::size_t i = 0; i < workbook.scenarios.size(); ++i) {
        const std::string path = at("scenarios", i);
        for (Problem& problem : validate(workbook.scenarios[i])) {
            problem.path = path + "." + problem.path;
            problem.other = problem.other.empty() ? "" : path + "." + problem.other;
            problems.push_back(std::move(problem));
        }
    }
    return problems;
}

}  // namespace dealwright::deal
