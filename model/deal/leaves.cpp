// SPDX-License-Identifier: GPL-3.0-or-later
// The walks along the description that make a scenario a list of leaves: outline and flatten go through all of it,
// leafAt, listAt and assign along one path.
#include "deal/leaves.h"

#include "deal/names.h"
#include "deal/scenario_fields.h"
#include "deal/walk.h"

#include <algorithm>
#include <cassert>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>

namespace dealwright::deal {

namespace {

/// Splits one step off a path: a member name, or an element's position. Each path has one spelling.
struct PathReader {
    std::string_view rest;
    bool atStart = true;

    [[nodiscard]] bool atEnd() const { return rest.empty(); }

    /// Empty where no member name follows.
    [[nodiscard]] std::string_view member()
    {
        if (!atStart) {
            if (!rest.starts_with('.')) {
                return {};
            }
            rest.remove_prefix(1);
        }
        atStart = false;
        const std::size_t end = std::min(rest.find_first_of(".["), rest.size());
        const std::string_view name = rest.substr(0, end);
        rest.remove_prefix(end);
        return name;
    }

    [[nodiscard]] std::optional<std::size_t> position()
    {
        const std::size_t close = rest.find(']');
        if (!rest.starts_with('[') || close == std::string_view::npos) {
            return std::nullopt;
        }
        const std::string_view digits = rest.substr(1, close - 1);
        std::size_t index = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
        const bool leadingZero = digits.size() > 1 && digits.front() == '0';
        if (error != std::errc{} || end != digits.data() + digits.size() || leadingZero) {
            return std::nullopt;
        }
        rest.remove_prefix(close + 1);
        return index;
    }
};

[[nodiscard]] const UseCase* useCaseOf(const Market& market, const UseCaseRef& reference)
{
    const auto found = std::ranges::find_if(
        market.useCases, [&](const UseCase& useCase) { return reference.id == std::optional<int>(useCase.id); });
    return found == market.useCases.end() ? nullptr : &*found;
}

[[nodiscard]] Section sectionWithin(const std::vector<const Field*>& groups, const Field& member)
{
    Section section = Section::none;
    for (const Field* group : groups) {
        if (group->section == Section::none) {
            return Section::none;
        }
        section = group->section == Section::inherited ? section : group->section;
    }
    return member.section == Section::inherited ? section : member.section;
}

/// Writes leaves in the order of the description: all of them, or those of the part at a path.
class Flattener {
public:
    explicit Flattener(const Market& market, std::string_view path = {}) : m_market(market), m_way{path} {}

    template <class T>
    void visit(const T& value, const Field& description)
    {
        if constexpr (std::is_same_v<T, UseCaseRef>) {
            Leaf leaf = start(description);
            leaf.optional = true;
            if (value.id) {
                const UseCase* useCase = useCaseOf(m_market, value);
                leaf.value = useCase ? useCase->name : "#" + std::to_string(*value.id);
            }
            add(std::move(leaf));
        } else if constexpr (std::is_same_v<T, CorrelationMatrix>) {
            visitCorrelation(value, description);
        } else if constexpr (Described<T>) {
            m_sections.push_back(&description);
            visitMembers(value);
            m_sections.pop_back();
        } else if constexpr (Sequence<T>) {
            visitSequence(value, description);
        } else {
            visitScalar(value, description);
        }
    }

    template <class T>
    void visitMembers(const T& object)
    {
        const bool all = m_way.atEnd();
        const std::string_view wanted = all ? std::string_view{} : m_way.member();
        const bool switchedOutside = m_switched;
        const bool idleOutside = m_idle;
        forEachMember(object, [&](std::string_view name, const auto& member, const Field& description) {
            if (all || name == wanted) {
                const std::size_t length = m_path.size();
                m_path += m_path.empty() ? "" : ".";
                m_path += name;
                visit(member, description);
                m_path.resize(length);
            }
            if constexpr (std::is_same_v<decltype(member), const bool&>) {
                m_switched = m_switched || description.switches;
                m_idle = m_idle || (description.switches && !member);
            }
        });
        m_switched = switchedOutside;
        m_idle = idleOutside;
    }

    [[nodiscard]] Outline take() { return {std::move(m_leaves), std::move(m_lists)}; }

private:
    [[nodiscard]] Leaf start(const Field& description) const
    {
        Leaf leaf;
        leaf.path = m_path;
        leaf.field = &description;
        leaf.sections = m_sections;
        leaf.element = m_element;
        leaf.position = m_position;
        leaf.switched = m_switched;
        leaf.idle = m_idle;
        return leaf;
    }

