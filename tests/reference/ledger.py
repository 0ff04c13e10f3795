# SPDX-License-Identifier: GPL-3.0-or-later
"""The contract, month by month: what one path of usage, prices, disputes and incidents pays each party.

`price_path` walks through the months in the order that the contract has them: usage, base, rate, earned, recouped,
escrow, year end, others. Amounts are positive in the direction that their names say; milestones count the host's
payments +, the licensor's -.
"""

from dataclasses import dataclass, field

from market import concerns, expected_price, is_active, lift, trend, unit_serving_cost
from tiers import TierMeter, reaches


# ------------------------------------------------------------------------------------------------------- draws


@dataclass(frozen=True)
class Draws:
    """Everything that chance decides on one path."""

    usageShock: list[list[float]]  # of each use case, in each month: multiplies the trend
    priceShock: list[float]  # in each month: multiplies every price
    disputes: list[int]  # of each contract year: 1 where its draw is a dispute
    incidentLoss: list[float]  # in each month: money, 0 where there is no incident


class NotCertain(Exception):
    """The scenario leaves something to chance; the text says what."""


def years_of(months):
    return (months + 11) // 12


def certain_draws(scenario):
    """The only draws that a scenario without chance can have."""
    market, terms = scenario.market, scenario.terms
    for u, useCase in enumerate(market.useCases):
        if useCase.volatility > 0 or useCase.growthUncertainty > 0:
            raise NotCertain(f"market.useCases[{u}] has a random usage")
    if market.priceUncertainty > 0:
        raise NotCertain("market.priceUncertainty is not 0")
    for k, event in enumerate(market.events):
        if event.annualRate > 0:
            raise NotCertain(f"market.events[{k}] may occur or not")
    if terms.dispute.annualProbability not in (0.0, 1.0):
        raise NotCertain("terms.dispute may occur or not")
    incident = terms.incident
    if incident.annualProbability not in (0.0, 1.0):
        raise NotCertain("terms.incident may occur or not")
    if incident.annualProbability > 0 and incident.lossSd > 0:
        raise NotCertain("terms.incident has a random loss")
    months = scenario.months
    return Draws(
        usageShock=[[1.0] * months for _ in market.useCases],
        priceShock=[1.0] * months,
        disputes=[int(terms.dispute.annualProbability)] * years_of(months),
        incidentLoss=[incident.meanLoss if incident.annualProbability > 0 else 0.0] * months,
    )


def checked_draws(scenario, draws):
    """The draws, if they are as many as the scenario needs."""
    months, useCases = scenario.months, scenario.market.useCases
    if len(draws.usageShock) != len(useCases) or any(len(row) != months for row in draws.usageShock):
        raise ValueError("usageShock: one number for each use case and month")
    if len(draws.priceShock) != months or len(draws.incidentLoss) != months:
        raise ValueError("priceShock and incidentLoss: one number for each month")
    if len(draws.disputes) != years_of(months):
        raise ValueError("disputes: one for each contract year")
    return draws


# ------------------------------------------------------------------------------------------------- what is found


@dataclass
class UseCaseMonth:
    """The lines of one use case in one month."""

    name: str
    usageBeforeExclusivity: float = 0.0
    usage: float = 0.0  # as sold, the uplift of exclusivity included
    price: float = 0.0
    gross: float = 0.0
    servingCost: float = 0.0
    shareBase: float = 0.0
    rate: float = 0.0
    outside: float = 0.0
    exclusivityFee: float = 0.0
    # Not in the ledger:
    exclusive: bool = False
    rateMagnitude: float = 0.0  # sum of the absolute values of what was added up to give the rate


@dataclass
class Month:
    """The lines of one month that belong to the whole deal."""

    useCases: list[UseCaseMonth] = field(default_factory=list)
    earned: float = 0.0
    capReduction: float = 0.0
    recouped: float = 0.0
    paid: float = 0.0
    held: float = 0.0
    released: float = 0.0
    trueUp: float = 0.0
    milestones: float = 0.0
    settlement: float = 0.0
    dispute: int = 0
    licensorCosts: float = 0.0
    hostCosts: float = 0.0
    incidentLoss: float = 0.0
    licensor: float = 0.0
    host: float = 0.0
    licensorDiscounted: float = 0.0
    hostDiscounted: float = 0.0

    def total(self, item):
        """The sum of a line over the use cases."""
        return sum(getattr(useCase, item) for useCase in self.useCases)


@dataclass
class Ledger:
    upfrontFee: float
    advance: float
    months: list[Month]

    @property
    def signing(self):
        """What the host pays the licensor before month 0."""
        return self.upfrontFee + self.advance

    @property
    def licensorNpv(self):
        return self.signing + sum(month.licensorDiscounted for month in self.months)

    @property
    def hostNpv(self):
        return -self.signing + sum(month.hostDiscounted for month in self.months)


USE_CASE_ITEMS = (
    "usageBeforeExclusivity", "usage", "price", "gross", "servingCost", "shareBase", "rate", "outside",
    "exclusivityFee",
)
MONTH_ITEMS = (
    "earned", "capReduction", "recouped", "paid", "held", "released", "trueUp", "milestones", "settlement", "dispute",
    "licensorCosts", "hostCosts", "incidentLoss", "licensor", "host", "licensorDiscounted", "hostDiscounted",
)


