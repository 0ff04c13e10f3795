# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a workbook's JSON into plain records, with the defaults of what is absent.

Fields carry the names that they have in the file. Units: usage in million tokens a month, money in the deal's
currency, rates as fractions, time in months from the deal's start. Rules between fields are not checked here: the
program refuses what breaks them, and this reading is for scenarios that it accepts.
"""

import json
import math
from dataclasses import dataclass

REQUIRED = object()


class DealError(Exception):
    """The file does not hold a deal; the text says where and why."""


# ------------------------------------------------------------------------------------------------ the records


@dataclass(frozen=True)
class Trend:
    kind: str  # exponential | logistic
    annualGrowth: float
    ceiling: float


@dataclass(frozen=True)
class UseCase:
    name: str
    initialUsage: float
    launchMonth: int
    trend: Trend
    volatility: float
    meanReversion: float
    growthUncertainty: float
    elasticity: float
    price: float
    priceDecline: float
    migrationRate: float
    migrationPrice: float
    servingCost: float
    costDecline: float
    outsideUsage: float
    outsideRate: float


@dataclass(frozen=True)
class Event:
    name: str
    annualRate: float
    meanImpact: float
    impactSd: float
    useCase: int | None  # position of the use case; None = all
    firstMonth: int


@dataclass(frozen=True)
class Market:
    useCases: list[UseCase]
    priceUncertainty: float
    events: list[Event]


@dataclass(frozen=True)
class Share:
    baseRate: float
    annualStep: float


@dataclass(frozen=True)
class TierStep:
    threshold: float
    adjustment: float


@dataclass(frozen=True)
class Tiers:
    measure: str  # usage | revenue
    period: str  # month | contractYear | lifetime
    method: str  # marginal | whole | prospective
    pool: str  # pooled | perUseCase
    steps: list[TierStep]


@dataclass(frozen=True)
class Exclusivity:
    granted: bool
    firstMonth: int
    months: int
    premium: float
    usageUplift: float
    fee: float
    minimumAnnualUsage: float


@dataclass(frozen=True)
class Milestone:
    usage: float
    amount: float
    payer: str


@dataclass(frozen=True)
class Contribution:
    name: str
    party: str
    monthlyCost: float
    credit: float
    growthLift: float
    useCase: int | None  # position of the use case; None = all
    firstMonth: int
    months: int


@dataclass(frozen=True)
class Reporting:
    underReporting: float
    auditRecovery: float
    auditCost: float


@dataclass(frozen=True)
class Improvements:
    revenueShareAtEnd: float
    owner: str  # licensor | joint | host


@dataclass(frozen=True)
class Holdback:
    rate: float
    months: int


@dataclass(frozen=True)
class Dispute:
    annualProbability: float
    licensorCost: float
    hostCost: float
    settlement: float


@dataclass(frozen=True)
class Compliance:
    licensorCost: float
    hostCost: float


@dataclass(frozen=True)
class Incident:
    annualProbability: float
    meanLoss: float
    lossSd: float
    licensorLiability: float


@dataclass(frozen=True)
class Terms:
    revenueBase: str  # gross | net | profit
    deductions: float
    shares: list[Share]
    rateFloor: float
    rateCap: float
    minimumPerMillionTokens: float
    tiers: Tiers
    exclusivity: list[Exclusivity]  # one for each use case
    upfrontFee: float
    advance: float
    recoupment: float
    minimumGuarantee: float
    guaranteeStep: float
    annualCap: float | None
    totalCap: float | None
    milestones: list[Milestone]
    contributions: list[Contribution]
    reporting: Reporting
    improvements: Improvements
    holdback: Holdback
    dispute: Dispute
    compliance: Compliance
    incident: Incident


@dataclass(frozen=True)
class Scenario:
    name: str
    months: int
    licensorDiscountRate: float
    hostDiscountRate: float
    market: Market
    terms: Terms
    paths: int
    seed: int
    sampling: str


@dataclass(frozen=True)
class Workbook:
    scenarios: list[Scenario]
    baseline: str

    def scenario(self, name=None):
        """The scenario of that name; the baseline without one."""
        wanted = self.baseline if name is None else name
        for scenario in self.scenarios:
            if scenario.name == wanted:
                return scenario
        raise DealError(f"there is no scenario named {wanted!r}")


# ------------------------------------------------------------------------------------------------ field by field


class Fields:
    """One JSON object, read field by field; `close` complains of names that no field has."""

    def __init__(self, value, path):
        if value is None:
            value = {}
        if not isinstance(value, dict):
            raise DealError(f"{path or 'the file'}: an object is expected")
        self.values = value
        self.path = path
        self.known = set()

    def at(self, name):
        return f"{self.path}.{name}" if self.path else name

    def raw(self, name, default):
        self.known.add(name)
        value = self.values.get(name)
        if value is not None:
            return value
        if default is REQUIRED:
            raise DealError(f"{self.at(name)}: missing")
        return default

    def number(self, name, default=0.0):
        value = self.raw(name, default)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise DealError(f"{self.at(name)}: a number is expected, not {value!r}")
        return float(value)

    def whole(self, name, default=0):
        value = self.raw(name, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value != math.floor(value):
            raise DealError(f"{self.at(name)}: a whole number is expected, not {value!r}")
        return int(value)

    def flag(self, name):
        value = self.raw(name, False)
        if not isinstance(value, bool):
            raise DealError(f"{self.at(name)}: true or false is expected, not {value!r}")
        return value

    def text(self, name, default=""):
        value = self.raw(name, default)
        if not isinstance(value, str):
            raise DealError(f"{self.at(name)}: a text is expected, not {value!r}")
        return value

    def word(self, name, allowed, default):
        value = self.text(name, default)
        if value not in allowed:
            raise DealError(f"{self.at(name)}: one of {', '.join(allowed)} is expected, not {value!r}")
        return value

    def object(self, name):
        return Fields(self.raw(name, None), self.at(name))

    def list(self, name):
        value = self.raw(name, [])
        if not isinstance(value, list):
            raise DealError(f"{self.at(name)}: a list is expected")
        return value

    def objects(self, name):
        return [Fields(item, f"{self.at(name)}[{i}]") for i, item in enumerate(self.list(name))]

    def ignore(self, *names):
        """Fields of the file that no cash flow depends on."""
        self.known.update(names)

    def close(self):
        unknown = sorted(set(self.values) - self.known)
        if unknown:
            raise DealError(f"{self.at(unknown[0])}: there is no such field")


PARTIES = ("licensor", "host")


def read_use_case(fields):
    trend = fields.object("trend")
    useCase = UseCase(
        name=fields.text("name", REQUIRED),
        initialUsage=fields.number("initialUsage", REQUIRED),
        launchMonth=fields.whole("launchMonth"),
        trend=Trend(
            kind=trend.word("kind", ("exponential", "logistic"), "exponential"),
            annualGrowth=trend.number("annualGrowth"),
            ceiling=trend.number("ceiling"),
        ),
        volatility=fields.number("volatility"),
        meanReversion=fields.number("meanReversion"),
        growthUncertainty=fields.number("growthUncertainty"),
        elasticity=fields.number("elasticity"),
        price=fields.number("price", REQUIRED),
        priceDecline=fields.number("priceDecline"),
        migrationRate=fields.number("migrationRate"),
        migrationPrice=fields.number("migrationPrice", 1.0),
        servingCost=fields.number("servingCost"),
        costDecline=fields.number("costDecline"),
        outsideUsage=fields.number("outsideUsage"),
        outsideRate=fields.number("outsideRate"),
    )
    trend.close()
    fields.ignore("id")
    fields.close()
    return useCase


def read_concerned(fields, names):
    """The position of the use case that `useCase` names; None, that is all of them, where it is absent."""
    name = fields.raw("useCase", None)
    if name is None:
        return None
    if name not in names:
        raise DealError(f"{fields.at('useCase')}: there is no use case {name!r}")
    return names.index(name)


def read_event(fields, names):
    event = Event(
        name=fields.text("name"),
        annualRate=fields.number("annualRate"),
        meanImpact=fields.number("meanImpact"),
        impactSd=fields.number("impactSd"),
        useCase=read_concerned(fields, names),
        firstMonth=fields.whole("firstMonth"),
    )
    fields.ignore("id")
    fields.close()
    return event


def read_market(fields):
    useCases = [read_use_case(item) for item in fields.objects("useCases")]
    names = [useCase.name for useCase in useCases]
    if not useCases or len(set(names)) != len(names):
        raise DealError(f"{fields.at('useCases')}: at least one, with different names")
    market = Market(
        useCases=useCases,
        priceUncertainty=fields.number("priceUncertainty"),
        events=[read_event(item, names) for item in fields.objects("events")],
    )
    fields.ignore("correlation")
    fields.close()
    return market


def read_share(fields):
    share = Share(baseRate=fields.number("baseRate", REQUIRED), annualStep=fields.number("annualStep"))
    fields.close()
    return share


def read_tier_step(fields):
    step = TierStep(threshold=fields.number("threshold"), adjustment=fields.number("adjustment"))
    fields.close()
    return step


def read_tiers(fields):
    tiers = Tiers(
        measure=fields.word("measure", ("usage", "revenue"), "usage"),
        period=fields.word("period", ("month", "contractYear", "lifetime"), "month"),
        method=fields.word("method", ("marginal", "whole", "prospective"), "marginal"),
        pool=fields.word("pool", ("pooled", "perUseCase"), "pooled"),
        steps=[read_tier_step(item) for item in fields.objects("steps")],
    )
    fields.close()
    return tiers


def read_exclusivity(fields):
    exclusivity = Exclusivity(
        granted=fields.flag("granted"),
        firstMonth=fields.whole("firstMonth"),
        months=fields.whole("months"),
        premium=fields.number("premium"),
        usageUplift=fields.number("usageUplift"),
        fee=fields.number("fee"),
        minimumAnnualUsage=fields.number("minimumAnnualUsage"),
    )
    fields.close()
    return exclusivity


def read_milestone(fields):
    milestone = Milestone(
        usage=fields.number("usage"),
        amount=fields.number("amount"),
        payer=fields.word("payer", PARTIES, "host"),
    )
    fields.close()
    return milestone


def read_contribution(fields, names):
    contribution = Contribution(
        name=fields.text("name"),
        party=fields.word("party", PARTIES, REQUIRED),
        monthlyCost=fields.number("monthlyCost"),
        credit=fields.number("credit"),
        growthLift=fields.number("growthLift"),
        useCase=read_concerned(fields, names),
        firstMonth=fields.whole("firstMonth"),
        months=fields.whole("months"),
    )
    fields.close()
    return contribution


def read_numbers(fields, name, record):
    """A group that holds nothing but numbers, such as `compliance`."""
    group = fields.object(name)
    values = record(**{key: group.number(key) for key in record.__dataclass_fields__})
    group.close()
    return values


def read_improvements(fields):
    improvements = Improvements(
        revenueShareAtEnd=fields.number("revenueShareAtEnd"),
        owner=fields.word("owner", ("licensor", "joint", "host"), "licensor"),
    )
    fields.close()
    return improvements


def read_holdback(fields):
    holdback = Holdback(rate=fields.number("rate"), months=fields.whole("months"))
    fields.close()
    return holdback


def read_terms(fields, names):
    shares = [read_share(item) for item in fields.objects("shares")]
    if len(shares) != len(names):
        raise DealError(f"{fields.at('shares')}: one for each use case")
    exclusivity = [read_exclusivity(item) for item in fields.objects("exclusivity")]
    if exclusivity and len(exclusivity) != len(names):
        raise DealError(f"{fields.at('exclusivity')}: one for each use case, or none")
    if not exclusivity:
        exclusivity = [read_exclusivity(Fields({}, "")) for _ in names]
    terms = Terms(
        revenueBase=fields.word("revenueBase", ("gross", "net", "profit"), "gross"),
        deductions=fields.number("deductions"),
        shares=shares,
        rateFloor=fields.number("rateFloor"),
        rateCap=fields.number("rateCap", 1.0),
        minimumPerMillionTokens=fields.number("minimumPerMillionTokens"),
        tiers=read_tiers(fields.object("tiers")),
        exclusivity=exclusivity,
        upfrontFee=fields.number("upfrontFee"),
        advance=fields.number("advance"),
        recoupment=fields.number("recoupment"),
        minimumGuarantee=fields.number("minimumGuarantee"),
        guaranteeStep=fields.number("guaranteeStep"),
        annualCap=fields.number("annualCap", None),
        totalCap=fields.number("totalCap", None),
        milestones=[read_milestone(item) for item in fields.objects("milestones")],
        contributions=[read_contribution(item, names) for item in fields.objects("contributions")],
        reporting=read_numbers(fields, "reporting", Reporting),
        improvements=read_improvements(fields.object("improvements")),
        holdback=read_holdback(fields.object("holdback")),
        dispute=read_numbers(fields, "dispute", Dispute),
        compliance=read_numbers(fields, "compliance", Compliance),
        incident=read_numbers(fields, "incident", Incident),
    )
    fields.close()
    return terms


def read_scenario(fields):
    parties = fields.object("parties")
    timeline = fields.object("timeline")
    simulation = fields.object("simulation")
    market = read_market(fields.object("market"))
    scenario = Scenario(
        name=fields.text("name"),
        months=timeline.whole("months", REQUIRED),
        licensorDiscountRate=parties.object("licensor").number("discountRate"),
        hostDiscountRate=parties.object("host").number("discountRate"),
        market=market,
        terms=read_terms(fields.object("terms"), [useCase.name for useCase in market.useCases]),
        paths=simulation.whole("paths", 16384),
        seed=simulation.whole("seed", 1),
        sampling=simulation.word("sampling", ("quasi", "pseudo"), "quasi"),
    )
    timeline.ignore("startYear", "startMonth", "currency")
    fields.ignore("notes", "author", "negotiation")
    for group in (parties, timeline, simulation, fields):
        group.close()
    if scenario.months < 1:
        raise DealError(f"{timeline.at('months')}: at least one month")
    return scenario


def read_workbook(value):
    """A workbook from parsed JSON; a lone scenario counts as a workbook of one."""
    fields = Fields(value, "")
    if "scenarios" not in fields.values:
        scenario = read_scenario(fields)
        return Workbook(scenarios=[scenario], baseline=scenario.name)
    scenarios = [read_scenario(item) for item in fields.objects("scenarios")]
    if not scenarios:
        raise DealError("scenarios: at least one")
    workbook = Workbook(scenarios=scenarios, baseline=fields.text("baseline", scenarios[0].name))
    fields.close()
    return workbook


def refuse_constant(text):
    raise DealError(f"{text} is not a number that a deal can hold")


def load_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file, parse_constant=refuse_constant)


def load_workbook(path):
    return read_workbook(load_json(path))
