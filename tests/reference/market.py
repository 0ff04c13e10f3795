# SPDX-License-Identifier: GPL-3.0-or-later
"""What neither party controls, month by month: usage, prices and costs before any term of the contract applies."""

import math


def trend(useCase, t):
    """Usage that is expected in month t, in million tokens; nothing before the launch."""
    sinceLaunch = t - useCase.launchMonth
    if sinceLaunch < 0:
        return 0.0
    growth = 1.0 + useCase.trend.annualGrowth
    if useCase.trend.kind == "exponential":
        return useCase.initialUsage * growth ** (sinceLaunch / 12)
    ceiling = useCase.trend.ceiling
    return ceiling / (1.0 + (ceiling / useCase.initialUsage - 1.0) * growth ** (-sinceLaunch / 12))


def expected_price(useCase, t):
    """Money per million tokens in month t: the list price, blended with the newer models that users move to."""
    listPrice = useCase.price * (1.0 - useCase.priceDecline) ** (t / 12)
    migrated = 1.0 - math.exp(-useCase.migrationRate * t / 12)
    return listPrice * (1.0 - migrated + migrated * useCase.migrationPrice)


def unit_serving_cost(useCase, t):
    """The host's cost per million tokens in month t."""
    return useCase.servingCost * (1.0 - useCase.costDecline) ** (t / 12)


def concerns(clause, u):
    """Whether an event or a contribution concerns use case u."""
    return clause.useCase is None or clause.useCase == u


def is_active(contribution, t):
    return contribution.firstMonth <= t < contribution.firstMonth + contribution.months


def lift(contributions, u, t):
    """Growth of usage that contributions have brought by month t; each counts its active months before t."""
    logGrowth = 0.0
    for contribution in contributions:
        if concerns(contribution, u):
            end = contribution.firstMonth + contribution.months
            activeMonths = max(0, min(t, end) - contribution.firstMonth)
            logGrowth += contribution.growthLift * activeMonths / 12
    return math.exp(logGrowth)
