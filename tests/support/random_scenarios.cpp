// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/random_scenarios.h"

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace dealwright::tests {

using namespace deal;

std::uint64_t Luck::bits()
{
    m_state += 0x9e3779b97f4a7c15U;
    std::uint64_t z = m_state;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
}

double Luck::uniform()
{
    return static_cast<double>(bits() >> 11U) * 0x1p-53;
}

double Luck::between(double low, double high)
{
    return low + (high - low) * uniform();
}

int Luck::whole(int low, int high)
{
    const auto values = static_cast<std::uint64_t>(std::int64_t{high} - low + 1);
    return low + static_cast<int>(bits() % values);
}

bool Luck::chance(double probability)
{
    return uniform() < probability;
}

double Luck::octaves(double low, double high)
{
    int octave = 0;
    for (double x = low; x * 2 <= high; x *= 2) {
        ++octave;
    }
    double value = low * (1.0 + uniform());
    for (int i = whole(0, octave); i > 0; --i) {
        value *= 2;
    }
    return value;
}

namespace {

template <class E>
[[nodiscard]] E anyOf(Luck& luck)
{
    constexpr int count = static_cast<int>(boost::mp11::mp_size<boost::describe::describe_enumerators<E>>::value);
    return static_cast<E>(luck.whole(0, count - 1));
}

/// Zero with the given probability, else between the ends.
[[nodiscard]] double zeroOr(Luck& luck, double zero, double low, double high)
{
    return luck.chance(zero) ? 0.0 : luck.between(low, high);
}

/// What the market comes to, roughly: clauses of this size bite.
struct Volumes {
    std::vector<double> monthlyUsage;  ///< by use case, a mean over the term, million tokens
    std::vector<double> monthlyGross;
    double usage = 0.0;  ///< a month, all use cases
    double gross = 0.0;
};

[[nodiscard]] Volumes volumesOf(const Scenario& scenario)
{
    const int months = scenario.timeline.months;
    Volumes volumes;
    for (const UseCase& useCase : scenario.market.useCases) {
        double usage = 0.0;
        double gross = 0.0;
        for (int t = std::min(useCase.launchMonth, months); t < months; ++t) {
            const double grown =
                useCase.initialUsage * (1 + useCase.trend.annualGrowth * (t - useCase.launchMonth) / 12);
            const bool bounded = useCase.trend.kind == TrendKind::logistic;
            const double sold = std::max(0.0, bounded ? std::min(grown, useCase.trend.ceiling) : grown);
            usage += sold / months;
            gross += sold * useCase.price * std::max(0.1, 1 - useCase.priceDecline * t / 12) / months;
        }
        volumes.monthlyUsage.push_back(usage);
        volumes.monthlyGross.push_back(gross);
        volumes.usage += usage;
        volumes.gross += gross;
    }
    return volumes;
}

[[nodiscard]] UseCaseRef anyUseCase(Luck& luck, const Market& market)
{
    if (luck.chance(0.4)) {
        return {};
    }
    return {market.useCases[static_cast<std::size_t>(luck.whole(0, static_cast<int>(market.useCases.size()) - 1))].id};
}

struct Window {
    int firstMonth = 0;
    int months = 0;
};

/// Within the term, over its end, past it, of no length, or all of it.
[[nodiscard]] Window anyWindow(Luck& luck, int term)
{
    switch (luck.whole(0, 9)) {
        case 0:
            return {0, term};
        case 1:
            return {luck.whole(0, term), 0};
        case 2:
            return {term + luck.whole(0, 12), luck.whole(1, 24)};
        case 3:
            return {luck.whole(0, term - 1), term + luck.whole(0, 24)};
        default: {
            const int first = luck.whole(0, term - 1);
            return {first, luck.whole(1, term - first)};
        }
    }
}

[[nodiscard]] UseCase anyMarketOf(Luck& luck, int term)
{
    UseCase useCase;
    useCase.initialUsage = luck.chance(0.03) ? 0.0 : luck.octaves(1e2, 1e7);
    useCase.launchMonth = luck.chance(0.6) ? 0 : luck.whole(0, luck.chance(0.9) ? term - 1 : term + 6);
    useCase.trend.kind = useCase.initialUsage > 0 ? anyOf<TrendKind>(luck) : TrendKind::exponential;
    useCase.trend.annualGrowth = luck.chance(0.1) ? luck.between(-0.9, 0) : zeroOr(luck, 0.1, 0, 2.5);
    if (useCase.trend.kind == TrendKind::logistic) {
        useCase.trend.ceiling = useCase.initialUsage * luck.between(1.01, 12);
    } else if (luck.chance(0.2)) {
        useCase.trend.ceiling = luck.octaves(1e3, 1e7);  // idle under exponential growth
    }
    useCase.volatility = zeroOr(luck, 0.1, 0, 1.0);
    useCase.meanReversion = zeroOr(luck, 0.3, 0, 4.0);
    useCase.growthUncertainty = zeroOr(luck, 0.2, 0, 0.4);
    useCase.elasticity = zeroOr(luck, 0.4, 0, 2.0);
    useCase.price = luck.chance(0.03) ? 0.0 : luck.octaves(0.02, 4.0);
    useCase.priceDecline = luck.chance(0.1) ? luck.between(-0.2, 0) : zeroOr(luck, 0.1, 0, 0.7);
    useCase.migrationRate = zeroOr(luck, 0.3, 0, 1.5);
    useCase.migrationPrice = luck.chance(0.2) ? 1.0 : luck.between(0, 1.2);
    useCase.servingCost = useCase.price * zeroOr(luck, 0.1, 0, 1.3);
    useCase.costDecline = luck.chance(0.1) ? luck.between(-0.2, 0) : zeroOr(luck, 0.1, 0, 0.6);
    useCase.outsideUsage = zeroOr(luck, 0.2, 0, 4.0);
    useCase.outsideRate = zeroOr(luck, 0.2, 0, 0.3);
    return useCase;
}

/// One common factor and its remainder: positive semi-definite whatever the loadings in [-1, 1] are; loadings of 1 make
/// it singular.
[[nodiscard]] CorrelationMatrix anyCorrelation(Luck& luck, std::size_t size)
{
    std::vector<double> loadings(size);
    std::ranges::generate(loadings, [&] { return luck.chance(0.1) ? 1.0 : luck.between(-0.5, 0.95); });
    CorrelationMatrix matrix(size, std::vector<double>(size, 1.0));
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            matrix[i][j] = matrix[j][i] = loadings[i] * loadings[j];
        }
    }
    return matrix;
}

