#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints a workbook of random, valid scenarios that together visit every clause.

    random_scenarios.py SEED COUNT > workbook.json      (COUNT at most 100)

The same seed gives the same workbook. Sizes are modest: 1-5 use cases, 1-40 months.
"""

import json
import random
import sys

from ledger import Draws, years_of

NAMES = ("Search", "Customer service", 'Content, "creation"', "Accessibility", "Modération – contenu")
PARTIES = ("licensor", "host")


class Dice:
    """Random choices of the field's usual sizes; `maybe` leaves a field out as often as not."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def chance(self, probability):
        return self.random.random() < probability

    def number(self, low, high, digits=4):
        return round(self.random.uniform(low, high), digits)

    def whole(self, low, high):
        return self.random.randint(low, high)

    def pick(self, choices):
        return self.random.choice(choices)

    def maybe(self, record, probability=0.5, **fields):
        """Sets the fields in the record; each is absent, null or as given."""
        for name, value in fields.items():
            if self.chance(probability):
                record[name] = value
            elif self.chance(0.1):
                record[name] = None
        return record


def random_trend(dice, initialUsage):
    if initialUsage > 0 and dice.chance(0.4):
        return {"kind": "logistic", "annualGrowth": dice.number(-0.5, 4), "ceiling": initialUsage * dice.number(1.5, 20)}
    return dice.maybe({"annualGrowth": dice.number(-0.6, 3)}, kind="exponential")


def random_use_case(dice, name, months):
    initialUsage = 0.0 if dice.chance(0.05) else dice.number(1, 5000)
    useCase = {"name": name, "initialUsage": initialUsage, "price": dice.number(0.1, 20)}
    return dice.maybe(
        useCase, 0.6,
        launchMonth=dice.whole(0, months + 2) if dice.chance(0.5) else 0,
        trend=random_trend(dice, initialUsage),
        volatility=dice.number(0.05, 0.8),
        meanReversion=dice.number(0.1, 3),
        growthUncertainty=dice.number(0.05, 0.5),
        elasticity=dice.number(0.1, 2),
        priceDecline=dice.number(-0.2, 0.6),
        migrationRate=dice.number(0, 1.5),
        migrationPrice=dice.number(0, 1.2),
        servingCost=dice.number(0.05, 15),
        costDecline=dice.number(-0.1, 0.5),
        outsideUsage=dice.number(0, 2),
        outsideRate=dice.number(0, 0.2),
    )