def ledger_lines(ledger):
    """(month, item, use case, value) of every line; signing is month -1, and deal-wide lines name no use case."""
    yield -1, "upfrontFee", "", ledger.upfrontFee
    yield -1, "advance", "", ledger.advance
    yield -1, "licensor", "", ledger.signing
    yield -1, "host", "", -ledger.signing
    yield -1, "licensorDiscounted", "", ledger.signing
    yield -1, "hostDiscounted", "", -ledger.signing
    for t, month in enumerate(ledger.months):
        for useCase in month.useCases:
            for item in USE_CASE_ITEMS:
                yield t, item, useCase.name, getattr(useCase, item)
        for item in MONTH_ITEMS:
            yield t, item, "", getattr(month, item)


# --------------------------------------------------------------------------------------------- clauses with memory


class ExclusivityRecord:
    """One use case's exclusivity: whether it still holds, and how it does in the current contract year."""

    def __init__(self, clause):
        self.clause = clause
        self.lapsed = False
        self.activeMonths = 0
        self.usageWhileActive = 0.0

    def is_active(self, t):
        clause = self.clause
        return clause.granted and clause.firstMonth <= t < clause.firstMonth + clause.months and not self.lapsed

    def fee_due(self, t):
        return self.clause.fee if self.clause.granted and self.clause.firstMonth == t else 0.0

    def count(self, usage):
        self.activeMonths += 1
        self.usageWhileActive += usage

    def close_year(self):
        required = self.clause.minimumAnnualUsage * self.activeMonths / 12
        if self.activeMonths > 0 and not reaches(self.usageWhileActive, required):
            self.lapsed = True
        self.activeMonths = 0
        self.usageWhileActive = 0.0


class EarnedShare:
    """What the licensor has earned: the sums that caps, guarantee and settlement look at."""

    def __init__(self, terms):
        self.annualCap = terms.annualCap
        self.totalCap = terms.totalCap
        self.thisYear = 0.0
        self.inTerm = 0.0

    def within_caps(self, amount):
        if self.annualCap is not None:
            amount = min(amount, max(0.0, self.annualCap - self.thisYear))
        if self.totalCap is not None:
            amount = min(amount, max(0.0, self.totalCap - self.inTerm))
        return amount

    def add(self, amount):
        self.thisYear += amount
        self.inTerm += amount

    def close_year(self):
        self.thisYear = 0.0


class Escrow:
    """Money held back from the licensor, and when it falls due."""

    def __init__(self, holdback, months):
        self.holdback = holdback
        self.lastMonth = months - 1
        self.due = [0.0] * months

    def hold(self, paid, t):
        held = self.holdback.rate * paid
        self.due[min(t + self.holdback.months, self.lastMonth)] += held
        return held


class Milestones:
    """Payments that usage since the start sets off, each once."""

    def __init__(self, milestones):
        self.open = list(milestones)
        self.usage = 0.0

    def reached(self, usage):
        """What this month's usage sets off: the host's payments +, the licensor's -."""
        self.usage += usage
        due = [milestone for milestone in self.open if reaches(self.usage, milestone.usage)]
        self.open = [milestone for milestone in self.open if milestone not in due]
        return sum(milestone.amount if milestone.payer == "host" else -milestone.amount for milestone in due)


# ---------------------------------------------------------------------------------------------------- the months


def revenue_base(terms, gross, servingCost):
    """b_u: the money that the share is a share of."""
    if terms.revenueBase == "net":
        return gross * (1.0 - terms.deductions)
    if terms.revenueBase == "profit":
        return max(0.0, gross - servingCost)
    return gross


def kept_after_improvements(improvements, t, months):
    """The part of the share base that improvements made by the host, or jointly, leave to the licensor's share."""
    ownersPart = {"licensor": 0.0, "joint": 0.5, "host": 1.0}[improvements.owner]
    carried = improvements.revenueShareAtEnd * t / (months - 1) if months > 1 else 0.0
    return 1.0 - carried * ownersPart


def set_rate(useCase, share, terms, year, tier, premium, credits):
    parts = (share.baseRate, share.annualStep * year, tier, premium, credits)
    useCase.rate = min(max(sum(parts), terms.rateFloor), terms.rateCap)
    useCase.rateMagnitude = sum(abs(part) for part in parts)


def credits(contributions, u, t):
    total = 0.0
    for contribution in contributions:
        if concerns(contribution, u) and is_active(contribution, t):
            total += contribution.credit if contribution.party == "licensor" else -contribution.credit
    return total


def contribution_costs(contributions, party, t):
    return sum(clause.monthlyCost for clause in contributions if clause.party == party and is_active(clause, t))