    template <class T>
    void visitScalar(const T& value, const Field& description)
    {
        Leaf leaf = start(description);
        if constexpr (Enumeration<T>) {
            leaf.value = std::string(wordOf(value));
            leaf.choices = choices<T>;
        } else if constexpr (std::is_same_v<T, std::optional<double>>) {
            leaf.optional = true;
            if (value) {
                leaf.value = *value;
            }
        } else if constexpr (std::is_same_v<T, int>) {
            leaf.whole = true;
            leaf.value = std::int64_t{value};
        } else {
            leaf.whole = std::is_integral_v<T> && !std::is_same_v<T, bool>;
            leaf.value = value;
        }
        add(std::move(leaf));
    }

    /// Unless the path would lead on.
    void add(Leaf&& leaf)
    {
        if (m_way.atEnd()) {
            m_leaves.push_back(std::move(leaf));
        }
    }

    template <class T>
    void visitSequence(const std::vector<T>& elements, const Field& description)
    {
        m_lists.push_back({m_path, &description, sectionWithin(m_sections, description), elements.size(),
                           m_leaves.size(), idsOf(elements, description)});
        const auto element = std::exchange(m_element, std::string{});
        const auto position = m_position;
        const std::size_t length = m_path.size();
        const bool all = m_way.atEnd();
        const std::optional<std::size_t> wanted = all ? std::nullopt : m_way.position();
        for (std::size_t i = 0; i < elements.size(); ++i) {
            if (!all && wanted != i) {
                continue;
            }
            m_path += "[" + std::to_string(i) + "]";
            m_position = i;
            m_element = elementName(elements[i], i, description);
            visit(elements[i], description);
            m_path.resize(length);
        }
        m_element = element;
        m_position = position;
    }

    template <class T>
    [[nodiscard]] std::string elementName(const T& element, std::size_t i, const Field& list) const
    {
        if constexpr (requires { element.name; }) {
            return element.name;
        } else {
            const bool isOfUseCase = list.elements == Elements::eachUseCase && i < m_market.useCases.size();
            return isOfUseCase ? m_market.useCases[i].name : std::string{};
        }
    }

    template <class T>
    [[nodiscard]] std::vector<int> idsOf(const std::vector<T>& elements, const Field& list) const
    {
        const auto idsIn = [](const auto& identified) {
            std::vector<int> ids;
            ids.reserve(identified.size());
            for (const auto& one : identified) {
                ids.push_back(one.id);
            }
            return ids;
        };
        if constexpr (requires { elements.front().id; }) {
            return idsIn(elements);
        } else {
            return list.elements == Elements::eachUseCase ? idsIn(m_market.useCases) : std::vector<int>{};
        }
    }

    void visitCorrelation(const CorrelationMatrix& matrix, const Field& description)
    {
        m_lists.push_back({m_path, &description, sectionWithin(m_sections, description), matrix.size(), m_leaves.size(),
                           idsOf(matrix, description)});
        const std::size_t size = std::max(m_market.useCases.size(), matrix.size());
        const auto stored = [&](std::size_t i, std::size_t j) -> std::optional<double> {
            if (matrix.empty()) {
                return i == j ? 1.0 : 0.0;
            }
            return i < matrix.size() && j < matrix[i].size() ? std::optional(matrix[i][j]) : std::nullopt;
        };
        const auto name = [&](std::size_t i) {
            return i < m_market.useCases.size() ? m_market.useCases[i].name : std::to_string(i + 1);
        };
        const auto addEntry = [&](std::size_t i, std::size_t j, double entry) {
            Leaf leaf = start(description);
            leaf.path += "[" + std::to_string(i) + "][" + std::to_string(j) + "]";
            leaf.element = name(i) + " – " + name(j);
            leaf.value = entry;
            add(std::move(leaf));
        };
        if (!m_way.atEnd()) {
            const auto row = m_way.position();
            const auto column = m_way.position();
            const auto entry = row && column && std::max(*row, *column) < size ? stored(*row, *column) : std::nullopt;
            if (entry) {
                addEntry(*row, *column, *entry);
            }
            return;
        }
        for (std::size_t i = 0; i < size; ++i) {
            const std::size_t columns = i < matrix.size() ? std::max(size, matrix[i].size()) : size;
            for (std::size_t j = 0; j < columns; ++j) {
                const auto entry = stored(i, j);
                const bool expected = i == j ? entry == 1.0 : i > j && entry == stored(j, i);
                if (!entry || expected) {
                    continue;
                }
                addEntry(i, j, *entry);
            }
        }
    }

