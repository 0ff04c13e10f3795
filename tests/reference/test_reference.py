# SPDX-License-Identifier: GPL-3.0-or-later
"""The reference against cases that are worked by hand, each clause alone and then together.

Unless a case says otherwise the deal has one use case that sells 100 million tokens a month at 10 a million, so 1,000
of gross revenue a month, of which the licensor's share of 20 % is 200.

Run with: python3 -m unittest discover -s tests/reference
"""

import contextlib
import copy
import io
import json
import math
import pathlib
import tempfile
import unittest

import reference
from deal_json import DealError, read_workbook
from ledger import Draws, NotCertain, certain_draws, price_path, years_of
from random_scenarios import Dice, random_draws, random_workbook

ONE = {"name": "Search", "initialUsage": 100, "price": 10}
TWO = {"name": "Support", "initialUsage": 50, "price": 20}


def deal(months=4, useCases=None, terms=None, market=None, **rest):
    useCases = [ONE] if useCases is None else useCases
    shares = [{"baseRate": 0.2} for _ in useCases]
    return read_workbook({
        "name": "Case",
        "timeline": {"months": months},
        "market": dict(market or {}, useCases=useCases),
        "terms": dict({"shares": shares}, **(terms or {})),
        **rest,
    }).scenario()


def draws(scenario, usageShock=None, priceShock=None, disputes=None, incidentLoss=None):
    months, useCases = scenario.months, scenario.market.useCases
    return Draws(
        usageShock=usageShock or [[1.0] * months for _ in useCases],
        priceShock=priceShock or [1.0] * months,
        disputes=disputes or [0] * years_of(months),
        incidentLoss=incidentLoss or [0.0] * months,
    )


class HandWorked(unittest.TestCase):
    def ledger(self, *arguments, **named):
        scenario = deal(*arguments, **named)
        return price_path(scenario, draws(scenario))

    def assert_near(self, found, expected):
        """Hand-worked figures here are at most some 10^5, so that 1e-9 is a few hundred units of their last place."""
        self.assertAlmostEqual(found, expected, delta=1e-9)

    def assert_line(self, ledger, item, expected):
        """A deal-wide line, month by month."""
        found = [getattr(month, item) for month in ledger.months]
        self.assertEqual(len(found), len(expected))
        for t, (one, other) in enumerate(zip(found, expected)):
            self.assertAlmostEqual(one, other, delta=1e-9, msg=f"{item}, month {t}")

    def assert_use_case(self, ledger, item, expected, u=0):
        """A line of one use case, in the months that are given as {month: value}."""
        for t, value in expected.items():
            found = getattr(ledger.months[t].useCases[u], item)
            self.assertAlmostEqual(found, value, delta=1e-9, msg=f"{item}, month {t}, use case {u}")


class Market(HandWorked):
    def test_exponential_trend_counts_from_the_launch(self):
        useCase = dict(ONE, launchMonth=3, trend={"annualGrowth": 0.21})
        # 1.21^(6/12) = 1.1
        self.assert_use_case(self.ledger(16, [useCase]), "usage", {0: 0, 2: 0, 3: 100, 9: 110, 15: 121})

    def test_launch_after_the_term_sells_nothing(self):
        ledger = self.ledger(3, [dict(ONE, launchMonth=3)])
        self.assert_line(ledger, "licensor", [0, 0, 0])
        self.assert_line(ledger, "host", [0, 0, 0])

    def test_logistic_trend_approaches_its_ceiling(self):
        useCase = dict(ONE, trend={"kind": "logistic", "annualGrowth": 3, "ceiling": 300})
        # 300 / (1 + 2 · 4^(-t/12)): t=6: 300/(1+1); t=12: 300/(1+1/2)
        self.assert_use_case(self.ledger(13, [useCase]), "usage", {0: 100, 6: 150, 12: 200})

    def test_list_price_declines_from_the_start_of_the_deal_even_before_the_launch(self):
        useCase = dict(ONE, launchMonth=2, priceDecline=0.19)
        # 0.81^(6/12) = 0.9
        self.assert_use_case(self.ledger(13, [useCase]), "price", {0: 10, 6: 9, 12: 8.1})

    def test_users_migrate_to_a_cheaper_model(self):
        useCase = dict(ONE, migrationRate=12 * math.log(2), migrationPrice=0.5)
        # half of the rest migrates each month: m = 0, 1/2, 3/4; price 10 (1 - m/2)
        self.assert_use_case(self.ledger(3, [useCase]), "price", {0: 10, 1: 7.5, 2: 6.25})

    def test_absent_migration_price_leaves_the_price(self):
        self.assert_use_case(self.ledger(3, [dict(ONE, migrationRate=1)]), "price", {2: 10})

    def test_serving_cost_declines_and_knows_neither_migration_nor_price_war(self):
        scenario = deal(7, [dict(ONE, servingCost=4, costDecline=0.36, migrationRate=1, migrationPrice=0)])
        ledger = price_path(scenario, draws(scenario, priceShock=[0.5] * 7))
        # 4 · 0.64^(1/2) = 3.2 a million; without elasticity usage stays 100
        self.assert_use_case(ledger, "servingCost", {0: 400, 6: 320})

    def test_price_war_moves_price_and_through_elasticity_usage(self):
        scenario = deal(2, [dict(ONE, elasticity=2), TWO], {"shares": [{"baseRate": 0}, {"baseRate": 0}]})
        ledger = price_path(scenario, draws(scenario, priceShock=[1.0, 2.0]))
        self.assert_use_case(ledger, "price", {0: 10, 1: 20})
        self.assert_use_case(ledger, "usage", {0: 100, 1: 25})  # 2^-2
        self.assert_use_case(ledger, "usage", {0: 50, 1: 50}, u=1)
        self.assert_use_case(ledger, "price", {1: 40}, u=1)

    def test_usage_shock_multiplies_the_trend(self):
        scenario = deal(2)
        ledger = price_path(scenario, draws(scenario, usageShock=[[0.5, 3.0]]))
        self.assert_line(ledger, "earned", [100, 600])


