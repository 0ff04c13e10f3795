// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/leaves.h"

#include <QMetaType>

#include <cstddef>
#include <cstdint>
#include <string>

namespace dealwright::views {

/// What a view asks for. A plain value: the session makes the next scenario of it, or refuses with a reason.
struct Edit {
    enum class Kind {
        set,     ///< the leaf at `path` becomes `value`
        insert,  ///< a new element before `position` of the list at `path` (market.useCases, terms.milestones …)
        remove,  ///< the element at `position` of the list at `path`
        move,    ///< the element at `position` of the list at `path` to `target`
        grantExclusivity,  ///< terms.exclusivity gains its line for every use case, none of them exclusive
    };
    Kind kind = Kind::set;
    std::string path;
    deal::Value value;
    std::size_t position = 0;
    std::size_t target = 0;
    /// Edits of the same path with the same gesture other than 0 are one step of undo: a slider's drag.
    std::uint64_t gesture = 0;
    friend bool operator==(const Edit&, const Edit&) = default;
};

}  // namespace dealwright::views

Q_DECLARE_METATYPE(dealwright::views::Edit)