    const Market& m_market;
    PathReader m_way;  ///< to the part that is wanted; at its end, all is
    std::string m_path;
    std::string m_element;
    std::optional<std::size_t> m_position;
    bool m_switched = false;
    bool m_idle = false;
    std::vector<const Field*> m_sections;
    std::vector<Leaf> m_leaves;
    std::vector<ListExtent> m_lists;
};

/// Descends to the leaf or list at a path and hands it to `act(value, field)`; false where the path leads nowhere.
template <class T, class Act>
bool descend(T& value, const Field& description, PathReader& path, Act& act)
{
    if (path.atEnd()) {
        return act(value, description);
    }
    using Plain = std::remove_const_t<T>;
    constexpr bool whole = std::is_same_v<Plain, UseCaseRef> || std::is_same_v<Plain, CorrelationMatrix>;
    if constexpr (Described<Plain> && !whole) {
        const std::string_view wanted = path.member();
        bool done = false;
        forEachMember(value, [&](std::string_view name, auto& member, const Field& memberField) {
            if (name == wanted) {
                done = descend(member, memberField, path, act);
            }
        });
        return done;
    } else if constexpr (Sequence<Plain> && !whole) {
        const auto position = path.position();
        return position && *position < value.size() && descend(value[*position], description, path, act);
    } else {
        return false;
    }
}

template <class Integer>
[[nodiscard]] AssignError assignWhole(Integer& target, const Value& value)
{
    return std::visit(
        [&](const auto& given) {
            using G = std::decay_t<decltype(given)>;
            if constexpr (std::is_same_v<G, std::int64_t> || std::is_same_v<G, std::uint64_t>) {
                if (!std::in_range<Integer>(given)) {
                    return AssignError::notWhole;
                }
                target = static_cast<Integer>(given);
                return AssignError::none;
            } else if constexpr (std::is_same_v<G, double>) {
                constexpr double exactBelow = 9007199254740992.0;  // 2^53
                if (given != std::floor(given) || std::fabs(given) >= exactBelow ||
                    !std::in_range<Integer>(static_cast<std::int64_t>(given))) {
                    return AssignError::notWhole;
                }
                target = static_cast<Integer>(static_cast<std::int64_t>(given));
                return AssignError::none;
            } else {
                return AssignError::wrongType;
            }
        },
        value);
}

[[nodiscard]] std::optional<double> numberIn(const Value& value)
{
    if (const auto* number = std::get_if<double>(&value)) {
        return *number;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*whole);
    }
    if (const auto* whole = std::get_if<std::uint64_t>(&value)) {
        return static_cast<double>(*whole);
    }
    return std::nullopt;
}

template <class T>
[[nodiscard]] AssignError assignLeaf(T& target, const Value& value, const Market& market)
{
    if constexpr (std::is_same_v<T, UseCaseRef>) {
        if (std::holds_alternative<std::monostate>(value)) {
            target.id.reset();
            return AssignError::none;
        }
        const auto* name = std::get_if<std::string>(&value);
        if (!name) {
            return AssignError::wrongType;
        }
        const auto found = findNamed(market.useCases, *name, &UseCase::name);
        if (found == market.useCases.end()) {
            return AssignError::unknownUseCase;
        }
        target.id = found->id;
        return AssignError::none;
    } else if constexpr (Enumeration<T>) {
        const auto* word = std::get_if<std::string>(&value);
        return !word                       ? AssignError::wrongType
               : assignWord(target, *word) ? AssignError::none
                                           : AssignError::unknownWord;
    } else if constexpr (std::is_same_v<T, std::optional<double>>) {
        if (std::holds_alternative<std::monostate>(value)) {
            target.reset();
            return AssignError::none;
        }
        const auto number = numberIn(value);
        target = number ? number : target;
        return number ? AssignError::none : AssignError::wrongType;
    } else if constexpr (std::is_same_v<T, double>) {
        const auto number = numberIn(value);
        target = number.value_or(target);
        return number ? AssignError::none : AssignError::wrongType;
    } else if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::string>) {
        const auto* given = std::get_if<T>(&value);
        if (!given) {
            return AssignError::wrongType;
        }
        target = *given;
        return AssignError::none;
    } else if constexpr (std::is_integral_v<T>) {
        return assignWhole(target, value);
    } else {
        return AssignError::unknownPath;
    }
}

