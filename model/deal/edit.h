// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/leaves.h"
#include "deal/problem.h"
#include "deal/scenario.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// One change of a scenario as it is asked for, and the rules by which it is made or refused.
namespace dealwright::deal {

/// What is asked for. A plain value; `applied` makes the next scenario of it.
struct Edit {
    enum class Kind {
        set,     ///< the leaf at `path` becomes `value`
        insert,  ///< a new element before `position` of the list at `path` (market.useCases, terms.milestones …)
        remove,  ///< the element at `position` of the list at `path`
        move,    ///< the element at `position` of the list at `path` to `target`
        giveEachUseCase,  ///< the list at `path`, left out so far, gains an element for each use case
                          ///< (terms.exclusivity)
    };
    Kind kind = Kind::set;
    std::string path = {};
    Value value = {};
    std::size_t position = 0;
    std::size_t target = 0;
    /// Edits of the same path with the same gesture other than 0 are one step of undo: a slider's drag.
    std::uint64_t gesture = 0;
    friend bool operator==(const Edit&, const Edit&) = default;
};

/// What a new use case is called, %1 being the first number that makes the name a free one; context "Edit".
inline constexpr std::string_view nameOfANewUseCase = TERM_TEXT("Edit", "New use case %1");

/// The next scenario, or why the edit is not made: one of the two is there.
struct Applied {
    std::optional<Scenario> scenario;
    std::optional<Problem> problem;
};

/// The scenario after the edit. A value is held to the rules of its own field (validateLeaf) and an element to its
/// list's length; whatever refers to an element follows it, or goes with it (edits.h). Rules between fields are left to
/// validate: a scenario may break them on its way to another. `newUseCase` is nameOfANewUseCase in the language of
/// whoever asks.
[[nodiscard]] Applied applied(const Scenario& scenario, const Edit& edit,
                              std::string_view newUseCase = nameOfANewUseCase);

}  // namespace dealwright::deal