[[nodiscard]] Market anyMarket(Luck& luck, int term, const Size& size)
{
    Market market;
    const int useCases = luck.whole(size.fewestUseCases, size.mostUseCases);
    std::vector<int> ids;
    for (int id = 0; static_cast<int>(ids.size()) < useCases; ++id) {
        if (!luck.chance(0.2)) {
            ids.push_back(id);
        }
    }
    for (std::size_t i = ids.size(); i > 1; --i) {
        std::swap(ids[i - 1], ids[static_cast<std::size_t>(luck.whole(0, static_cast<int>(i) - 1))]);
    }
    for (const int id : ids) {
        UseCase useCase = anyMarketOf(luck, term);
        useCase.id = id;
        useCase.name = "Use case " + std::to_string(id);
        market.useCases.push_back(useCase);
    }
    market.nextUseCaseId = luck.chance(0.2) ? 0 : *std::ranges::max_element(ids) + luck.whole(1, 4);
    if (luck.chance(0.8)) {
        market.correlation = anyCorrelation(luck, market.useCases.size());
    }
    market.priceUncertainty = zeroOr(luck, 0.3, 0, 0.4);
    int id = 0;
    for (int events = luck.whole(0, 4); events > 0; --events) {
        Event event;
        event.id = id++;
        id += luck.whole(0, 2);
        event.name = luck.chance(0.1) ? "" : "Event " + std::to_string(event.id);
        event.annualRate = zeroOr(luck, 0.1, 0, luck.chance(0.1) ? 12.0 : 1.5);
        event.meanImpact = luck.chance(0.7) ? luck.between(-0.6, 0) : luck.between(0, 0.6);
        event.impactSd = zeroOr(luck, 0.3, 0, 0.5);
        event.useCase = anyUseCase(luck, market);
        event.firstMonth = luck.chance(0.5) ? 0 : luck.whole(0, term + 3);
        market.events.push_back(event);
    }
    market.nextEventId = luck.chance(0.2) ? 0 : id;
    return market;
}