class Shares(HandWorked):
    def test_share_of_gross(self):
        ledger = self.ledger(2, [dict(ONE, servingCost=4)])
        self.assert_line(ledger, "earned", [200, 200])
        self.assert_line(ledger, "licensor", [200, 200])
        self.assert_line(ledger, "host", [400, 400])  # 1000 - 400 - 200

    def test_annual_step_is_added_in_each_year_after_the_first(self):
        ledger = self.ledger(25, terms={"shares": [{"baseRate": 0.2, "annualStep": 0.05}]})
        self.assert_use_case(ledger, "rate", {0: 0.2, 11: 0.2, 12: 0.25, 23: 0.25, 24: 0.3})

    def test_net_revenue_takes_deductions_off(self):
        ledger = self.ledger(1, terms={"revenueBase": "net", "deductions": 0.1})
        self.assert_use_case(ledger, "shareBase", {0: 900})
        self.assert_line(ledger, "earned", [180])

    def test_deductions_count_under_net_alone(self):
        for base, earned in (("gross", 200), ("profit", 120)):
            with self.subTest(base):
                ledger = self.ledger(1, [dict(ONE, servingCost=4)], {"revenueBase": base, "deductions": 0.5})
                self.assert_line(ledger, "earned", [earned])

    def test_loss_of_one_use_case_does_not_reduce_the_profit_of_another(self):
        useCases = [dict(ONE, servingCost=12), dict(TWO, servingCost=6)]
        ledger = self.ledger(1, useCases, {"revenueBase": "profit"})
        self.assert_use_case(ledger, "shareBase", {0: 0})  # 1000 - 1200 < 0
        self.assert_use_case(ledger, "shareBase", {0: 700}, u=1)  # 1000 - 300
        self.assert_line(ledger, "earned", [140])
        self.assert_line(ledger, "host", [1000 - 1200 + 1000 - 300 - 140])

    def test_profit_base_is_not_below_zero_month_by_month(self):
        scenario = deal(2, [dict(ONE, servingCost=8)], {"revenueBase": "profit"})
        ledger = price_path(scenario, draws(scenario, priceShock=[0.5, 1.0]))
        self.assert_line(ledger, "earned", [0, 40])  # 500 - 800 < 0; 20 % of 1000 - 800

    def test_every_effective_rate_is_clamped(self):
        contribution = {"party": "host", "months": 1, "credit": 0.3}
        exclusivity = [{"granted": True, "firstMonth": 1, "months": 1, "premium": 0.15}]
        terms = {"rateFloor": 0.05, "rateCap": 0.3, "contributions": [contribution], "exclusivity": exclusivity}
        # 0.2 - 0.3 -> 0.05; 0.2 + 0.15 -> 0.3; 0.2
        self.assert_use_case(self.ledger(3, terms=terms), "rate", {0: 0.05, 1: 0.3, 2: 0.2})

    def test_rates_are_between_0_and_1_where_no_bounds_are_given(self):
        for base, rate in ((-0.1, 0), (1.2, 1)):
            with self.subTest(base):
                self.assert_use_case(self.ledger(1, terms={"shares": [{"baseRate": base}]}), "rate", {0: rate})

    def test_per_unit_floor_replaces_a_smaller_share(self):
        self.assert_line(self.ledger(1, terms={"minimumPerMillionTokens": 3}), "earned", [300])
        self.assert_line(self.ledger(1, terms={"minimumPerMillionTokens": 1}), "earned", [200])

    def test_per_unit_floor_looks_at_all_use_cases_together(self):
        terms = {"minimumPerMillionTokens": 1, "shares": [{"baseRate": 0.2}, {"baseRate": 0}]}
        self.assert_line(self.ledger(1, [ONE, TWO], terms), "earned", [200])  # against 1 · 150
        terms["minimumPerMillionTokens"] = 1.5
        self.assert_line(self.ledger(1, [ONE, TWO], terms), "earned", [225])  # 1.5 · 150

    def test_per_unit_floor_comes_before_under_reporting(self):
        terms = {"minimumPerMillionTokens": 3, "reporting": {"underReporting": 0.1}}
        self.assert_line(self.ledger(1, terms=terms), "earned", [270])


