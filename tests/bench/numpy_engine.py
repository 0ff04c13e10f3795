#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The deal of docs/MODEL.md as an ordinary good programmer would simulate it in numpy.

    numpy_engine.py DEAL.json draw|price|sweep PATHS

Months one after the other, all paths of a month at once, in double precision. DEAL.json is what numpy_engine.cpp
writes: the market's and the terms' constants by month, which the plain program in C++ has too; draws, pricing and
statistics are this program's own. Prints a line of JSON: the milliseconds of what was asked, and both parties' means
with their standard errors.
"""
import json
import sys
import time

import numpy as np

RANKS = [5, 10, 25, 50, 75, 90, 95]
REACHED = 1.0 - 1e-9


def draw(market, paths, random):
    """Usage before exclusivity [month, use case, path], the price war and losses [month, path], luck [year, path]."""
    months, use_cases = market["months"], len(market["useCases"])
    factor = np.linalg.cholesky(np.array(market["correlation"]))
    expected = np.array(market["expectedUsage"]).reshape(months, use_cases)

    def column(name):
        return np.array([use_case[name] for use_case in market["useCases"]], dtype=float)[:, None]

    elasticity, volatility, kappa = column("elasticity"), column("volatility"), column("meanReversion")
    slow = np.where(kappa > 0, kappa, 1.0)

    def variance(years):
        """Of an Ornstein-Uhlenbeck deviation after a time."""
        return volatility**2 * np.where(kappa > 0, (1 - np.exp(-2 * slow * years)) / (2 * slow), years)

    decay, step = np.exp(-kappa / 12), np.sqrt(variance(1 / 12))
    years = np.arange(months) / 12
    growth = column("growthUncertainty") * np.maximum(0.0, years - column("launchMonth") / 12)  # [use case, month]
    compensation = -0.5 * (variance(years) + growth**2)

    own_growth = factor @ random.standard_normal((use_cases, paths))
    price = random.standard_normal(paths)
    jumps = draw_jumps(market, paths, random)
    usage = np.empty((months, use_cases, paths))
    war = np.empty((months, paths))
    deviation = np.zeros((use_cases, paths))
    jumped = np.zeros((use_cases, paths))
    for t in range(months):
        spread = market["priceUncertainty"] * t / 12
        war[t] = np.exp(spread * price - 0.5 * spread**2)
        if t > 0:
            deviation = decay * deviation + step * (factor @ random.standard_normal((use_cases, paths)))
        jumped += jumps[t]
        exponent = deviation + compensation[:, [t]] + growth[:, [t]] * own_growth + jumped
        usage[t] = expected[t][:, None] * np.exp(exponent - elasticity * np.log(war[t]))
    luck = random.random(((months + 11) // 12, paths))
    happens = random.random((months, paths)) < market["monthlyIncident"]
    loss = np.zeros((months, paths))
    s = market["lossDeviation"]
    loss[happens] = market["meanLoss"] * np.exp(s * random.standard_normal(np.count_nonzero(happens)) - 0.5 * s * s)
    return {"usage": usage, "war": war, "luck": luck, "loss": loss}


def draw_jumps(market, paths, random):
    """The logarithms of the events' factors [month, use case, path]."""
    months = market["months"]
    jumps = np.zeros((months, len(market["useCases"]), paths))
    for event in market["events"]:
        wait = 12 / event["annualRate"]
        at = event["firstMonth"] + random.exponential(wait, paths)
        struck = np.nonzero(at < months)[0]
        while struck.size:
            factors = event["mean"] + event["deviation"] * random.standard_normal(struck.size)
            month = at[struck].astype(int)
            for use_case in event["useCases"]:
                jumps[month, use_case, struck] += factors  # each path once
            at[struck] += random.exponential(wait, struck.size)
            struck = struck[at[struck] < months]
    return jumps


