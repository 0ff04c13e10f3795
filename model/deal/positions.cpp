// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/positions.h"

#include <charconv>
#include <string>
#include <utility>

namespace dealwright::deal {

std::optional<std::size_t> PositionChange::after(std::size_t before) const
{
    switch (kind) {
        case Kind::insert:
            return before >= position ? before + 1 : before;
        case Kind::remove:
            return before == position ? std::nullopt : std::optional(before > position ? before - 1 : before);
        case Kind::move:
            if (before == position) {
                return target;
            }
            if (position < before && before <= target) {
                return before - 1;
            }
            return target <= before && before < position ? before + 1 : before;
    }
    return before;
}

void moveLevers(Negotiation& negotiation, std::string_view list, const PositionChange& change)
{
    std::vector<Lever> kept;
    kept.reserve(negotiation.levers.size());
    for (Lever& lever : negotiation.levers) {
        const std::string_view path = lever.term;
        if (path.starts_with(list) && path.substr(list.size()).starts_with('[')) {
            const std::string_view rest = path.substr(list.size() + 1);
            std::size_t position = 0;
            const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), position);
            if (error == std::errc{}) {
                const auto moved = change.after(position);
                if (!moved) {
                    continue;
                }
                const std::string_view tail(end, static_cast<std::size_t>(rest.data() + rest.size() - end));
                std::string term(list);
                term += "[" + std::to_string(*moved);
                term += tail;
                lever.term = std::move(term);
            }
        }
        kept.push_back(std::move(lever));
    }
    negotiation.levers = std::move(kept);
}

}  // namespace dealwright::deal
