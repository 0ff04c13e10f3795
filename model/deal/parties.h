// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/describe.hpp>

#include <string>

namespace dealwright::deal {

/// One of the two sides of the table. Money flows from the host to the licensor unless a clause says otherwise.
enum class Side { licensor, host };
BOOST_DESCRIBE_ENUM(Side, licensor, host)

[[nodiscard]] constexpr Side other(Side side)
{
    return side == Side::licensor ? Side::host : Side::licensor;
}

/// What one side knows of itself. All but the name and the discount rate is private to it.
struct Party {
    std::string name;
    double discountRate = 0.0;      ///< a year, fraction, > -1
    double riskAversion = 0.0;      ///< per unit of money, >= 0; 0 = risk-neutral
    double reservationValue = 0.0;  ///< NPV of walking away (its BATNA), money
    double targetValue = 0.0;       ///< NPV it aspires to, money
    double growthView = 0.0;        ///< log growth a year beyond the shared market case; enters utilities only
    friend bool operator==(const Party&, const Party&) = default;
};
BOOST_DESCRIBE_STRUCT(Party, (), (name, discountRate, riskAversion, reservationValue, targetValue, growthView))

struct Parties {
    Party licensor;
    Party host;
    friend bool operator==(const Parties&, const Parties&) = default;

    [[nodiscard]] const Party& of(Side side) const { return side == Side::licensor ? licensor : host; }
};
BOOST_DESCRIBE_STRUCT(Parties, (), (licensor, host))

}  // namespace dealwright::deal