class Tiers:
    """The adjustment of rates by volume, for the pool or for one use case."""

    def __init__(self, plan, paths):
        self.threshold = np.array(plan["threshold"])
        self.adjustment = np.array(plan["adjustment"])
        self.period, self.method = plan["period"], plan["method"]
        self.quantity = np.zeros(paths)
        self.previous = np.zeros(paths)

    def reached(self, quantity):
        at = np.searchsorted(self.threshold * REACHED, quantity, side="right")
        return np.concatenate(([0.0], self.adjustment))[at]

    def marginal(self, before, after):
        total = np.zeros_like(before)
        for k, (threshold, adjustment) in enumerate(zip(self.threshold, self.adjustment)):
            up_to = np.minimum(after, self.threshold[k + 1]) if k + 1 < len(self.threshold) else after
            total += adjustment * np.maximum(0.0, up_to - np.maximum(before, threshold))
        added = after - before
        return np.where(added > 0, total / np.where(added > 0, added, 1.0), self.reached(before))

    def month(self, t, added):
        if t > 0 and (self.period == "month" or (self.period == "contractYear" and t % 12 == 0)):
            self.previous = self.quantity
            self.quantity = np.zeros_like(self.previous)
        before = self.quantity
        self.quantity = before + added
        if self.method == "marginal":
            return self.marginal(before, self.quantity)
        if self.method == "whole":
            return self.reached(self.quantity)
        return self.reached(before if self.period == "lifetime" else self.previous)