class Tiers(HandWorked):
    # Usage of A: 100, 100, 200, then 100 a month; of B: 50 a month; 14 months.
    # Table: nothing up to 120, 0.02 up to 640, 0.06 above.
    # Sums, pooled: 150, 300, 550, 700, 850, 1000; A: 100, 200, 400, 500, 600, 700; B: 50, 100, 150, 200.
    # The first year's totals: A 1300, B 600, pooled 1900.
    STEPS = [{"threshold": 0, "adjustment": 0}, {"threshold": 120, "adjustment": 0.02},
             {"threshold": 640, "adjustment": 0.06}]
    POOLED = {
        ("month", "marginal"): {0: 30 * 0.02 / 150, 2: 130 * 0.02 / 250, 3: 0.004, 12: 0.004},
        ("month", "whole"): {0: 0.02, 2: 0.02, 12: 0.02},
        ("month", "prospective"): {0: 0, 1: 0.02, 2: 0.02, 12: 0.02},
        # month 3 goes from 550 to 700: 90 in the middle bracket and 60 above
        ("contractYear", "marginal"): {0: 0.004, 1: 0.02, 2: 0.02, 3: (90 * 0.02 + 60 * 0.06) / 150, 4: 0.06,
                                       11: 0.06, 12: 0.004, 13: 0.02},
        ("contractYear", "whole"): {0: 0.02, 2: 0.02, 3: 0.06, 11: 0.06, 12: 0.02, 13: 0.02},
        ("contractYear", "prospective"): {0: 0, 5: 0, 11: 0, 12: 0.06, 13: 0.06},
        ("lifetime", "marginal"): {0: 0.004, 1: 0.02, 2: 0.02, 3: 0.036, 4: 0.06, 12: 0.06},
        ("lifetime", "whole"): {0: 0.02, 2: 0.02, 3: 0.06, 12: 0.06},
        ("lifetime", "prospective"): {0: 0, 1: 0.02, 2: 0.02, 3: 0.02, 4: 0.06, 12: 0.06},
    }
    ALONE = {
        ("month", "marginal"): ({0: 0, 2: 80 * 0.02 / 200, 3: 0}, {0: 0, 2: 0}),
        ("month", "whole"): ({0: 0, 2: 0.02, 3: 0}, {0: 0, 2: 0}),
        ("month", "prospective"): ({0: 0, 1: 0, 2: 0, 3: 0.02, 4: 0}, {0: 0, 3: 0}),
        # A in month 1 goes from 100 to 200, in month 5 from 600 to 700; B in month 2 from 100 to 150
        ("contractYear", "marginal"): (
            {0: 0, 1: 80 * 0.02 / 100, 2: 0.02, 5: (40 * 0.02 + 60 * 0.06) / 100, 6: 0.06, 12: 0, 13: 0.016},
            {0: 0, 1: 0, 2: 30 * 0.02 / 50, 3: 0.02, 11: 0.02, 12: 0, 13: 0}),
        ("contractYear", "whole"): (
            {0: 0, 1: 0.02, 4: 0.02, 5: 0.06, 11: 0.06, 12: 0, 13: 0.02}, {1: 0, 2: 0.02, 11: 0.02, 12: 0}),
        ("contractYear", "prospective"): ({0: 0, 11: 0, 12: 0.06, 13: 0.06}, {0: 0, 11: 0, 12: 0.02, 13: 0.02}),
        # B passes 640 in its 13th month: from 600 to 650
        ("lifetime", "marginal"): (
            {0: 0, 1: 0.016, 5: 0.044, 12: 0.06}, {2: 0.012, 11: 0.02, 12: (40 * 0.02 + 10 * 0.06) / 50, 13: 0.06}),
        ("lifetime", "whole"): ({0: 0, 1: 0.02, 5: 0.06, 12: 0.06}, {1: 0, 2: 0.02, 11: 0.02, 12: 0.06}),
        ("lifetime", "prospective"): ({0: 0, 1: 0, 2: 0.02, 5: 0.02, 6: 0.06}, {2: 0, 3: 0.02, 12: 0.02, 13: 0.06}),
    }

    def rates(self, period, method, pool):
        tiers = {"period": period, "method": method, "pool": pool, "steps": self.STEPS}
        scenario = deal(14, [ONE, TWO], {"shares": [{"baseRate": 0.1}] * 2, "tiers": tiers})
        shocks = [[1.0] * 14, [1.0] * 14]
        shocks[0][2] = 2.0
        return price_path(scenario, draws(scenario, usageShock=shocks))

    def test_pooled_tables_under_every_method_and_period(self):
        for (period, method), adjustments in self.POOLED.items():
            with self.subTest(f"{period} {method}"):
                ledger = self.rates(period, method, "pooled")
                expected = {t: 0.1 + adjustment for t, adjustment in adjustments.items()}
                self.assert_use_case(ledger, "rate", expected, u=0)
                self.assert_use_case(ledger, "rate", expected, u=1)

    def test_tables_of_each_use_case_under_every_method_and_period(self):
        for (period, method), useCases in self.ALONE.items():
            for u, adjustments in enumerate(useCases):
                with self.subTest(f"{period} {method} use case {u}"):
                    ledger = self.rates(period, method, "perUseCase")
                    expected = {t: 0.1 + adjustment for t, adjustment in adjustments.items()}
                    self.assert_use_case(ledger, "rate", expected, u)

    def one_step(self, threshold, **tiers):
        steps = [{"threshold": 0, "adjustment": 0.01}, {"threshold": threshold, "adjustment": 0.05}]
        return dict({"method": "whole", "steps": steps}, **tiers)

    def test_revenue_is_measured_gross_whatever_the_base_and_the_reporting(self):
        tiers = self.one_step(1000, measure="revenue")
        terms = {"tiers": tiers, "revenueBase": "net", "deductions": 0.5, "reporting": {"underReporting": 0.5}}
        self.assert_use_case(self.ledger(1, terms=terms), "rate", {0: 0.25})
        terms["tiers"] = self.one_step(1001, measure="revenue")
        self.assert_use_case(self.ledger(1, terms=terms), "rate", {0: 0.21})

    def test_usage_is_measured_with_the_uplift_of_exclusivity(self):
        exclusivity = [{"granted": True, "months": 1, "usageUplift": 0.2}]
        terms = {"tiers": self.one_step(120), "exclusivity": exclusivity}
        self.assert_use_case(self.ledger(2, terms=terms), "rate", {0: 0.25, 1: 0.21})

    def test_ten_months_of_a_tenth_reach_one(self):
        # 0.1 + 0.1 + ... falls short of 1 by a rounding error
        useCase = dict(ONE, initialUsage=0.1)
        terms = {"tiers": self.one_step(1, period="lifetime")}
        self.assert_use_case(self.ledger(11, [useCase], terms), "rate", {8: 0.21, 9: 0.25, 10: 0.25})

    def test_prospective_years_look_at_the_year_before_alone(self):
        # 1200 in the first year, 600 in the second: the third starts at the table's beginning again
        scenario = deal(25, terms={"tiers": self.one_step(1000, period="contractYear", method="prospective")})
        ledger = price_path(scenario, draws(scenario, usageShock=[[1.0] * 12 + [0.5] * 12 + [1.0]]))
        self.assert_use_case(ledger, "rate", {11: 0.21, 12: 0.25, 23: 0.25, 24: 0.21})

    def test_month_without_usage_has_the_adjustment_of_what_came_before(self):
        useCase = dict(ONE, launchMonth=1)
        scenario = deal(3, [useCase], {"tiers": self.one_step(100, period="lifetime", method="marginal")})
        ledger = price_path(scenario, draws(scenario, usageShock=[[1.0, 1.0, 0.0]]))
        self.assert_use_case(ledger, "rate", {0: 0.21, 1: 0.21, 2: 0.25})

    def test_adjustments_can_be_negative(self):
        steps = [{"threshold": 0, "adjustment": 0.1}, {"threshold": 60, "adjustment": -0.1}]
        # 60 at +0.1 and 40 at -0.1 make +0.02 on average
        self.assert_use_case(self.ledger(1, terms={"tiers": {"steps": steps}}), "rate", {0: 0.22})

    def test_no_steps_adjust_nothing(self):
        for method in ("marginal", "whole", "prospective"):
            self.assert_use_case(self.ledger(2, terms={"tiers": {"method": method}}), "rate", {0: 0.2, 1: 0.2})

    def test_thresholds_are_not_scaled_in_a_short_last_year(self):
        terms = {"tiers": self.one_step(300, period="contractYear")}
        self.assert_use_case(self.ledger(14, terms=terms), "rate", {1: 0.21, 2: 0.25, 12: 0.21, 13: 0.21})


