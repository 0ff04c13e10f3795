// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/scenario_fields.h"
#include "deal/walk.h"

#include <cstddef>

// Compiled twice by tests: with DESCRIBED it must compile, without it a member has no field and it must not.
namespace dealwright::deal {

struct Escrow {
    double rate = 0.0;
    double interest = 0.0;
};
BOOST_DESCRIBE_STRUCT(Escrow, (), (rate, interest))

template <>
inline constexpr Field field<&Escrow::rate>{.label = "Rate"};
#ifdef DESCRIBED
template <>
inline constexpr Field field<&Escrow::interest>{.label = "Interest"};
#endif

std::size_t lettersOfLabels(const Escrow& escrow);
std::size_t lettersOfLabels(const Escrow& escrow)
{
    std::size_t count = 0;
    forEachMember(escrow,
                  [&](std::string_view, double, const Field& description) { count += description.label.size(); });
    return count;
}

}  // namespace dealwright::deal
