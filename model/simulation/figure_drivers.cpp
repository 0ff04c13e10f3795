// SPDX-License-Identifier: GPL-3.0-or-later
// What makes a figure as large as it is: each figure of a month as a product of factors, and the fields that they come
// from. A new factor of a cash flow has its place here.
#include "simulation/figure_drivers.h"

#include "contract/calendar.h"
#include "contract/market_path.h"
#include "random/elementary.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <utility>

namespace dealwright::simulation {

namespace {

constexpr double log10OfE = 0.43429448190325182;

/// The decimal logarithm of a size; nothing of nothing.
[[nodiscard]] double decadesOf(double size)
{
    return size > 0.0 && std::isfinite(size) ? random::log(size) * log10OfE : 0.0;
}

/// The decades of e^exponent.
[[nodiscard]] double decadesOfExp(double exponent)
{
    return exponent * log10OfE;
}

[[nodiscard]] double years(int months)
{
    return std::max(0, months) / 12.0;
}

[[nodiscard]] std::string element(const char* list, std::size_t position, const char* member)
{
    return list + ("[" + std::to_string(position) + "].") + member;
}

/// A figure of one month by what it is a product of: how many decades it has, and which fields add how many of them.
class Product {
public:
    /// A factor of so many decades, which each of the fields adds alone.
    void add(double decades, std::initializer_list<std::string> fields)
    {
        m_decades += decades;
        for (const std::string& field : fields) {
            credit(field, decades);
        }
    }
    void credit(const std::string& field, double decades)
    {
        const auto known = std::ranges::find(m_fields, field, &std::pair<std::string, double>::first);
        if (known == m_fields.end()) {
            m_fields.emplace_back(field, decades);
        } else {
            known->second += decades;
        }
    }
    void addDecades(double decades) { m_decades += decades; }

    [[nodiscard]] double decades() const { return m_decades; }

    /// The fields that carry it, the strongest first: at most four, and none that adds less than a twentieth of the
    /// strongest.
    [[nodiscard]] std::vector<std::string> carriers() const
    {
        constexpr std::size_t most = 4;
        std::vector<std::pair<std::string, double>> order = m_fields;
        std::ranges::stable_sort(order, std::ranges::greater(), &std::pair<std::string, double>::second);
        std::vector<std::string> names;
        for (const auto& [field, decades] : order) {
            if (decades > 0.0 && decades >= order.front().second / 20.0 && names.size() < most) {
                names.push_back(field);
            }
        }
        return names;
    }

private:
    double m_decades = 0.0;
    std::vector<std::pair<std::string, double>> m_fields;
};

/// What a month's figures are products of, on one path.
class Drivers {
public:
    Drivers(const deal::Scenario& scenario, const contract::PathDraws& draws, int month)
        : m_scenario(scenario), m_draws(draws), m_month(month)
    {
    }

    /// The largest figure's carriers.
    [[nodiscard]] std::vector<std::string> carriers() const
    {
        std::vector<Product> products{guarantee(), incident()};
        for (std::size_t u = 0; u < m_scenario.market.useCases.size(); ++u) {
            products.push_back(revenue(u));
            products.push_back(cost(u));
            products.push_back(outside(u));
            products.push_back(perUnitMinimum(u));
        }
        const Product discount = largestDiscount();
        for (Product& product : products) {
            product.addDecades(discount.decades());
            for (const std::string& field : discount.carriers()) {
                product.credit(field, discount.decades());
            }
        }
        products.push_back(discount);
        return std::ranges::max_element(products, {}, &Product::decades)->carriers();
    }

private:
    [[nodiscard]] std::size_t at() const { return static_cast<std::size_t>(m_month); }
    [[nodiscard]] const deal::UseCase& useCase(std::size_t u) const { return m_scenario.market.useCases[u]; }
    [[nodiscard]] static std::string path(std::size_t u, const char* member)
    {
        return element("market.useCases", u, member);
    }