class Exclusivity(HandWorked):
    USE_CASE = dict(ONE, outsideUsage=0.5, outsideRate=0.1)

    def test_premium_uplift_and_fee_while_active_and_outside_revenue_otherwise(self):
        clause = {"granted": True, "firstMonth": 1, "months": 2, "premium": 0.05, "usageUplift": 0.2, "fee": 500}
        ledger = self.ledger(4, [self.USE_CASE], {"exclusivity": [clause]})
        self.assert_use_case(ledger, "usageBeforeExclusivity", {0: 100, 1: 100, 2: 100, 3: 100})
        self.assert_use_case(ledger, "usage", {0: 100, 1: 120, 2: 120, 3: 100})
        self.assert_use_case(ledger, "outside", {0: 50, 1: 0, 2: 0, 3: 50})
        self.assert_line(ledger, "earned", [200, 300, 300, 200])  # 25 % of 1200
        self.assert_line(ledger, "licensor", [250, 800, 300, 250])
        self.assert_line(ledger, "host", [800, 400, 900, 800])

    def test_fee_is_paid_if_granted_and_within_the_term_launched_or_not(self):
        clause = {"granted": True, "firstMonth": 1, "months": 1, "fee": 500}
        late = dict(ONE, launchMonth=3)
        for name, useCase, change, paid in (("before the launch", late, {}, 500), ("last month", ONE, {}, 500),
                                            ("not granted", ONE, {"granted": False}, 0),
                                            ("after the term", ONE, {"firstMonth": 2}, 0)):
            with self.subTest(name):
                ledger = self.ledger(2, [useCase], {"exclusivity": [dict(clause, **change)]})
                self.assert_use_case(ledger, "exclusivityFee", {0: 0, 1: paid})

    def lapse_case(self, minimumAnnualUsage, **useCase):
        clause = {"granted": True, "firstMonth": 6, "months": 30, "premium": 0.05, "usageUplift": 0.2,
                  "minimumAnnualUsage": minimumAnnualUsage}
        return self.ledger(36, [dict(ONE, **useCase)], {"exclusivity": [clause]})

    def test_it_lapses_for_good_after_a_year_that_fell_short(self):
        # six active months of 120 are 720, half of 1,440
        self.assert_use_case(self.lapse_case(1441), "rate", {5: 0.2, 6: 0.25, 11: 0.25, 12: 0.2, 24: 0.2, 35: 0.2})
        self.assert_use_case(self.lapse_case(1441), "usage", {11: 120, 12: 100, 35: 100})

    def test_it_holds_where_the_minimum_is_just_reached(self):
        self.assert_use_case(self.lapse_case(1440), "rate", {11: 0.25, 12: 0.25, 35: 0.25})

    def test_it_holds_where_rounding_alone_falls_short(self):
        # ten active months of 0.1 against 1.2 · 10/12
        clause = {"granted": True, "firstMonth": 2, "months": 30, "premium": 0.05, "minimumAnnualUsage": 1.2}
        ledger = self.ledger(13, [dict(ONE, initialUsage=0.1)], {"exclusivity": [clause]})
        self.assert_use_case(ledger, "rate", {11: 0.25, 12: 0.25})

    def test_no_minimum_never_lapses(self):
        self.assert_use_case(self.lapse_case(0, launchMonth=30), "rate", {29: 0.25, 35: 0.25})

    def test_months_before_the_launch_count_with_no_usage(self):
        # active from month 6, launched in month 9: 3 · 120 = 360 falls short of half of 1,000
        self.assert_use_case(self.lapse_case(1000, launchMonth=9), "rate", {11: 0.25, 12: 0.2})

    def test_a_bad_second_year_ends_it_after_that_year(self):
        scenario = deal(36, terms={"exclusivity": [
            {"granted": True, "months": 36, "premium": 0.05, "minimumAnnualUsage": 1000}]})
        shocks = [1.0] * 12 + [0.8] * 12 + [2.0] * 12  # 1200, 960, and no return
        ledger = price_path(scenario, draws(scenario, usageShock=[shocks]))
        self.assert_use_case(ledger, "rate", {12: 0.25, 23: 0.25, 24: 0.2, 35: 0.2})

    def test_each_use_case_has_its_own(self):
        clauses = [{"granted": True, "months": 9, "premium": 0.1}, {"granted": False, "months": 9, "premium": 0.1}]
        ledger = self.ledger(1, [ONE, TWO], {"exclusivity": clauses})
        self.assert_use_case(ledger, "rate", {0: 0.3}, u=0)
        self.assert_use_case(ledger, "rate", {0: 0.2}, u=1)