[[nodiscard]] Tiers anyTiers(Luck& luck, const Volumes& volumes, int term)
{
    Tiers tiers;
    tiers.measure = anyOf<TierMeasure>(luck);
    tiers.period = anyOf<TierPeriod>(luck);
    tiers.method = anyOf<TierMethod>(luck);
    tiers.pool = anyOf<TierPool>(luck);
    const double months = tiers.period == TierPeriod::month ? 1 : tiers.period == TierPeriod::lifetime ? term : 12;
    double volume = months * (tiers.measure == TierMeasure::usage ? volumes.usage : volumes.gross);
    if (tiers.pool == TierPool::perUseCase) {
        volume /= static_cast<double>(volumes.monthlyUsage.size());
    }
    volume = std::max(volume, 1.0);
    const int steps = luck.chance(0.15) ? 0 : luck.chance(0.1) ? 16 : luck.whole(1, 5);
    double threshold = 0.0;
    for (int k = 0; k < steps; ++k) {
        tiers.steps.push_back({threshold, k == 0 ? zeroOr(luck, 0.5, -0.02, 0.05) : luck.between(-0.06, 0.08)});
        threshold += volume * luck.between(0.05, 2.5 / steps);
    }
    return tiers;
}

[[nodiscard]] Exclusivity anyExclusivity(Luck& luck, double monthlyUsage, double monthlyGross, int term)
{
    Exclusivity exclusivity;
    exclusivity.granted = luck.chance(0.65);
    const Window window = anyWindow(luck, term);
    exclusivity.firstMonth = window.firstMonth;
    exclusivity.months = exclusivity.granted ? std::max(1, window.months) : window.months;
    exclusivity.premium = zeroOr(luck, 0.2, -0.02, 0.08);
    exclusivity.usageUplift = zeroOr(luck, 0.2, 0, 0.8);
    exclusivity.fee = monthlyGross * zeroOr(luck, 0.3, 0, 1);
    exclusivity.minimumAnnualUsage = 12 * monthlyUsage * zeroOr(luck, 0.3, 0.4, 1.8);
    return exclusivity;
}

[[nodiscard]] Contribution anyContribution(Luck& luck, const Market& market, double monthlyGross, int term)
{
    Contribution contribution;
    contribution.name = luck.chance(0.1) ? "" : "Contribution " + std::to_string(luck.whole(1, 99));
    contribution.party = anyOf<Side>(luck);
    contribution.monthlyCost = monthlyGross * zeroOr(luck, 0.2, 0, 0.05);
    contribution.credit = zeroOr(luck, 0.2, -0.01, 0.04);
    contribution.growthLift = zeroOr(luck, 0.3, -0.1, 0.3);
    contribution.useCase = anyUseCase(luck, market);
    const Window window = anyWindow(luck, term);
    contribution.firstMonth = window.firstMonth;
    contribution.months = window.months;
    return contribution;
}