[[nodiscard]] AssignError assignCorrelation(Market& market, std::string_view indices, const Value& value)
{
    PathReader path{indices};
    const auto row = path.position();
    const auto column = path.position();
    const std::size_t size = market.useCases.size();
    CorrelationMatrix& matrix = market.correlation;
    if (!row || !column || !path.atEnd() ||
        !(matrix.empty() ? *row < size && *column < size : *row < matrix.size() && *column < matrix[*row].size())) {
        return AssignError::unknownPath;
    }
    const auto number = numberIn(value);
    if (!number) {
        return AssignError::wrongType;
    }
    if (matrix.empty()) {
        matrix.assign(size, std::vector<double>(size, 0.0));
        for (std::size_t i = 0; i < size; ++i) {
            matrix[i][i] = 1.0;
        }
    }
    matrix[*row][*column] = *number;
    if (*column < matrix.size() && *row < matrix[*column].size()) {
        matrix[*column][*row] = *number;
    }
    return AssignError::none;
}

constexpr std::string_view correlationPath = "market.correlation";
constexpr Field root{};

/// Calls act(vector, field) for the list at `list`; false where there is none.
template <class S, class Act>
bool withList(S& scenario, std::string_view list, Act&& act)
{
    PathReader path{list};
    auto apply = [&](auto& value, const Field& description) {
        if constexpr (Sequence<std::remove_cvref_t<decltype(value)>>) {
            return act(value, description);
        } else {
            return false;
        }
    };
    return !list.empty() && descend(scenario, root, path, apply);
}

/// terms.milestones[].amount of terms.milestones[2].amount.
[[nodiscard]] std::string withoutPositions(std::string_view path)
{
    std::string result;
    bool inside = false;
    for (const char letter : path) {
        inside = letter != ']' && (inside || letter == '[');
        if (!inside || letter == '[') {
            result += letter;
        }
    }
    return result;
}

/// Gives every list within one element, and so on within that; offers excepted, whose terms are the terms again.
template <class T>
void giveEachListOne(T& object)
{
    forEachMember(object, [&](std::string_view, auto& member, const Field& description) {
        using M = std::remove_cvref_t<decltype(member)>;
        if constexpr (std::is_same_v<M, UseCaseRef> || std::is_same_v<M, CorrelationMatrix>) {
            return;
        } else if constexpr (Sequence<M>) {
            if (description.section != Section::none) {
                giveEachListOne(member.emplace_back());
            }
        } else if constexpr (Described<M>) {
            giveEachListOne(member);
        }
    });
}

[[nodiscard]] std::unordered_map<std::string, Value> defaultValues()
{
    Scenario scenario;
    giveEachListOne(scenario);
    std::unordered_map<std::string, Value> values;
    for (Leaf& leaf : flatten(scenario)) {
        values.emplace(withoutPositions(leaf.path), std::move(leaf.value));
    }
    return values;
}

}  // namespace

Outline outline(const Scenario& scenario)
{
    Flattener flattener(scenario.market);
    flattener.visitMembers(scenario);
    return flattener.take();
}

std::vector<Leaf> flatten(const Scenario& scenario)
{
    return outline(scenario).leaves;
}

std::vector<Leaf> leavesAt(const Scenario& scenario, std::string_view path)
{
    Flattener flattener(scenario.market, path);
    flattener.visitMembers(scenario);
    return flattener.take().leaves;
}

std::optional<Leaf> leafAt(const Scenario& scenario, std::string_view path)
{
    if (path.empty()) {
        return std::nullopt;
    }
    std::vector<Leaf> leaves = leavesAt(scenario, path);
    const bool isLeaf = leaves.size() == 1 && leaves.front().path == path;
    return isLeaf ? std::optional(std::move(leaves.front())) : std::nullopt;
}

bool isNumber(const Leaf& leaf)
{
    const bool absent = std::holds_alternative<std::monostate>(leaf.value);
    return numberIn(leaf.value) || (absent && leaf.field->dimension != Dimension::useCase);
}