class Payments(HandWorked):
    def test_signing_pays_upfront_fee_and_advance_undiscounted(self):
        scenario = deal(1, terms={"upfrontFee": 70, "advance": 30},
                        parties={"licensor": {"discountRate": 0.5}, "host": {"discountRate": 0.1}})
        ledger = price_path(scenario, draws(scenario))
        self.assertEqual(ledger.signing, 100)
        self.assert_near(ledger.licensorNpv, 100 + 200 * 1.5 ** (-1 / 12))
        self.assert_near(ledger.hostNpv, -100 + 800 * 1.1 ** (-1 / 12))

    def test_months_are_discounted_from_their_end_at_each_partys_rate(self):
        scenario = deal(12, parties={"licensor": {"discountRate": 0.21}, "host": {"discountRate": 0.44}})
        ledger = price_path(scenario, draws(scenario))
        self.assert_near(ledger.months[5].licensorDiscounted, 200 / 1.1)
        self.assert_near(ledger.months[11].licensorDiscounted, 200 / 1.21)
        self.assert_near(ledger.months[5].hostDiscounted, 800 / 1.2)

    def test_advance_is_recouped_from_a_part_of_the_share(self):
        ledger = self.ledger(7, terms={"advance": 550, "recoupment": 0.5})
        self.assert_line(ledger, "recouped", [100, 100, 100, 100, 100, 50, 0])
        self.assert_line(ledger, "paid", [100, 100, 100, 100, 100, 150, 200])

    def test_advance_that_outlives_the_term_stays_with_the_licensor(self):
        ledger = self.ledger(3, terms={"advance": 10000, "recoupment": 1})
        self.assert_line(ledger, "licensor", [0, 0, 0])
        self.assertEqual(ledger.licensorNpv, 10000)

    def test_advance_without_recoupment_is_a_fee(self):
        ledger = self.ledger(2, terms={"advance": 10000})
        self.assert_line(ledger, "paid", [200, 200])

    def test_guarantee_grows_by_its_step_and_is_a_part_of_it_in_a_short_last_year(self):
        ledger = self.ledger(14, terms={"minimumGuarantee": 3600, "guaranteeStep": 0.1})
        # 3600 - 12 · 200; 3600 · 1.1 · 2/12 - 2 · 200
        self.assert_line(ledger, "trueUp", [0] * 11 + [1200, 0, 260])

    def test_guarantee_that_is_earned_adds_nothing(self):
        self.assert_line(self.ledger(12, terms={"minimumGuarantee": 2400}), "trueUp", [0] * 12)

    def test_annual_cap_cuts_the_month_that_reaches_it_and_all_after_in_the_year(self):
        ledger = self.ledger(14, terms={"annualCap": 1100})
        self.assert_line(ledger, "earned", [200] * 5 + [100] + [0] * 6 + [200, 200])  # not reduced in the short year
        self.assert_line(ledger, "capReduction", [0] * 5 + [100] + [200] * 6 + [0, 0])

    def test_total_cap_ends_earning_for_good(self):
        ledger = self.ledger(25, terms={"annualCap": 1000, "totalCap": 1300})
        self.assert_line(ledger, "earned", [200] * 5 + [0] * 7 + [200, 100] + [0] * 11)
        self.assert_line(ledger, "capReduction", [0] * 5 + [200] * 7 + [0, 100] + [200] * 11)

    def test_cap_of_zero_lets_nothing_be_earned_and_none_cuts_nothing(self):
        for name in ("annualCap", "totalCap"):
            with self.subTest(name):
                self.assert_line(self.ledger(2, terms={name: 0}), "earned", [0, 0])
                self.assert_line(self.ledger(2, terms={name: None}), "earned", [200, 200])

    def test_caps_come_after_under_reporting(self):
        ledger = self.ledger(1, terms={"annualCap": 170, "reporting": {"underReporting": 0.1}})
        self.assert_line(ledger, "earned", [170])
        self.assert_line(ledger, "capReduction", [10])

    def test_true_up_is_not_cut_by_a_cap_of_the_same_year(self):
        ledger = self.ledger(12, terms={"annualCap": 1000, "minimumGuarantee": 1500})
        self.assert_line(ledger, "trueUp", [0] * 11 + [500])
        self.assert_near(ledger.licensorNpv, 1500)

    def test_true_up_does_not_count_against_the_total_cap(self):
        # 50 a month: 600 in the first year, then 400 are left under the cap
        terms = {"shares": [{"baseRate": 0.05}], "minimumGuarantee": 1500, "totalCap": 1000}
        ledger = self.ledger(24, terms=terms)
        self.assert_line(ledger, "earned", [50] * 20 + [0] * 4)
        self.assert_line(ledger, "trueUp", [0] * 11 + [900] + [0] * 11 + [1100])

    def test_true_up_looks_at_what_is_earned_before_recoupment_and_is_not_recouped(self):
        ledger = self.ledger(12, terms={"advance": 9000, "recoupment": 1, "minimumGuarantee": 3000})
        self.assert_line(ledger, "paid", [0] * 12)
        self.assert_line(ledger, "trueUp", [0] * 11 + [600])
        self.assert_near(ledger.licensorNpv, 9600)

    def test_milestones_are_paid_once_by_either_party(self):
        milestones = [{"usage": 250, "amount": 70}, {"usage": 300, "amount": 30, "payer": "licensor"},
                      {"usage": 401, "amount": 5}]
        ledger = self.ledger(5, terms={"milestones": milestones})
        self.assert_line(ledger, "milestones", [0, 0, 40, 0, 5])
        self.assert_line(ledger, "licensor", [200, 200, 240, 200, 205])
        self.assert_line(ledger, "host", [800, 800, 760, 800, 795])

    def test_milestones_count_usage_of_all_use_cases_with_the_uplift(self):
        terms = {"milestones": [{"usage": 340, "amount": 1}],
                 "exclusivity": [{"granted": True, "months": 9, "usageUplift": 0.2}, {}]}
        self.assert_line(self.ledger(3, [ONE, TWO], terms), "milestones", [0, 1, 0])  # 2 · (120 + 50)

    def test_two_equal_milestones_are_two_payments(self):
        terms = {"milestones": [{"usage": 100, "amount": 7}, {"usage": 100, "amount": 7}]}
        self.assert_line(self.ledger(2, terms=terms), "milestones", [14, 0])

    def test_milestone_is_reached_by_ten_months_of_a_tenth(self):
        terms = {"milestones": [{"usage": 1, "amount": 7}]}
        self.assert_line(self.ledger(11, [dict(ONE, initialUsage=0.1)], terms), "milestones", [0] * 9 + [7, 0])


class Contributions(HandWorked):
    LIFT = 12 * math.log(1.1)  # log growth a year that multiplies usage by 1.1 for each active month

    def clause(self, **change):
        return dict({"party": "licensor", "monthlyCost": 40, "credit": 0.02, "growthLift": self.LIFT, "firstMonth": 1,
                     "months": 2}, **change)

    def test_licensors_contribution_costs_it_and_raises_its_rate_while_active(self):
        ledger = self.ledger(5, terms={"contributions": [self.clause()]})
        self.assert_line(ledger, "licensorCosts", [0, 40, 40, 0, 0])
        self.assert_line(ledger, "hostCosts", [0, 0, 0, 0, 0])
        self.assert_use_case(ledger, "rate", {0: 0.2, 1: 0.22, 2: 0.22, 3: 0.2, 4: 0.2})

    def test_usage_gained_counts_past_active_months_and_is_kept(self):
        ledger = self.ledger(5, terms={"contributions": [self.clause()]})
        self.assert_use_case(ledger, "usage", {0: 100, 1: 100, 2: 110, 3: 121, 4: 121})

    def test_hosts_contribution_costs_it_and_lowers_the_rate(self):
        ledger = self.ledger(3, terms={"contributions": [self.clause(party="host")]})
        self.assert_line(ledger, "hostCosts", [0, 40, 40])
        self.assert_line(ledger, "licensorCosts", [0, 0, 0])
        self.assert_use_case(ledger, "rate", {0: 0.2, 1: 0.18, 2: 0.18})
        self.assert_use_case(ledger, "usage", {2: 110})

    def test_contribution_to_one_use_case_leaves_the_others(self):
        ledger = self.ledger(3, [ONE, TWO], {"contributions": [self.clause(useCase="Support")]})
        self.assert_use_case(ledger, "rate", {1: 0.2}, u=0)
        self.assert_use_case(ledger, "rate", {1: 0.22}, u=1)
        self.assert_use_case(ledger, "usage", {2: 100}, u=0)
        self.assert_use_case(ledger, "usage", {2: 55}, u=1)

    def test_contribution_to_all_use_cases_costs_once(self):
        ledger = self.ledger(3, [ONE, TWO], {"contributions": [self.clause()]})
        self.assert_line(ledger, "licensorCosts", [0, 40, 40])
        self.assert_use_case(ledger, "usage", {2: 55}, u=1)

    def test_usage_gained_before_the_launch_counts(self):
        ledger = self.ledger(4, [dict(ONE, launchMonth=3)], {"contributions": [self.clause()]})
        self.assert_use_case(ledger, "usage", {2: 0, 3: 121})

    def test_several_contributions_add_their_credits_and_multiply_their_lifts(self):
        clauses = [self.clause(firstMonth=0), self.clause(party="host", credit=0.05, firstMonth=0)]
        ledger = self.ledger(2, terms={"contributions": clauses})
        self.assert_use_case(ledger, "rate", {0: 0.17})
        self.assert_use_case(ledger, "usage", {1: 121})