def price(plan, drawn, keep):
    """NPVs and totals of both parties [path]; keep(t, licensor, host, usage, gross) sees every month."""
    months, use_cases = plan["months"], plan["useCases"]
    paths = drawn["war"].shape[1]
    by_month = {
        name: np.array(plan[name]).reshape(months, use_cases)
        for name in ("expectedPrice", "unitCost", "stepRate", "creditRate")
    }
    infinite = {name: np.inf if plan[name] is None else plan[name] for name in ("annualCap", "totalCap")}
    outside_factor = np.array(plan["outsideFactor"])[:, None]
    base_rate = np.array(plan["baseRate"])[:, None]
    count = 1 if plan["tiers"]["pooled"] else use_cases
    tiers = [Tiers(plan["tiers"], paths) for _ in range(count)] if plan["tiers"]["threshold"] else []
    clauses = plan["exclusivity"]
    uplift = np.array([clause["uplift"] for clause in clauses])[:, None]
    premium = np.array([clause["premium"] for clause in clauses])[:, None]
    least = np.array([clause["minimumAnnualUsage"] for clause in clauses])[:, None] * REACHED / 12
    lapsed = np.zeros((use_cases, paths), dtype=bool)
    active_months = np.zeros((use_cases, paths))
    active_usage = np.zeros((use_cases, paths))
    used, this_year, so_far = np.zeros(paths), np.zeros(paths), np.zeros(paths)
    balance = np.full(paths, plan["advance"])
    reached = [np.zeros(paths, dtype=bool) for _ in plan["milestones"]]
    held_by_month = []
    npv = [np.full(paths, plan["signing"]), np.full(paths, -plan["signing"])]
    total = [np.full(paths, plan["signing"]), np.full(paths, -plan["signing"])]
    for t in range(months):
        granted = np.array([c["granted"] and c["first"] <= t < c["end"] for c in clauses])[:, None]
        exclusive = granted & ~lapsed
        usage = np.where(exclusive, drawn["usage"][t] * (1 + uplift), drawn["usage"][t])
        gross = usage * by_month["expectedPrice"][t][:, None] * drawn["war"][t]
        cost = usage * by_month["unitCost"][t][:, None]
        active_months += exclusive
        active_usage += np.where(exclusive, usage, 0.0)
        outside = np.where(exclusive, 0.0, outside_factor * gross).sum(axis=0)
        base = gross
        if plan["base"] == "profit":
            base = np.maximum(0.0, gross - cost)
        base = base * plan["baseFactor"][t]
        all_usage, all_gross = usage.sum(axis=0), gross.sum(axis=0)

        rate = base_rate + by_month["stepRate"][t][:, None] + by_month["creditRate"][t][:, None]
        rate = rate + np.where(exclusive, premium, 0.0)
        measured, pooled = (gross, all_gross) if plan["tiers"]["revenue"] else (usage, all_usage)
        if len(tiers) == 1 and plan["tiers"]["pooled"]:
            rate = rate + tiers[0].month(t, pooled)
        elif tiers:
            rate = rate + np.array([tier.month(t, measured[u]) for u, tier in enumerate(tiers)])
        share = (np.clip(rate, plan["rateFloor"], plan["rateCap"]) * base).sum(axis=0)

        earned = np.maximum(share, plan["minimumPerMillionTokens"] * all_usage) * plan["reportedFraction"]
        earned = np.minimum(earned, np.maximum(0.0, infinite["annualCap"] - this_year))
        earned = np.minimum(earned, np.maximum(0.0, infinite["totalCap"] - so_far))
        this_year = this_year + earned
        so_far = so_far + earned
        recouped = np.minimum(balance, plan["recoupment"] * earned)
        balance = balance - recouped
        paid = earned - recouped
        held = plan["holdbackRate"] * paid
        held_by_month.append(held)
        released = 0.0
        delay = plan["holdbackMonths"]
        if t == months - 1:
            released = sum(held_by_month[max(0, t - delay) :])
        elif t >= delay:
            released = held_by_month[t - delay]

        true_up, settlement, dispute = 0.0, 0.0, np.zeros(paths, dtype=bool)
        if t % 12 == 11 or t == months - 1:
            true_up = np.maximum(0.0, plan["guarantee"][t // 12] - this_year)
            dispute = drawn["luck"][t // 12] < plan["disputeProbability"]
            settlement = np.where(dispute, plan["settlement"] * this_year, 0.0)
            this_year = np.zeros(paths)
            lapsed |= (active_months > 0) & (active_usage < least * active_months)
            active_months[:] = 0
            active_usage[:] = 0
        used = used + all_usage
        milestones = np.zeros(paths)
        for k, milestone in enumerate(plan["milestones"]):
            now = ~reached[k] & (used >= milestone["threshold"])
            reached[k] |= now
            milestones += np.where(now, milestone["amount"], 0.0)
        loss = drawn["loss"][t]
        licensor_loss = plan["licensorLiability"] * loss
        fees = plan["fees"][t]
        licensor = paid - held + released + true_up + milestones + fees + outside - plan["licensorCosts"][t]
        licensor = licensor - licensor_loss - dispute * plan["disputeCostLicensor"] - settlement
        host = all_gross - cost.sum(axis=0) - paid - true_up - milestones - fees - plan["hostCosts"][t]
        host = host - (loss - licensor_loss) - dispute * plan["disputeCostHost"] + settlement
        npv[0] += licensor * plan["licensorDiscount"][t]
        npv[1] += host * plan["hostDiscount"][t]
        total[0] += licensor
        total[1] += host
        keep(t, licensor, host, total, all_usage, all_gross)
    return npv, total


def outcome(npv, risk_aversion):
    """Mean, standard error, P10 and certainty equivalent."""
    mean = npv.mean()
    equivalent = mean
    if risk_aversion > 0:
        smallest = npv.min()
        equivalent = smallest - np.log(np.exp(-risk_aversion * (npv - smallest)).mean()) / risk_aversion
    error = npv.std(ddof=1) / np.sqrt(len(npv))
    return {"mean": mean, "standardError": error, "p10": np.percentile(npv, 10), "certaintyEquivalent": equivalent}


def project(plan, drawn, aversions):
    """Every statistic and every monthly percentile."""
    rows = np.empty((6, plan["months"], drawn["war"].shape[1]))

    def keep(t, licensor, host, total, usage, gross):
        for kind, row in enumerate((licensor, host, total[0], total[1], usage, gross)):
            rows[kind, t] = row

    npv, total = price(plan, drawn, keep)
    monthly = [[(row.mean(), np.percentile(row, RANKS)) for row in kind] for kind in rows]
    ends = [np.percentile(values, RANKS) for values in (*npv, *total)]
    return [outcome(values, aversion) for values, aversion in zip(npv, aversions)], monthly, ends


def sweep(plans, drawn, aversions):
    def keep(*_):
        pass

    return [
        [outcome(values, aversion) for values, aversion in zip(price(plan, drawn, keep)[0], aversions)]
        for plan in plans
    ]


def main():
    file, question, paths = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with open(file, encoding="utf-8") as text:
        deal = json.load(text)
    random = np.random.Generator(np.random.PCG64(11))
    start = time.perf_counter()
    drawn = draw(deal["market"], paths, random)
    if question != "draw":
        start = time.perf_counter()
    answer = {}
    if question == "price":
        parties = project(deal["plans"][0], drawn, deal["riskAversion"])[0]
        answer = dict(zip(("licensor", "host"), parties))
    elif question == "sweep":
        sweep(deal["plans"][1:], drawn, deal["riskAversion"])
    answer["milliseconds"] = 1000 * (time.perf_counter() - start)
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