def random_correlation(dice, size):
    """Half the identity and half the correlation of a few common factors, so that it is positive definite."""
    loadings = []
    for _ in range(size):
        row = [dice.random.gauss(0, 1) for _ in range(3)]
        length = sum(x * x for x in row) ** 0.5
        loadings.append([x / length for x in row])
    matrix = [[1.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i):
            matrix[i][j] = matrix[j][i] = round(0.5 * sum(a * b for a, b in zip(loadings[i], loadings[j])), 4)
    return matrix


def random_event(dice, names, months, k):
    event = {"name": f"Event {k + 1}"}
    return dice.maybe(
        event, 0.8,
        annualRate=dice.number(0.05, 2),
        meanImpact=dice.number(-0.6, 0.8),
        impactSd=dice.number(0.01, 0.4),
        useCase=dice.pick(names),
        firstMonth=dice.whole(0, months + 2),
    )


def random_market(dice, names, months):
    market = {"useCases": [random_use_case(dice, name, months) for name in names]}
    return dice.maybe(
        market, 0.5,
        correlation=random_correlation(dice, len(names)),
        priceUncertainty=dice.number(0.02, 0.4),
        events=[random_event(dice, names, months, k) for k in range(dice.whole(0, 3))],
    )


def random_tiers(dice, typicalUsage, typicalRevenue, months):
    measure = dice.pick(("usage", "revenue"))
    period = dice.pick(("month", "contractYear", "lifetime"))
    typical = typicalUsage if measure == "usage" else typicalRevenue
    scale = typical * {"month": 1, "contractYear": min(12, months), "lifetime": months}[period]
    threshold, steps = 0.0, []
    for _ in range(dice.whole(1, 5)):
        steps.append({"threshold": threshold, "adjustment": dice.number(-0.08, 0.08)})
        threshold = round(threshold + scale * dice.number(0.1, 1.2) + 0.001, 3)
    tiers = {
        "measure": measure, "period": period, "method": dice.pick(("marginal", "whole", "prospective")),
        "pool": dice.pick(("pooled", "perUseCase")),
    }
    return dice.maybe(tiers, 0.9, steps=steps)


def random_exclusivity(dice, useCase, months):
    granted = dice.chance(0.6)
    exclusivity = {"granted": granted, "months": dice.whole(1, months + 6)}
    return dice.maybe(
        exclusivity, 0.6,
        firstMonth=dice.whole(0, dice.pick((6, months + 1))),
        premium=dice.number(-0.05, 0.15),
        usageUplift=dice.number(0, 0.5),
        fee=dice.number(0, 20000, 2),
        minimumAnnualUsage=useCase["initialUsage"] * dice.number(3, 80),
    )


def random_contribution(dice, names, months, k):
    contribution = {
        "name": f"Contribution {k + 1}", "party": dice.pick(PARTIES), "firstMonth": dice.whole(0, months),
        "months": dice.whole(0, months + 3),
    }
    return dice.maybe(
        contribution, 0.7,
        monthlyCost=dice.number(0, 2000, 2),
        credit=dice.number(-0.02, 0.05),
        growthLift=dice.number(-0.1, 0.4),
        useCase=dice.pick(names),
    )


def random_milestone(dice, usage):
    milestone = {"usage": dice.number(0.05, 1.2) * usage + 1, "amount": dice.number(0, 50000, 2)}
    return dice.maybe(milestone, 0.7, payer=dice.pick(PARTIES))


def random_terms(dice, useCases, months):
    names = [useCase["name"] for useCase in useCases]
    usage = sum(useCase["initialUsage"] for useCase in useCases) + 1
    revenue = sum(useCase["initialUsage"] * useCase["price"] for useCase in useCases) + 1
    yearly = 12 * revenue * 0.2
    base = dice.pick(("gross", "net", "profit"))
    terms = {
        "shares": [
            dice.maybe({"baseRate": dice.number(0, 0.4)}, annualStep=dice.number(-0.03, 0.04)) for _ in useCases],
    }
    if base != "gross" or dice.chance(0.5):
        terms["revenueBase"] = base
    floor = dice.number(0, 0.15)
    owner = dice.pick(("licensor", "joint", "host"))
    dice.maybe(
        terms, 0.5,
        deductions=dice.number(0, 0.3) if base == "net" else 0,
        rateFloor=floor,
        rateCap=round(floor + dice.number(0.02, 0.4), 4),
        minimumPerMillionTokens=dice.number(0, 0.3) * revenue / usage,
        tiers=random_tiers(dice, usage, revenue, months),
        upfrontFee=dice.number(0, yearly, 2),
        minimumGuarantee=dice.number(0, 2 * yearly, 2),
        guaranteeStep=dice.number(-0.2, 0.3),
        annualCap=dice.number(0, 2 * yearly, 2),
        totalCap=dice.number(0, 5 * yearly, 2),
        milestones=[random_milestone(dice, usage * months) for _ in range(dice.whole(0, 4))],
        contributions=[random_contribution(dice, names, months, k) for k in range(dice.whole(0, 4))],
        reporting=dice.maybe(
            {}, 0.8, underReporting=dice.number(0, 0.2), auditRecovery=dice.number(0, 1),
            auditCost=dice.number(0, 5000, 2)),
        improvements=dice.maybe({"owner": owner}, 0.9, revenueShareAtEnd=dice.number(0, 0.6)),
        holdback={"rate": dice.number(0, 0.3), "months": dice.whole(0, months + 2)},
        compliance=dice.maybe({}, 0.8, licensorCost=dice.number(0, 9000, 2), hostCost=dice.number(0, 9000, 2)),
    )
    if dice.chance(0.7):
        terms["exclusivity"] = [random_exclusivity(dice, useCase, months) for useCase in useCases]
    if dice.chance(0.6):
        terms["advance"] = dice.number(0, 2 * yearly, 2)
        dice.maybe(terms, 0.9, recoupment=dice.pick((1.0, dice.number(0, 1))))
    if dice.chance(0.5):
        terms["dispute"] = dice.maybe(
            {"annualProbability": dice.pick((1.0, dice.number(0, 0.8)))}, 0.8,
            licensorCost=dice.number(0, 20000, 2), hostCost=dice.number(0, 20000, 2), settlement=dice.number(0, 0.5))
    if dice.chance(0.5):
        meanLoss = dice.number(100, 50000, 2)
        terms["incident"] = dice.maybe(
            {"annualProbability": dice.number(0, 0.9), "meanLoss": meanLoss}, 0.7,
            lossSd=meanLoss * dice.number(0.1, 2), licensorLiability=dice.number(0, 1))
    return terms


def random_scenario(dice, name):
    months = dice.pick((1, 12, 13, 24, dice.whole(1, 40), dice.whole(14, 40), dice.whole(14, 40)))
    useCaseCount = dice.whole(1, 5)
    names = dice.random.sample(NAMES, useCaseCount)
    market = random_market(dice, names, months)
    scenario = {
        "name": name,
        "parties": {
            "licensor": dice.maybe({"name": "Licensor"}, discountRate=dice.number(-0.02, 0.3)),
            "host": dice.maybe({"name": "Host"}, discountRate=dice.number(0, 0.2)),
        },
        "timeline": dice.maybe({"months": months}, startYear=2027, startMonth=dice.whole(1, 12), currency="EUR"),
        "market": market,
        "terms": random_terms(dice, market["useCases"], months),
        "simulation": dice.maybe(
            {"paths": dice.pick((1000, 1024, 3000))}, seed=dice.whole(0, 10**6),
            sampling=dice.pick(("quasi", "pseudo"))),
    }
    return scenario


def random_draws(dice, scenario):
    """Draws for a scenario as the reader gives it, with wide shocks: they need not be likely, only possible."""
    months = scenario.months
    return Draws(
        usageShock=[[dice.random.lognormvariate(0, 0.7) for _ in range(months)] for _ in scenario.market.useCases],
        priceShock=[dice.random.lognormvariate(0, 0.3) for _ in range(months)],
        disputes=[int(dice.chance(0.4)) for _ in range(years_of(months))],
        incidentLoss=[dice.number(0, 50000, 2) if dice.chance(0.1) else 0.0 for _ in range(months)],
    )


def random_workbook(seed, count):
    dice = Dice(seed)
    scenarios = [random_scenario(dice, f"Random {seed}.{k + 1}") for k in range(count)]
    return {"scenarios": scenarios, "baseline": scenarios[0]["name"]}


def main(arguments):
    if len(arguments) != 2 or not 1 <= int(arguments[1]) <= 100:
        print(__doc__, file=sys.stderr)
        return 2
    json.dump(random_workbook(int(arguments[0]), int(arguments[1])), sys.stdout, indent=1, ensure_ascii=False)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