class Governance(HandWorked):
    def test_under_reporting_is_recovered_in_part_by_audits(self):
        ledger = self.ledger(1, terms={
            "reporting": {"underReporting": 0.2, "auditRecovery": 0.5, "auditCost": 1200}})
        self.assert_line(ledger, "earned", [180])
        self.assert_line(ledger, "licensorCosts", [100])
        self.assert_line(ledger, "host", [820])

    def test_audits_cost_where_nothing_goes_unreported(self):
        self.assert_line(self.ledger(2, terms={"reporting": {"auditCost": 1200}}), "licensorCosts", [100, 100])

    def test_improvements_of_the_host_take_from_the_share_base(self):
        for owner, bases in (("licensor", [1000, 1000, 1000]), ("joint", [1000, 900, 800]),
                             ("host", [1000, 800, 600])):
            with self.subTest(owner):
                ledger = self.ledger(3, terms={"improvements": {"revenueShareAtEnd": 0.4, "owner": owner}})
                self.assert_use_case(ledger, "shareBase", dict(enumerate(bases)))

    def test_improvements_of_a_single_month_take_nothing(self):
        ledger = self.ledger(1, terms={"improvements": {"revenueShareAtEnd": 0.4, "owner": "host"}})
        self.assert_use_case(ledger, "shareBase", {0: 1000})

    def test_held_back_share_has_left_the_host_and_comes_later(self):
        ledger = self.ledger(4, terms={"holdback": {"rate": 0.25, "months": 2}})
        self.assert_line(ledger, "held", [50, 50, 50, 50])
        # month 0's in month 2; those of months 1, 2 and 3 in the last
        self.assert_line(ledger, "released", [0, 0, 50, 150])
        self.assert_line(ledger, "licensor", [150, 150, 200, 300])
        self.assert_line(ledger, "host", [800, 800, 800, 800])

    def test_holdback_past_the_end_is_released_in_the_last_month(self):
        ledger = self.ledger(3, terms={"holdback": {"rate": 0.25, "months": 99}})
        self.assert_line(ledger, "released", [0, 0, 150])

    def test_holdback_of_no_months_is_released_at_once(self):
        ledger = self.ledger(2, terms={"holdback": {"rate": 0.25}})
        self.assert_line(ledger, "held", [50, 50])
        self.assert_line(ledger, "released", [50, 50])

    def test_holdback_is_a_part_of_what_recoupment_leaves(self):
        ledger = self.ledger(1, terms={"advance": 100, "recoupment": 1, "holdback": {"rate": 0.25}})
        self.assert_line(ledger, "held", [25])

    def test_dispute_costs_both_and_returns_a_part_of_the_years_earned_share(self):
        terms = {"dispute": {"licensorCost": 30, "hostCost": 20, "settlement": 0.1},
                 "advance": 9000, "recoupment": 1, "minimumGuarantee": 3600}
        scenario = deal(14, terms=terms)
        ledger = price_path(scenario, draws(scenario, disputes=[1, 1]))
        # recouped part included, true-up excluded: 10 % of 2400, then of 400; costs are not reduced in the short year
        self.assert_line(ledger, "settlement", [0] * 11 + [240, 0, 40])
        self.assert_line(ledger, "dispute", [0] * 11 + [1, 0, 1])
        self.assert_line(ledger, "licensorCosts", [0] * 11 + [30, 0, 30])
        self.assert_line(ledger, "hostCosts", [0] * 11 + [20, 0, 20])
        self.assert_line(ledger, "licensor", [0] * 11 + [1200 - 240 - 30, 0, 200 - 40 - 30])
        self.assert_line(ledger, "host", [1000] * 11 + [1000 - 1200 + 240 - 20, 1000, 1000 - 200 + 40 - 20])

    def test_compliance_is_spread_over_the_months(self):
        ledger = self.ledger(1, terms={"compliance": {"licensorCost": 1200, "hostCost": 2400}})
        self.assert_line(ledger, "licensor", [100])
        self.assert_line(ledger, "host", [600])

    def test_incident_loss_is_split_by_liability(self):
        scenario = deal(2, terms={"incident": {"licensorLiability": 0.3}})
        ledger = price_path(scenario, draws(scenario, incidentLoss=[0, 1000]))
        self.assert_line(ledger, "licensorCosts", [0, 300])
        self.assert_line(ledger, "hostCosts", [0, 700])
        self.assert_line(ledger, "incidentLoss", [0, 1000])


