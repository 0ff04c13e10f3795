# SPDX-License-Identifier: GPL-3.0-or-later
"""Volume tiers: what a table of steps adds to the rate of a month."""

# A quantity that was summed month by month reaches a threshold if it comes within this relative distance of it: ten
# months of 0.1 reach 1, whatever the rounding of the sum.
REACH = 1.0 - 1e-9


def reaches(quantity, threshold):
    return quantity >= threshold * REACH


def adjustment_at(steps, quantity):
    """The adjustment of the last step that the quantity reaches; 0 where there are no steps."""
    adjustment = 0.0
    for step in steps:
        if reaches(quantity, step.threshold):
            adjustment = step.adjustment
    return adjustment


def average_adjustment(steps, q0, q1):
    """The average adjustment over the quantities between q0 and q1; brackets meet at the thresholds as written."""
    if q1 == q0:
        return adjustment_at(steps, q0)
    total = 0.0
    for k, step in enumerate(steps):
        bracketEnd = steps[k + 1].threshold if k + 1 < len(steps) else float("inf")
        quantityInBracket = min(q1, bracketEnd) - max(q0, step.threshold)
        if quantityInBracket > 0:
            total += step.adjustment * quantityInBracket / (q1 - q0)
    return total


def first_month_of_period(period, t):
    return {"month": t, "contractYear": 12 * (t // 12), "lifetime": 0}[period]


def adjustment(tiers, past, quantity):
    """What the tiers add to a month's rate.

    `past`: the measured quantity of each month before this one; `quantity`: this month's.
    """
    t = len(past)
    q0 = sum(past[first_month_of_period(tiers.period, t):])
    if tiers.method == "marginal":
        return average_adjustment(tiers.steps, q0, q0 + quantity)
    if tiers.method == "whole":
        return adjustment_at(tiers.steps, q0 + quantity)
    # prospective: the past decides
    if tiers.period == "month":
        decisive = past[t - 1] if t >= 1 else 0.0
    elif tiers.period == "contractYear":
        year = t // 12
        decisive = sum(past[12 * (year - 1):12 * year]) if year >= 1 else 0.0
    else:
        decisive = q0
    return adjustment_at(tiers.steps, decisive)


class TierMeter:
    """Keeps the measured quantities of past months, pooled or for each use case."""

    def __init__(self, tiers, useCaseCount):
        self.tiers = tiers
        self.useCaseCount = useCaseCount
        counters = 1 if tiers.pool == "pooled" else useCaseCount
        self.past = [[] for _ in range(counters)]

    def adjustments(self, usage, gross):
        """Each use case's adjustment in the next month, whose usage and gross revenue are given by use case."""
        measured = usage if self.tiers.measure == "usage" else gross
        if self.tiers.pool == "pooled":
            measured = [sum(measured)]
        found = [adjustment(self.tiers, past, quantity) for past, quantity in zip(self.past, measured)]
        for past, quantity in zip(self.past, measured):
            past.append(quantity)
        return found * self.useCaseCount if self.tiers.pool == "pooled" else found