    [[nodiscard]] Product usage(std::size_t u) const
    {
        const deal::UseCase& one = useCase(u);
        Product product;
        product.add(decadesOf(one.initialUsage), {path(u, "initialUsage")});
        if (one.trend.kind == deal::TrendKind::logistic) {
            const double grown = decadesOf(contract::trendUsage(one, m_month)) - decadesOf(one.initialUsage);
            product.add(grown, {path(u, "trend.ceiling")});
        } else {
            const double age = years(m_month - one.launchMonth);
            product.add(age * decadesOf(1.0 + one.trend.annualGrowth), {path(u, "trend.annualGrowth")});
        }
        addLuck(product, u);
        if (one.elasticity > 0.0) {
            product.add(-one.elasticity * decadesOf(m_draws.priceShock[at()]),
                        {path(u, "elasticity"), "market.priceUncertainty"});
        }
        const auto& contributions = m_scenario.terms.contributions;
        for (std::size_t k = 0; k < contributions.size(); ++k) {
            const deal::Contribution& contribution = contributions[k];
            if (contribution.useCase.concerns(one.id)) {
                const int active = std::clamp(m_month - contribution.firstMonth, 0, contribution.months);
                product.add(decadesOfExp(contribution.growthLift * years(active)),
                            {element("terms.contributions", k, "growthLift")});
            }
        }
        if (u < m_scenario.terms.exclusivity.size()) {
            const deal::Exclusivity& clause = m_scenario.terms.exclusivity[u];
            if (clause.granted && contract::isWithin(m_month, clause.firstMonth, clause.months)) {
                product.add(decadesOf(1.0 + clause.usageUplift), {element("terms.exclusivity", u, "usageUplift")});
            }
        }
        return product;
    }

    /// The usage shock: what of it comes from which randomness is not kept, so that each counts by how far it goes.
    void addLuck(Product& product, std::size_t u) const
    {
        struct Part {
            std::vector<std::string> fields;
            double reach;  ///< of the logarithm, three standard deviations up
        };
        constexpr double deviations = 3.0;
        const deal::UseCase& one = useCase(u);
        std::vector<Part> parts{
            {{path(u, "volatility")}, deviations * one.volatility * std::sqrt(years(m_month))},
            {{path(u, "growthUncertainty")}, deviations * one.growthUncertainty * years(m_month - one.launchMonth)}};
        const auto& events = m_scenario.market.events;
        for (std::size_t k = 0; k < events.size(); ++k) {
            const deal::Event& event = events[k];
            if (!event.useCase.concerns(one.id)) {
                continue;
            }
            const double count = event.annualRate * years(m_month - event.firstMonth + 1);
            const double mean = 1.0 + event.meanImpact;
            const double ratio = event.impactSd / mean;
            const double spread = std::sqrt(random::log(1.0 + ratio * ratio));
            const std::string rate = element("market.events", k, "annualRate");
            parts.push_back(
                {{rate, element("market.events", k, "meanImpact")}, count * std::max(0.0, random::log(mean))});
            parts.push_back({{rate, element("market.events", k, "impactSd")}, deviations * std::sqrt(count) * spread});
        }
        double reach = 0.0;
        for (const Part& part : parts) {
            reach += part.reach;
        }
        const double decades = decadesOf(m_draws.usageShock[u][at()]);
        product.addDecades(decades);
        for (const Part& part : parts) {
            for (const std::string& field : part.fields) {
                product.credit(field, reach > 0.0 ? decades * (part.reach / reach) : 0.0);
            }
        }
    }

    [[nodiscard]] Product revenue(std::size_t u) const
    {
        const deal::UseCase& one = useCase(u);
        Product product = usage(u);
        product.add(decadesOf(one.price), {path(u, "price")});
        product.add(years(m_month) * decadesOf(1.0 - one.priceDecline), {path(u, "priceDecline")});
        const double migrated = contract::migratedFraction(one, m_month);
        product.add(decadesOf(1.0 - migrated + migrated * one.migrationPrice), {path(u, "migrationPrice")});
        product.add(decadesOf(m_draws.priceShock[at()]), {"market.priceUncertainty"});
        addRates(product, u);
        return product;
    }