class Together(HandWorked):
    def test_a_deal_with_many_clauses(self):
        # One year and one month. Search: 100 a month at 10, cost 4; Support: 50 at 20 from month 12 on, cost 2.
        useCases = [dict(ONE, servingCost=4, outsideUsage=1, outsideRate=0.05), dict(TWO, servingCost=2, launchMonth=12)]
        terms = {
            "revenueBase": "net", "deductions": 0.1,
            "shares": [{"baseRate": 0.2, "annualStep": 0.1}, {"baseRate": 0.1}],
            "rateCap": 0.35,
            "tiers": {"period": "lifetime", "method": "whole", "steps": [
                {"threshold": 0, "adjustment": 0}, {"threshold": 1200, "adjustment": 0.04}]},
            "exclusivity": [{"granted": True, "firstMonth": 12, "months": 3, "premium": 0.05, "usageUplift": 0.5,
                             "fee": 60}, {}],
            "upfrontFee": 500, "advance": 1000, "recoupment": 0.5, "minimumGuarantee": 2400, "annualCap": 2100,
            "milestones": [{"usage": 1400, "amount": 90}],
            "reporting": {"underReporting": 0.2, "auditRecovery": 0.5, "auditCost": 120},
            "holdback": {"rate": 0.1, "months": 6},
            "dispute": {"licensorCost": 11, "hostCost": 12, "settlement": 0.05},
            "compliance": {"hostCost": 240},
        }
        scenario = deal(13, useCases, terms)
        ledger = price_path(scenario, draws(scenario, disputes=[0, 1]))
        # Months 0-10: base 900, rate 0.2, 180 reported at 0.9: 162 a month, 1782 by month 10.
        # Month 11 reaches 1200: rate 0.24, 900 · 0.24 · 0.9 = 194.4: 1976.4 for the year, under the cap.
        # True-up 2400 - 1976.4 = 423.6.
        # Month 12: Search sells 150 for 1500, base 1350, rate 0.2+0.1+0.04+0.05 = 0.39 -> 0.35: 472.5; Support sells 50
        # for 1000, base 900, rate 0.14: 126. Sum 598.5 · 0.9 = 538.65. Guarantee 200: no true-up.
        # Recouped: 81 · 11 = 891 by month 10, 97.2 in month 11 (988.2), 11.8 left for month 12.
        self.assert_line(ledger, "earned", [162] * 11 + [194.4, 538.65])
        self.assert_line(ledger, "recouped", [81] * 11 + [97.2, 11.8])
        paid = [81] * 11 + [97.2, 526.85]
        self.assert_line(ledger, "paid", paid)
        self.assert_line(ledger, "held", [8.1] * 11 + [9.72, 52.685])
        # From month 6 on what was held six months before; in month 12 that of months 6 to 12.
        self.assert_line(ledger, "released", [0] * 6 + [8.1] * 6 + [8.1 * 5 + 9.72 + 52.685])
        self.assert_line(ledger, "trueUp", [0] * 11 + [423.6, 0])
        # Search's outside usage earns 100 · 10 · 0.05 = 50 until it is exclusive. Audits cost 10 a month.
        self.assert_line(ledger, "licensor", [
            *[81 - 8.1 + 50 - 10] * 6, *[81 + 50 - 10] * 5, 97.2 - 9.72 + 8.1 + 423.6 + 50 - 10,
            526.85 - 52.685 + 102.905 + 90 + 60 - 10 - 11 - 0.05 * 538.65])
        self.assert_line(ledger, "host", [
            *[600 - 81 - 20] * 11, 600 - 97.2 - 423.6 - 20,
            1500 - 600 + 1000 - 100 - 526.85 - 90 - 60 - 20 - 12 + 0.05 * 538.65])
        self.assertEqual(ledger.signing, 1500)


class RandomDeals(unittest.TestCase):
    """Laws that hold on every path of every deal, on random term sheets with random draws (fixed seeds)."""

    @classmethod
    def setUpClass(cls):
        cls.cases = []
        for seed in range(4):
            dice = Dice(1000 + seed)
            for scenario in read_workbook(random_workbook(seed, 75)).scenarios:
                cls.cases.append((scenario, price_path(scenario, random_draws(dice, scenario))))

    def third_party_costs(self, scenario, t, month):
        """What both parties together pay to others in a month, from the terms."""
        terms = scenario.terms
        costs = [clause.monthlyCost for clause in terms.contributions if 0 <= t - clause.firstMonth < clause.months]
        costs += [terms.compliance.licensorCost / 12, terms.compliance.hostCost / 12, terms.reporting.auditCost / 12]
        if month.dispute:
            costs += [terms.dispute.licensorCost, terms.dispute.hostCost]
        return sum(costs) + month.incidentLoss

    def test_what_one_party_gets_the_other_or_a_third_pays(self):
        for scenario, ledger in self.cases:
            for t, month in enumerate(ledger.months):
                parties = month.licensor + month.host + month.held - month.released
                ownCosts = self.third_party_costs(scenario, t, month)
                world = month.total("gross") - month.total("servingCost") + month.total("outside") - ownCosts
                moved = (month.total("gross") + month.total("servingCost") + month.total("outside") + ownCosts
                         + 2 * (month.paid + month.held + month.released + month.trueUp + month.settlement
                                + abs(month.milestones) + month.total("exclusivityFee")))
                # at most some 50 figures are added up: 50 · 2^-53 of the sum of their absolute values
                self.assertAlmostEqual(parties, world, delta=1e-14 * moved, msg=f"{scenario.name}, month {t}")

    def test_escrow_is_empty_in_the_end(self):
        for scenario, ledger in self.cases:
            held = sum(month.held for month in ledger.months)
            self.assertAlmostEqual(held, sum(month.released for month in ledger.months), delta=1e-12 * (1 + held))

    def test_no_more_is_recouped_than_was_advanced(self):
        for scenario, ledger in self.cases:
            self.assertLessEqual(sum(month.recouped for month in ledger.months), scenario.terms.advance * (1 + 1e-12))

    def test_earned_shares_stay_within_the_caps_and_reach_the_guarantee(self):
        for scenario, ledger in self.cases:
            terms = scenario.terms
            for year in range(years_of(scenario.months)):
                months = ledger.months[12 * year:12 * year + 12]
                earned = sum(month.earned for month in months)
                if terms.annualCap is not None:
                    self.assertLessEqual(earned, terms.annualCap * (1 + 1e-12))
                guarantee = terms.minimumGuarantee * (1 + terms.guaranteeStep) ** year * len(months) / 12
                self.assertGreaterEqual(earned + sum(month.trueUp for month in months), guarantee * (1 - 1e-12))
            if terms.totalCap is not None:
                self.assertLessEqual(sum(month.earned for month in ledger.months), terms.totalCap * (1 + 1e-12))

    def test_rates_stay_between_floor_and_cap(self):
        for scenario, ledger in self.cases:
            for month in ledger.months:
                for line in month.useCases:
                    self.assertGreaterEqual(line.rate, scenario.terms.rateFloor)
                    self.assertLessEqual(line.rate, scenario.terms.rateCap)

    def test_the_random_deals_visit_every_clause(self):
        """Guards the generator: each line of the ledger is at work in more than a twelfth of the 300 deals."""
        for item in ("capReduction", "recouped", "held", "trueUp", "milestones", "settlement", "licensorCosts",
                     "hostCosts", "incidentLoss"):
            visited = sum(any(getattr(month, item) != 0 for month in ledger.months) for _, ledger in self.cases)
            self.assertGreater(visited, 25, item)
        lapsed = sum(
            any(ledger.months[t - 1].useCases[u].exclusive and not ledger.months[t].useCases[u].exclusive
                and t < clause.firstMonth + clause.months
                for t in range(1, scenario.months) for u, clause in enumerate(scenario.terms.exclusivity))
            for scenario, ledger in self.cases)
        self.assertGreater(lapsed, 25, "lapsed exclusivity")


