// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/market.h"
#include "deal/parties.h"
#include "deal/terms.h"

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace dealwright::deal {

struct Timeline {
    int startYear = 2027;
    int startMonth = 1;            ///< 1 to 12
    int months = 0;                ///< T, 1 to 240
    std::string currency = "USD";  ///< ISO 4217
    friend bool operator==(const Timeline&, const Timeline&) = default;
};
BOOST_DESCRIBE_STRUCT(Timeline, (), (startYear, startMonth, months, currency))

/// A term that the parties move, by its path, and how far.
struct Lever {
    std::string term;  ///< such as terms.shares[0].baseRate
    double low = 0.0;
    double high = 0.0;
    int steps = 0;  ///< 0 = continuous
    friend bool operator==(const Lever&, const Lever&) = default;
};
BOOST_DESCRIBE_STRUCT(Lever, (), (term, low, high, steps))

struct Offer {
    Side party = Side::licensor;  ///< who made it
    std::string date;             ///< ISO 8601, such as 2027-01-12
    std::string note;
    Terms terms;
    friend bool operator==(const Offer&, const Offer&) = default;
};
BOOST_DESCRIBE_STRUCT(Offer, (), (party, date, note, terms))

struct Negotiation {
    std::vector<Lever> levers;
    std::vector<Offer> offers;
    friend bool operator==(const Negotiation&, const Negotiation&) = default;
};
BOOST_DESCRIBE_STRUCT(Negotiation, (), (levers, offers))

enum class Sampling { quasi, pseudo };
BOOST_DESCRIBE_ENUM(Sampling, quasi, pseudo)

struct Simulation {
    std::int64_t paths = 16384;  ///< N, 1,000 to 10,000,000
    std::uint64_t seed = 1;
    Sampling sampling = Sampling::quasi;
    friend bool operator==(const Simulation&, const Simulation&) = default;
};
BOOST_DESCRIBE_STRUCT(Simulation, (), (paths, seed, sampling))

/// A deal as one side or both could sign it, and the market it is priced in. A plain value.
struct Scenario {
    std::string name;
    std::string notes;
    std::string author;
    Parties parties;
    Timeline timeline;
    Market market;
    Terms terms;
    Negotiation negotiation;
    Simulation simulation;
    friend bool operator==(const Scenario&, const Scenario&) = default;
};
BOOST_DESCRIBE_STRUCT(Scenario, (), (name, notes, author, parties, timeline, market, terms, negotiation, simulation))

/// One file: scenarios in order, names unique, and the one that the others are compared with.
struct Workbook {
    std::vector<Scenario> scenarios;  ///< 1 to 100
    std::string baseline;             ///< a scenario's name
    friend bool operator==(const Workbook&, const Workbook&) = default;
};
BOOST_DESCRIBE_STRUCT(Workbook, (), (scenarios, baseline))

}  // namespace dealwright::deal