def price_path(scenario, draws):
    """The ledger of one path, given its draws."""
    checked_draws(scenario, draws)
    months, market, terms = scenario.months, scenario.market, scenario.terms
    tierMeter = TierMeter(terms.tiers, len(market.useCases))
    exclusivities = [ExclusivityRecord(clause) for clause in terms.exclusivity]
    earnedShare = EarnedShare(terms)
    balance = terms.advance
    escrow = Escrow(terms.holdback, months)
    milestones = Milestones(terms.milestones)
    ledger = Ledger(upfrontFee=terms.upfrontFee, advance=terms.advance, months=[])

    for t in range(months):
        year = t // 12
        isYearEnd = t % 12 == 11 or t == months - 1
        month = Month()
        ledger.months.append(month)

        # 1 usage, price, gross revenue and serving cost
        for u, useCase in enumerate(market.useCases):
            line = UseCaseMonth(name=useCase.name)
            month.useCases.append(line)
            exclusivity = exclusivities[u]
            line.exclusive = exclusivity.is_active(t)
            line.usageBeforeExclusivity = (
                trend(useCase, t) * draws.usageShock[u][t] * lift(terms.contributions, u, t)
                * draws.priceShock[t] ** -useCase.elasticity
            )
            line.price = expected_price(useCase, t) * draws.priceShock[t]
            line.usage = line.usageBeforeExclusivity
            if line.exclusive:
                line.usage *= 1.0 + exclusivity.clause.usageUplift
                exclusivity.count(line.usage)
            else:
                line.outside = useCase.outsideUsage * line.usageBeforeExclusivity * line.price * useCase.outsideRate
            line.gross = line.usage * line.price
            line.servingCost = line.usage * unit_serving_cost(useCase, t)

        # 2 base
        for line in month.useCases:
            base = revenue_base(terms, line.gross, line.servingCost)
            line.shareBase = base * kept_after_improvements(terms.improvements, t, months)

        # 3 rate
        tierOf = tierMeter.adjustments(
            usage=[line.usage for line in month.useCases], gross=[line.gross for line in month.useCases])
        for u, line in enumerate(month.useCases):
            premium = terms.exclusivity[u].premium if line.exclusive else 0.0
            set_rate(line, terms.shares[u], terms, year, tierOf[u], premium, credits(terms.contributions, u, t))

        # 4 earned
        share = sum(line.rate * line.shareBase for line in month.useCases)
        atLeast = terms.minimumPerMillionTokens * month.total("usage")
        reported = 1.0 - terms.reporting.underReporting * (1.0 - terms.reporting.auditRecovery)
        beforeCaps = reported * max(share, atLeast)
        month.earned = earnedShare.within_caps(beforeCaps)
        month.capReduction = beforeCaps - month.earned
        earnedShare.add(month.earned)

        # 5 recouped
        month.recouped = min(balance, terms.recoupment * month.earned)
        balance -= month.recouped
        month.paid = month.earned - month.recouped

        # 6 escrow
        month.held = escrow.hold(month.paid, t)
        month.released = escrow.due[t]

        # 7 year end: guarantee, exclusivity tests, the dispute draw
        licensorDisputeCost = hostDisputeCost = 0.0
        if isYearEnd:
            monthsOfYear = t - 12 * year + 1
            guarantee = terms.minimumGuarantee * (1.0 + terms.guaranteeStep) ** year * monthsOfYear / 12
            month.trueUp = max(0.0, guarantee - earnedShare.thisYear)
            if draws.disputes[year]:
                month.dispute = 1
                month.settlement = terms.dispute.settlement * earnedShare.thisYear
                licensorDisputeCost = terms.dispute.licensorCost
                hostDisputeCost = terms.dispute.hostCost
            for exclusivity in exclusivities:
                exclusivity.close_year()
            earnedShare.close_year()

        # 8 milestones, exclusivity fees, and what each party bears
        month.milestones = milestones.reached(month.total("usage"))
        for u, line in enumerate(month.useCases):
            line.exclusivityFee = exclusivities[u].fee_due(t)
        month.incidentLoss = draws.incidentLoss[t]
        month.licensorCosts = (
            contribution_costs(terms.contributions, "licensor", t)
            + terms.compliance.licensorCost / 12
            + terms.reporting.auditCost / 12
            + licensorDisputeCost
            + terms.incident.licensorLiability * month.incidentLoss
        )
        month.hostCosts = (
            contribution_costs(terms.contributions, "host", t)
            + terms.compliance.hostCost / 12
            + hostDisputeCost
            + (1.0 - terms.incident.licensorLiability) * month.incidentLoss
        )

        # The cash of the month. What goes into escrow has left the host, and comes back to the licensor alone.
        fees = month.total("exclusivityFee")
        month.licensor = (
            month.paid - month.held + month.released + month.trueUp + month.milestones + fees
            + month.total("outside") - month.licensorCosts - month.settlement
        )
        month.host = (
            month.total("gross") - month.total("servingCost")
            - (month.paid + month.trueUp + month.milestones + fees)
            + month.settlement - month.hostCosts
        )
        month.licensorDiscounted = month.licensor * discount_factor(scenario.licensorDiscountRate, t)
        month.hostDiscounted = month.host * discount_factor(scenario.hostDiscountRate, t)
    return ledger


def discount_factor(annualRate, t):
    """Month t's money arrives at the end of the month."""
    return (1.0 + annualRate) ** (-(t + 1) / 12)