std::optional<double> numberOf(const Leaf& leaf)
{
    return numberIn(leaf.value);
}

const Field* listOf(const Leaf& leaf)
{
    const auto list = std::find_if(leaf.sections.rbegin(), leaf.sections.rend(),
                                   [](const Field* within) { return within->dimension == Dimension::list; });
    return list == leaf.sections.rend() ? nullptr : *list;
}

Section sectionOf(const Leaf& leaf)
{
    if (leaf.field->dimension == Dimension::identifier) {
        return Section::none;
    }
    return sectionWithin(leaf.sections, *leaf.field);
}

std::string_view titleOf(Section section)
{
    assert(static_cast<std::size_t>(section) < sectionsOfTheSheet);
    return choices<Section>[static_cast<std::size_t>(section)].label;
}

std::string clauseOf(const Leaf& leaf)
{
    const std::string_view path = leaf.path;
    const std::size_t member = path.find('.') + 1;
    const Field* outermost = leaf.sections.size() > 1 ? leaf.sections[1] : leaf.field;
    if (!outermost->joins.empty()) {
        return std::string(path.substr(0, member)).append(outermost->joins);
    }
    if (leaf.sections.size() < 2) {
        return leaf.path;
    }
    const std::size_t end = path.find_first_of(".[", member);
    return std::string(path.substr(0, path[end] == '[' ? path.find(']', end) + 1 : end));
}

bool isDefault(const Leaf& leaf)
{
    static const std::unordered_map<std::string, Value> values = defaultValues();
    const auto value = values.find(withoutPositions(leaf.path));
    return value != values.end() && value->second == leaf.value;
}

std::string labelOf(const Leaf& leaf)
{
    std::string label(leaf.field->label);
    const Field* list = listOf(leaf);
    const bool isNumbered = leaf.element.empty() && list != nullptr && leaf.position;
    const std::string element =
        isNumbered ? std::string(list->element) + " " + std::to_string(*leaf.position + 1) : leaf.element;
    if (element.empty()) {
        return label;
    }
    const bool acronym = label.size() > 1 && std::isupper(static_cast<unsigned char>(label[1])) != 0;
    if (!label.empty() && !acronym) {
        label[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(label[0])));
    }
    return element + ": " + label;
}

AssignError assign(Scenario& scenario, std::string_view path, const Value& value)
{
    if (path.starts_with(correlationPath)) {
        return assignCorrelation(scenario.market, path.substr(correlationPath.size()), value);
    }
    PathReader reader{path};
    AssignError result = AssignError::unknownPath;
    auto act = [&](auto& target, const Field&) {
        result = assignLeaf(target, value, scenario.market);
        return true;
    };
    return !path.empty() && descend(scenario, root, reader, act) ? result : AssignError::unknownPath;
}

bool insertElement(Scenario& scenario, std::string_view list, std::size_t position)
{
    return withList(scenario, list, [&](auto& elements, const Field& description) {
        if (description.elements != Elements::alone || position > elements.size()) {
            return false;
        }
        elements.emplace(elements.begin() + static_cast<std::ptrdiff_t>(position));
        return true;
    });
}

bool removeElement(Scenario& scenario, std::string_view list, std::size_t position)
{
    return withList(scenario, list, [&](auto& elements, const Field& description) {
        if (description.elements != Elements::alone || position >= elements.size()) {
            return false;
        }
        elements.erase(elements.begin() + static_cast<std::ptrdiff_t>(position));
        return true;
    });
}

bool moveElement(Scenario& scenario, std::string_view list, std::size_t from, std::size_t to)
{
    return withList(scenario, list, [&](auto& elements, const Field& description) {
        if (description.elements != Elements::alone || from >= elements.size() || to >= elements.size()) {
            return false;
        }
        const auto first = elements.begin() + static_cast<std::ptrdiff_t>(std::min(from, to));
        const auto last = elements.begin() + static_cast<std::ptrdiff_t>(std::max(from, to)) + 1;
        std::rotate(first, from < to ? first + 1 : last - 1, last);
        return true;
    });
}

std::optional<ListAt> listAt(const Scenario& scenario, std::string_view list)
{
    std::optional<ListAt> found;
    (void)withList(scenario, list, [&](const auto& elements, const Field& description) {
        found = ListAt{&description, elements.size()};
        return true;
    });
    return found;
}

}  // namespace dealwright::deal