class Reading(unittest.TestCase):
    MINIMAL = {"timeline": {"months": 1}, "market": {"useCases": [ONE]}, "terms": {"shares": [{"baseRate": 0.2}]}}

    def changed(self, *path, value):
        document = copy.deepcopy(self.MINIMAL)
        place = document
        for name in path[:-1]:
            place = place[name]
        place[path[-1]] = value
        return document

    def test_absent_fields_have_their_defaults(self):
        scenario = read_workbook(self.MINIMAL).scenario()
        useCase, terms = scenario.market.useCases[0], scenario.terms
        self.assertEqual((useCase.migrationPrice, useCase.trend.kind), (1.0, "exponential"))
        self.assertEqual((terms.revenueBase, terms.rateFloor, terms.rateCap), ("gross", 0.0, 1.0))
        self.assertEqual((terms.annualCap, terms.totalCap, terms.improvements.owner), (None, None, "licensor"))
        tiers = terms.tiers
        self.assertEqual((tiers.measure, tiers.period, tiers.method, tiers.pool), ("usage", "month", "marginal", "pooled"))
        self.assertEqual((scenario.paths, scenario.seed, scenario.sampling), (16384, 1, "quasi"))

    def test_null_is_absent(self):
        self.assertEqual(read_workbook(self.changed("terms", "rateCap", value=None)).scenario().terms.rateCap, 1.0)

    def test_workbook_answers_with_its_baseline(self):
        second = dict(self.MINIMAL, name="Second")
        workbook = read_workbook({"scenarios": [dict(self.MINIMAL, name="First"), second], "baseline": "Second"})
        self.assertEqual(workbook.scenario().name, "Second")
        self.assertEqual(workbook.scenario("First").name, "First")
        self.assertRaises(DealError, workbook.scenario, "Third")

    def test_what_cannot_be_read_is_refused_with_its_path(self):
        for document, path in (
            (self.changed("terms", "rateCeiling", value=1), "terms.rateCeiling"),
            (self.changed("terms", "revenueBase", value="Gross"), "terms.revenueBase"),
            (self.changed("timeline", "months", value=None), "timeline.months"),
            (self.changed("timeline", "months", value=1.5), "timeline.months"),
            (self.changed("terms", "upfrontFee", value="10"), "terms.upfrontFee"),
            (self.changed("terms", "shares", value=[]), "terms.shares"),
            (self.changed("terms", "contributions", value=[{"party": "host", "useCase": "Chess"}]),
             "terms.contributions[0].useCase"),
        ):
            with self.subTest(path), self.assertRaises(DealError) as caught:
                read_workbook(document)
            self.assertTrue(str(caught.exception).startswith(path + ":"), str(caught.exception))

    def test_only_scenarios_without_chance_have_certain_draws(self):
        certain_draws(read_workbook(self.MINIMAL).scenario())
        random = [
            self.changed("market", "useCases", value=[dict(ONE, volatility=0.1)]),
            self.changed("market", "useCases", value=[dict(ONE, growthUncertainty=0.1)]),
            self.changed("market", "priceUncertainty", value=0.1),
            self.changed("market", "events", value=[{"annualRate": 0.1}]),
            self.changed("terms", "dispute", value={"annualProbability": 0.5}),
            self.changed("terms", "incident", value={"annualProbability": 1, "meanLoss": 5, "lossSd": 1}),
        ]
        for document in random:
            self.assertRaises(NotCertain, certain_draws, read_workbook(document).scenario())

    def test_certain_disputes_and_incidents_happen_each_time(self):
        document = self.changed("terms", "dispute", value={"annualProbability": 1})
        document["terms"]["incident"] = {"annualProbability": 1, "meanLoss": 5}
        document["timeline"]["months"] = 14
        found = certain_draws(read_workbook(document).scenario())
        self.assertEqual(found.disputes, [1, 1])
        self.assertEqual(found.incidentLoss, [5.0] * 14)


class CommandLine(unittest.TestCase):
    def run_reference(self, document, *options, command, draws=None):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "deal.json"
            file.write_text(json.dumps(document), encoding="utf-8")
            arguments = [command, str(file), *options]
            if draws is not None:
                drawsFile = pathlib.Path(folder) / "draws.json"
                drawsFile.write_text(json.dumps(draws), encoding="utf-8")
                arguments += ["--draws", str(drawsFile)]
            output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
            with contextlib.redirect_stdout(output):
                self.assertEqual(reference.main(arguments), 0)
            output.flush()
            return output.buffer.getvalue().decode("utf-8")

    def test_simulate_prints_means_in_the_programs_shape(self):
        document = copy.deepcopy(Reading.MINIMAL)
        document["terms"]["advance"] = 50
        document["timeline"]["months"] = 2
        answer = json.loads(self.run_reference(document, command="simulate"))
        self.assertEqual(answer["licensor"]["npv"]["mean"], 450)
        self.assertEqual(answer["host"]["total"]["mean"], 1550)
        self.assertEqual(answer["licensor"]["months"]["mean"], [200, 200])
        self.assertEqual(answer["licensor"]["cumulativeMonths"]["mean"], [250, 450])
        self.assertEqual(answer["usage"]["months"]["mean"], [100, 100])
        self.assertEqual(answer["gross"]["months"]["mean"], [1000, 1000])

    def test_ledger_is_csv_with_quoted_names(self):
        document = copy.deepcopy(Reading.MINIMAL)
        document["market"]["useCases"][0]["name"] = 'Search, "all"'
        text = self.run_reference(document, command="ledger", draws={
            "usageShock": [[0.5]], "priceShock": [1.0], "disputes": [0], "incidentLoss": [0]})
        lines = text.split("\r\n")
        self.assertEqual(lines[:2], ["month,item,useCase,value", "-1,upfrontFee,,0.0"])
        self.assertIn('0,usage,"Search, ""all""",50.0', lines)
        self.assertIn("0,licensor,,100.0", lines)


if __name__ == "__main__":
    unittest.main()