[[nodiscard]] Party anyParty(Luck& luck, const char* name, double value)
{
    Party party;
    party.name = name;
    party.discountRate = luck.chance(0.1) ? luck.between(-0.1, 0) : zeroOr(luck, 0.1, 0, 0.25);
    party.riskAversion = luck.chance(0.3) ? 0.0 : luck.between(0.01, 3) / std::max(1.0, value);
    party.reservationValue = value * luck.between(-0.2, 1.2);
    party.targetValue = party.reservationValue + value * luck.between(0.1, 1.0);
    party.growthView = zeroOr(luck, 0.4, -0.3, 0.3);
    return party;
}

[[nodiscard]] std::vector<Lever> anyLevers(Luck& luck, const Scenario& scenario)
{
    const auto lever = [&](std::string term, double low, double width) {
        return Lever{std::move(term), low, low + width, luck.chance(0.6) ? 0 : luck.whole(1, 8)};
    };
    const double gross = volumesOf(scenario).gross;
    std::vector<Lever> levers;
    for (std::size_t u = 0; u < scenario.terms.shares.size(); ++u) {
        if (luck.chance(0.5)) {
            levers.push_back(
                lever("terms.shares[" + std::to_string(u) + "].baseRate", luck.between(0, 0.1), luck.between(0, 0.3)));
        }
    }
    if (luck.chance(0.5)) {
        levers.push_back(lever("terms.minimumGuarantee", gross * luck.between(0, 1), gross * luck.between(0, 2)));
    }
    if (luck.chance(0.5)) {
        levers.push_back(lever("terms.advance", 0, gross * luck.between(0, 10)));
    }
    if (luck.chance(0.3)) {
        levers.push_back(lever("terms.annualCap", gross, gross * luck.between(0, 3)));
    }
    for (std::size_t k = 1; k < scenario.terms.tiers.steps.size(); ++k) {
        if (luck.chance(0.3)) {
            levers.push_back(lever("terms.tiers.steps[" + std::to_string(k) + "].adjustment", -0.05, 0.1));
        }
    }
    for (std::size_t u = 0; u < scenario.terms.exclusivity.size(); ++u) {
        if (luck.chance(0.3)) {
            levers.push_back(lever("terms.exclusivity[" + std::to_string(u) + "].premium", 0, luck.between(0, 0.1)));
        }
    }
    return levers;
}

}  // namespace