    /// A rate is bounded, but the lines of the bridge that it is made of are not.
    void addRates(Product& product, std::size_t u) const
    {
        const deal::Terms& terms = m_scenario.terms;
        std::vector<std::pair<std::string, double>> rates{
            {element("terms.shares", u, "baseRate"), terms.shares[u].baseRate},
            {element("terms.shares", u, "annualStep"), terms.shares[u].annualStep * contract::contractYear(m_month)}};
        for (std::size_t k = 0; k < terms.tiers.steps.size(); ++k) {
            rates.emplace_back(element("terms.tiers.steps", k, "adjustment"), terms.tiers.steps[k].adjustment);
        }
        if (u < terms.exclusivity.size()) {
            rates.emplace_back(element("terms.exclusivity", u, "premium"), terms.exclusivity[u].premium);
        }
        for (std::size_t k = 0; k < terms.contributions.size(); ++k) {
            rates.emplace_back(element("terms.contributions", k, "credit"), terms.contributions[k].credit);
        }
        const auto& largest = *std::ranges::max_element(
            rates, {}, [](const std::pair<std::string, double>& rate) { return std::fabs(rate.second); });
        if (std::fabs(largest.second) > 1.0) {
            product.add(decadesOf(std::fabs(largest.second)), {largest.first});
        }
    }

    [[nodiscard]] Product cost(std::size_t u) const
    {
        const deal::UseCase& one = useCase(u);
        Product product = usage(u);
        product.add(decadesOf(one.servingCost), {path(u, "servingCost")});
        product.add(years(m_month) * decadesOf(1.0 - one.costDecline), {path(u, "costDecline")});
        return product;
    }

    [[nodiscard]] Product outside(std::size_t u) const
    {
        const deal::UseCase& one = useCase(u);
        Product product = revenue(u);
        product.add(decadesOf(one.outsideUsage), {path(u, "outsideUsage")});
        product.add(decadesOf(one.outsideRate), {path(u, "outsideRate")});
        return product;
    }

    [[nodiscard]] Product perUnitMinimum(std::size_t u) const
    {
        Product product = usage(u);
        product.add(decadesOf(m_scenario.terms.minimumPerMillionTokens), {"terms.minimumPerMillionTokens"});
        return product;
    }

    [[nodiscard]] Product guarantee() const
    {
        Product product;
        product.add(decadesOf(m_scenario.terms.minimumGuarantee), {"terms.minimumGuarantee"});
        product.add(contract::contractYear(m_month) * decadesOf(1.0 + m_scenario.terms.guaranteeStep),
                    {"terms.guaranteeStep"});
        return product;
    }

    [[nodiscard]] Product incident() const
    {
        const deal::Incident& clause = m_scenario.terms.incident;
        const double loss = m_draws.incidentLoss[at()];
        Product product;
        product.add(decadesOf(clause.meanLoss), {"terms.incident.meanLoss"});
        if (loss != 0.0) {
            // A spread so wide that the loss is no number counts by itself.
            const double decades = std::isfinite(loss) ? decadesOf(loss) : 1000.0;
            product.add(decades - decadesOf(clause.meanLoss), {"terms.incident.lossSd"});
        }
        return product;
    }

    /// Of both parties' discount factors the larger, where that is a gain.
    [[nodiscard]] Product largestDiscount() const
    {
        Product largest;
        for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
            const double decades = -years(m_month + 1) * decadesOf(1.0 + m_scenario.parties.of(side).discountRate);
            if (decades <= largest.decades()) {
                continue;
            }
            largest = {};
            largest.add(decades,
                        {side == deal::Side::licensor ? "parties.licensor.discountRate" : "parties.host.discountRate"});
        }
        return largest;
    }

    const deal::Scenario& m_scenario;
    const contract::PathDraws& m_draws;
    int m_month;
};

}  // namespace

std::vector<std::string> driversOf(const deal::Scenario& scenario, const contract::PathDraws& draws, int month)
{
    assert(month >= 0 && month < scenario.timeline.months);
    assert(draws.usageShock.size() == scenario.market.useCases.size() &&
           draws.priceShock.size() == static_cast<std::size_t>(scenario.timeline.months));
    return Drivers(scenario, draws, month).carriers();
}

}  // namespace dealwright::simulation
