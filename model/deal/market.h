// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <vector>

namespace dealwright::deal {

/// A use case by its id, or all of them. In the interchange it is the use case's name, absent for all.
struct UseCaseRef {
    std::optional<int> id;
    friend bool operator==(const UseCaseRef&, const UseCaseRef&) = default;

    [[nodiscard]] bool concerns(int useCaseId) const { return !id || *id == useCaseId; }
};

enum class TrendKind { exponential, logistic };
BOOST_DESCRIBE_ENUM(TrendKind, exponential, logistic)

/// Expected usage by months since launch, docs/MODEL.md section 2.
struct Trend {
    TrendKind kind = TrendKind::exponential;
    double annualGrowth = 0.0;  ///< g > -1, a year
    double ceiling = 0.0;       ///< K, million tokens a month; logistic only, then > initialUsage
    friend bool operator==(const Trend&, const Trend&) = default;
};
BOOST_DESCRIBE_STRUCT(Trend, (), (kind, annualGrowth, ceiling))

/// One application of the model: its usage, price and cost. Usage in million tokens a month, money per million tokens.
struct UseCase {
    int id = 0;  ///< unique in the scenario and never reused; addresses random draws
    std::string name;
    double initialUsage = 0.0;  ///< V0, million tokens in its first month
    int launchMonth = 0;        ///< L, months from the deal's start
    Trend trend;
    double volatility = 0.0;         ///< sigma, a year
    double meanReversion = 0.0;      ///< kappa, a year; 0 = Brownian motion
    double growthUncertainty = 0.0;  ///< standard deviation of its annual log growth
    double elasticity = 0.0;         ///< epsilon >= 0: usage x (price / expected price)^-epsilon
    double price = 0.0;              ///< money per million tokens in month 0
    double priceDecline = 0.0;       ///< a year, < 1
    double migrationRate = 0.0;      ///< a year
    double migrationPrice = 1.0;     ///< price of the newer models as a fraction of the list price
    double servingCost = 0.0;        ///< money per million tokens in month 0
    double costDecline = 0.0;        ///< a year, < 1
    double outsideUsage = 0.0;       ///< other hosts' usage as a multiple of this host's
    double outsideRate = 0.0;        ///< what the licensor earns of it, fraction of revenue
    friend bool operator==(const UseCase&, const UseCase&) = default;
};
BOOST_DESCRIBE_STRUCT(UseCase, (),
                      (id, name, initialUsage, launchMonth, trend, volatility, meanReversion, growthUncertainty,
                       elasticity, price, priceDecline, migrationRate, migrationPrice, servingCost, costDecline,
                       outsideUsage, outsideRate))

/// A line of the risk register: each occurrence multiplies usage from its month on.
struct Event {
    int id = 0;  ///< unique in the scenario and never reused
    std::string name;
    double annualRate = 0.0;  ///< lambda, Poisson, per year
    double meanImpact = 0.0;  ///< mean of the relative jump, > -1
    double impactSd = 0.0;    ///< its standard deviation, lognormal; 0 = fixed
    UseCaseRef useCase = {};
    int firstMonth = 0;
    friend bool operator==(const Event&, const Event&) = default;
};
BOOST_DESCRIBE_STRUCT(Event, (), (id, name, annualRate, meanImpact, impactSd, useCase, firstMonth))

/// Row-major square matrix as typed by the user; empty means the identity.
using CorrelationMatrix = std::vector<std::vector<double>>;

/// What neither side controls.
struct Market {
    std::vector<UseCase> useCases;  ///< 1 to 64
    CorrelationMatrix correlation;  ///< of the noise and of the growth draws between use cases
    double priceUncertainty = 0.0;  ///< standard deviation of the annual log price decline (a price war)
    std::vector<Event> events;
    int nextUseCaseId = 0;  ///< no id from here on was ever given out; 0: one above the largest in use
    int nextEventId = 0;
    friend bool operator==(const Market&, const Market&) = default;
};
BOOST_DESCRIBE_STRUCT(Market, (), (useCases, correlation, priceUncertainty, events, nextUseCaseId, nextEventId))

}  // namespace dealwright::deal