Terms randomTerms(Luck& luck, const Scenario& scenario)
{
    const Market& market = scenario.market;
    const int term = scenario.timeline.months;
    const Volumes volumes = volumesOf(scenario);
    Terms terms;
    terms.revenueBase = anyOf<RevenueBase>(luck);
    terms.deductions = zeroOr(luck, 0.3, 0, 0.3);
    for (std::size_t u = 0; u < market.useCases.size(); ++u) {
        terms.shares.push_back({zeroOr(luck, 0.05, 0, 0.3), zeroOr(luck, 0.4, -0.02, 0.02)});
    }
    terms.rateFloor = zeroOr(luck, 0.4, 0, 0.12);
    terms.rateCap = luck.chance(0.3) ? 1.0 : terms.rateFloor + luck.between(0, 0.25);
    terms.tiers = anyTiers(luck, volumes, term);
    if (luck.chance(0.8)) {
        for (std::size_t u = 0; u < market.useCases.size(); ++u) {
            terms.exclusivity.push_back(anyExclusivity(luck, volumes.monthlyUsage[u], volumes.monthlyGross[u], term));
        }
    }

    const double monthlyShare = 0.12 * volumes.gross;  // about what the rates above come to
    if (volumes.usage > 0) {
        terms.minimumPerMillionTokens = monthlyShare / volumes.usage * zeroOr(luck, 0.4, 0.3, 1.5);
    }
    terms.upfrontFee = monthlyShare * zeroOr(luck, 0.4, 0, 12);
    terms.advance = monthlyShare * term * zeroOr(luck, 0.3, 0.05, 0.9);
    terms.recoupment = luck.chance(0.2) ? 1.0 : zeroOr(luck, 0.1, 0, 1);
    terms.minimumGuarantee = 12 * monthlyShare * zeroOr(luck, 0.3, 0.3, 1.6);
    terms.guaranteeStep = zeroOr(luck, 0.4, -0.2, 0.3);
    if (luck.chance(0.6)) {
        terms.annualCap = 12 * monthlyShare * zeroOr(luck, 0.03, 0.3, 1.8);
    }
    if (luck.chance(0.6)) {
        terms.totalCap = term * monthlyShare * zeroOr(luck, 0.03, 0.3, 1.4);
    }
    for (int milestones = luck.whole(0, 4); milestones > 0; --milestones) {
        terms.milestones.push_back({std::max(1e-3, volumes.usage * term * luck.between(0.02, 1.2)),
                                    monthlyShare * luck.between(0, 3), anyOf<Side>(luck)});
    }
    for (int contributions = luck.whole(0, 4); contributions > 0; --contributions) {
        terms.contributions.push_back(anyContribution(luck, market, volumes.gross, term));
    }
    if (luck.chance(0.7)) {
        terms.reporting = {luck.between(0, 0.2), luck.between(0, 1), monthlyShare * luck.between(0, 1)};
    }
    if (luck.chance(0.7)) {
        terms.improvements = {luck.between(0, 0.8), anyOf<ImprovementsOwner>(luck)};
    }
    if (luck.chance(0.7)) {
        terms.holdback = {luck.chance(0.1) ? 1.0 : luck.between(0, 0.5), luck.whole(0, term + 3)};
    }
    if (luck.chance(0.7)) {
        terms.dispute = {luck.chance(0.1) ? 1.0 : luck.between(0, 0.6), monthlyShare * luck.between(0, 1),
                         monthlyShare * luck.between(0, 1), luck.between(0, 0.5)};
    }
    if (luck.chance(0.7)) {
        terms.compliance = {monthlyShare * luck.between(0, 0.5), monthlyShare * luck.between(0, 0.5)};
    }
    if (luck.chance(0.7)) {
        const double loss = monthlyShare * luck.between(0.01, 5);
        terms.incident = {luck.chance(0.05) ? 1.0 : luck.between(0, 0.5), loss, loss * zeroOr(luck, 0.2, 0, 2),
                          luck.between(0, 1)};
    }
    return terms;
}

Scenario randomScenario(std::uint64_t seed, const Size& size)
{
    Luck luck(seed);
    Scenario scenario;
    scenario.name = "Scenario " + std::to_string(seed);
    scenario.notes = luck.chance(0.5) ? "" : "First line\nsecond line, with “quotes” and a tab\t.";
    scenario.author = luck.chance(0.5) ? "" : "Zoë Ångström";
    scenario.timeline = {luck.whole(2020, 2040), luck.whole(1, 12), luck.whole(size.fewestMonths, size.mostMonths),
                         luck.chance(0.5) ? "USD" : "EUR"};
    scenario.market = anyMarket(luck, scenario.timeline.months, size);
    scenario.terms = randomTerms(luck, scenario);
    const double gross = volumesOf(scenario).gross * scenario.timeline.months;
    scenario.parties.licensor = anyParty(luck, "Licensor", 0.1 * gross);
    scenario.parties.host = anyParty(luck, "Host", 0.3 * gross);
    scenario.negotiation.levers = anyLevers(luck, scenario);
    for (int offers = luck.whole(0, 3); offers > 0; --offers) {
        scenario.negotiation.offers.push_back({anyOf<Side>(luck), "2027-0" + std::to_string(luck.whole(1, 9)) + "-15",
                                               luck.chance(0.5) ? "" : "By telephone", randomTerms(luck, scenario)});
    }
    scenario.simulation = {luck.whole(1000, 4096), luck.bits(), anyOf<Sampling>(luck)};
    return scenario;
}

}  // namespace dealwright::tests
