// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/field.h"
#include "deal/scenario.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dealwright::deal {

/// The value of a leaf. Absent stands for a cap that is not there, or for “all use cases”; a choice is its word and a
/// use case its name.
using Value = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string>;

/// One number, word, flag or text of a scenario.
struct Leaf {
    std::string path;                     ///< such as terms.shares[0].baseRate
    const Field* field = nullptr;         ///< its description; never null
    std::vector<const Field*> sections;   ///< descriptions of what it stands in, outermost first
    std::string element;                  ///< own name of the innermost list's element, such as “Search”, if it has one
    std::optional<std::size_t> position;  ///< of that element in its list, from 0; absent outside lists
    std::span<const ChoiceText> choices;  ///< of a choice, else empty
    bool optional = false;                ///< may be absent
    bool whole = false;                   ///< an integer
    bool switched = false;                ///< stands beside a switch (Field::switches)
    bool idle = false;                    ///< that switch is off, and so it counts for nothing
    Value value;
};

/// How long one list of a scenario is.
struct ListExtent {
    std::string path;                 ///< such as terms.milestones
    const Field* field = nullptr;     ///< its description; never null
    Section section = Section::none;  ///< where it stands on the term sheet
    std::size_t size = 0;
    std::size_t firstLeaf = 0;  ///< how many leaves of the scenario come before it
    std::vector<int> ids;       ///< what tells its elements apart (Field::elements), by position; empty if that does
};

/// All that a scenario consists of, in the order of the description.
struct Outline {
    std::vector<Leaf> leaves;
    std::vector<ListExtent> lists;
};

[[nodiscard]] Outline outline(const Scenario& scenario);

/// Every leaf of the scenario, in the order of the description. A correlation matrix shows its entries above the
/// diagonal, and any others that break its symmetry or its unit diagonal.
[[nodiscard]] std::vector<Leaf> flatten(const Scenario& scenario);

/// The leaves of the part of the scenario at `path` (market.useCases[0]), as flatten has them; the path alone is
/// walked.
[[nodiscard]] std::vector<Leaf> leavesAt(const Scenario& scenario, std::string_view path);

/// The leaf at `path`, for every path that `assign` takes: an entry of the correlation matrix that is not listed, for
/// its symmetry or because there is no matrix, is there too. The path alone is walked.
[[nodiscard]] std::optional<Leaf> leafAt(const Scenario& scenario, std::string_view path);

/// Whether a number stands there, or could: an absent cap is a number too.
[[nodiscard]] bool isNumber(const Leaf& leaf);

/// The number of a leaf, absent where none stands there. A seed beyond 2^53 is rounded.
[[nodiscard]] std::optional<double> numberOf(const Leaf& leaf);

/// The description of the innermost list that the leaf stands in; null outside lists.
[[nodiscard]] const Field* listOf(const Leaf& leaf);

/// The part of the term sheet in which the leaf stands; `none` for bookkeeping and for what offers say.
[[nodiscard]] Section sectionOf(const Leaf& leaf);

/// “Payments and guarantees”: English, context "Choice". Precondition: a section of the sheet.
[[nodiscard]] std::string_view titleOf(Section section);

/// What the leaf is read, negotiated and priced together with, by its path: terms.rateFloor of terms.rateCap
/// (Field::joins), terms.tiers of terms.tiers.steps[1].adjustment, terms.shares[2] of terms.shares[2].baseRate,
/// parties.host of parties.host.discountRate, itself of a pair of the correlation. One of the terms is called a clause.
[[nodiscard]] std::string clauseOf(const Leaf& leaf);

/// Whether the leaf holds what a scenario in which nothing was agreed would hold there.
[[nodiscard]] bool isDefault(const Leaf& leaf);

/// “Search: base rate”, “Step 2: adjustment”, in English.
[[nodiscard]] std::string labelOf(const Leaf& leaf);

enum class AssignError {
    none,
    unknownPath,     ///< no leaf, or no such element
    wrongType,       ///< a text where a number belongs, and so on
    notWhole,        ///< a fraction, or out of the integer's range
    unknownWord,     ///< not one of the choices
    unknownUseCase,  ///< no use case of that name
};

/// Sets the leaf at `path`; on an error the scenario is unchanged. Ranges are not looked at (see validate). An entry of
/// the correlation matrix sets its mirror image with it.
[[nodiscard]] AssignError assign(Scenario& scenario, std::string_view path, const Value& value);

/// Lists whose elements stand alone (Field::elements), such as terms.milestones; the others have edits.h. Each returns
/// false, and changes nothing, where `list` is not such a list or the position is not in it.
[[nodiscard]] bool insertElement(Scenario& scenario, std::string_view list, std::size_t position);
[[nodiscard]] bool removeElement(Scenario& scenario, std::string_view list, std::size_t position);
[[nodiscard]] bool moveElement(Scenario& scenario, std::string_view list, std::size_t from, std::size_t to);

/// A list of any kind.
struct ListAt {
    const Field* field = nullptr;  ///< its description; never null
    std::size_t size = 0;
};

/// The list at `list`, if the scenario has one.
[[nodiscard]] std::optional<ListAt> listAt(const Scenario& scenario, std::string_view list);

}  // namespace dealwright::deal
