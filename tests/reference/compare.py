#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares a dealwright program with the reference, figure by figure.

    compare.py DEALWRIGHT_BINARY [FILE...] [--random SEED COUNT]

For every scenario of every file:
  - the ledgers of a few paths (`ledger --path P --csv`), which the reference prices again from the program's draws
    (`ledger --path P --draws`);
  - the same scenario with everything random taken out of it: its ledger, and the means of `simulate --json`.

Every difference is printed with its item, month, use case and both values. Exit code 0 if there is none.

Two figures agree if they differ by no more than the greater of
  - 1e-9 of the larger of them, and
  - 1e-12 of the scale of what was added up to give them.
The second part is for figures that are a small remainder of large ones (a cash flow that nearly cancels, the last bit
below a cap, an advance that is just recouped). A sum of n terms carries a rounding error of at most n 2^-53 times the
sum of their absolute values (Higham, "Accuracy and Stability of Numerical Algorithms", section 4.2), and each term a
relative error of some 1e-14 from its powers; n is at most a few thousand (240 months of about ten lines, 16,384 paths
in a mean with pairwise or blocked sums), so that 1e-12 covers both. The scale of a sum of money in month t is all the
money that has moved up to then, in either direction; of a rate, the absolute values of its parts; of a use case's share
base, its revenue and serving cost. Plain products (usage, price, gross, ...) have scale 0: they must agree to 1e-9.
"""

import argparse
import copy
import csv
import io
import json
import pathlib
import subprocess
import sys
import tempfile

from deal_json import DealError, load_json, read_workbook
from ledger import certain_draws, discount_factor, ledger_lines, price_path
from random_scenarios import random_workbook
from reference import read_draws, running_sum, simulate

RELATIVE = 1e-9
ROUNDING = 1e-12
PATHS = (0, 1, 17, 4095)
FEWEST_PATHS = 1000  # the least that a simulation may have; enough where every path is the same


def agree(one, other, scale=0.0):
    return abs(one - other) <= max(RELATIVE * max(abs(one), abs(other)), ROUNDING * scale)


# -------------------------------------------------------------------------------------------------------- scales


def money_moved(ledger):
    """For signing and each month: all the money that has moved up to then, in either direction."""
    inMonth = [
        month.total("gross") + month.total("servingCost") + month.total("outside") + month.total("exclusivityFee")
        + month.earned + month.capReduction + month.trueUp + abs(month.milestones) + month.settlement
        + month.licensorCosts + month.hostCosts
        for month in ledger.months
    ]
    return [ledger.signing] + running_sum(ledger.signing, inMonth)


MONEY_OF_THE_MONTH = {
    "earned", "capReduction", "recouped", "paid", "held", "released", "trueUp", "milestones", "settlement",
    "licensorCosts", "hostCosts", "licensor", "host",
}


def ledger_scales(scenario, ledger):
    """The scale of each (month, item, use case) that is not a plain product."""
    scales = {}
    moved = money_moved(ledger)
    for t, month in enumerate(ledger.months):
        for item in MONEY_OF_THE_MONTH:
            scales[t, item, ""] = moved[t + 1]
        scales[t, "licensorDiscounted", ""] = moved[t + 1] * discount_factor(scenario.licensorDiscountRate, t)
        scales[t, "hostDiscounted", ""] = moved[t + 1] * discount_factor(scenario.hostDiscountRate, t)
        for line in month.useCases:
            scales[t, "rate", line.name] = line.rateMagnitude
            if scenario.terms.revenueBase == "profit":
                scales[t, "shareBase", line.name] = line.gross + line.servingCost
    return scales


# --------------------------------------------------------------------------------------------------- the program


class ProgramFailed(Exception):
    """The program ended with an error; the text is what it said."""


class Program:
    def __init__(self, binary):
        self.binary = binary

    def output(self, command, file, scenarioName, *options):
        line = [self.binary, command, str(file)]
        if scenarioName:
            line += ["--scenario", scenarioName]
        done = subprocess.run(line + list(options), capture_output=True, check=False, timeout=300)
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise ProgramFailed(f"{' '.join(line[1:] + list(options))}: exit code {done.returncode}: {said}")
        return done.stdout.decode("utf-8")

    def simulate(self, file, scenarioName):
        return json.loads(self.output("simulate", file, scenarioName, "--json"))

    def draws(self, file, scenarioName, path):
        return read_draws(json.loads(self.output("ledger", file, scenarioName, "--path", str(path), "--draws")))

    def ledger(self, file, scenarioName, path):
        """{(month, item, use case): value}"""
        text = self.output("ledger", file, scenarioName, "--path", str(path), "--csv")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        if not rows or rows[0] != ["month", "item", "useCase", "value"]:
            raise ProgramFailed(f"ledger: an unexpected heading {rows[:1]}")
        lines = {(int(month), item, useCase): float(value) for month, item, useCase, value in rows[1:]}
        if len(lines) != len(rows) - 1:
            raise ProgramFailed("ledger: a line is there twice")
        return lines


# --------------------------------------------------------------------------------------------------- comparisons


class Report:
    MOST_LINES = 20  # of one comparison: the rest is counted

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def close(self, title, differences):
        if not differences:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAIL {title}: {len(differences)} figures differ")
        for difference in differences[:self.MOST_LINES]:
            print(f"     {difference}")
        if len(differences) > self.MOST_LINES:
            print(f"     and {len(differences) - self.MOST_LINES} more")


def ledger_differences(scenario, ledger, programLines):
    scales = ledger_scales(scenario, ledger)
    differences = []
    expected = {(t, item, useCase): value for t, item, useCase, value in ledger_lines(ledger)}
    for key, value in expected.items():
        where = f"{key[1]}, month {key[0]}, use case {key[2]!r}"
        if key not in programLines:
            differences.append(f"{where}: the program has no such line; reference {value!r}")
        elif not agree(value, programLines[key], scales.get(key, 0.0)):
            differences.append(f"{where}: program {programLines[key]!r}, reference {value!r}")
    for key in programLines.keys() - expected.keys():
        differences.append(f"{key[1]}, month {key[0]}, use case {key[2]!r}: the reference has no such line")
    return differences


def discounted_sum_differences(ledger, programLines):
    """The program's discounted columns add up to the reference's net present values."""
    moved = money_moved(ledger)
    differences = []
    for item, npv in (("licensorDiscounted", ledger.licensorNpv), ("hostDiscounted", ledger.hostNpv)):
        total = sum(value for (_, name, _), value in programLines.items() if name == item)
        if not agree(total, npv, moved[-1]):
            differences.append(f"sum of {item}: program {total!r}, reference {npv!r}")
    return differences


def simulation_differences(scenario, ledger, answer):
    expected = simulate(scenario)
    moved = money_moved(ledger)
    differences = []

    def check(where, value, reference, scale):
        if not agree(value, reference, scale):
            differences.append(f"{where}: program {value!r}, reference {reference!r}")

    def check_months(where, values, references, scales):
        if len(values) != len(references):
            differences.append(f"{where}: program has {len(values)} months, reference {len(references)}")
        for t, (value, reference, scale) in enumerate(zip(values, references, scales)):
            check(f"{where}, month {t}", value, reference, scale)

    for party, rate in (("licensor", scenario.licensorDiscountRate), ("host", scenario.hostDiscountRate)):
        mine, theirs = expected[party], answer[party]
        largestFactor = max(1.0, discount_factor(rate, scenario.months - 1))
        check(f"{party}.npv.mean", theirs["npv"]["mean"], mine["npv"]["mean"], moved[-1] * largestFactor)
        check(f"{party}.total.mean", theirs["total"]["mean"], mine["total"]["mean"], moved[-1])
        for item in ("months", "cumulativeMonths"):
            check_months(f"{party}.{item}.mean", theirs[item]["mean"], mine[item]["mean"], moved[1:])
    for quantity in ("usage", "gross"):
        check_months(f"{quantity}.months.mean", answer[quantity]["months"]["mean"],
                     expected[quantity]["months"]["mean"], [0.0] * scenario.months)
    return differences


def without_chance(scenario):
    """A copy of a scenario's JSON in which nothing is random; what was certain to happen still happens."""
    certain = copy.deepcopy(scenario)
    market = certain.get("market") or {}
    market["priceUncertainty"] = 0
    for useCase in market.get("useCases") or []:
        useCase["volatility"] = useCase["growthUncertainty"] = 0
    for event in market.get("events") or []:
        event["annualRate"] = 0
    terms = certain.get("terms") or {}
    for name in ("dispute", "incident"):
        risk = terms.get(name)
        if risk and (risk.get("annualProbability") != 1 or (risk.get("lossSd") or 0) > 0):
            risk["annualProbability"] = 0
    certain["simulation"] = dict(certain.get("simulation") or {}, paths=FEWEST_PATHS)
    return certain


def compare_path(program, report, file, scenario, path):
    title = f"{file}, scenario {scenario.name!r}, path {path}"
    try:
        ledger = price_path(scenario, program.draws(file, scenario.name, path))
        programLines = program.ledger(file, scenario.name, path)
        differences = ledger_differences(scenario, ledger, programLines)
        differences += discounted_sum_differences(ledger, programLines)
    except (ProgramFailed, ValueError, KeyError, TypeError) as problem:
        differences = [f"{type(problem).__name__}: {problem}"]
    report.close(title, differences)


def compare_certain(program, report, file, scenario, title):
    try:
        ledger = price_path(scenario, certain_draws(scenario))
        programLines = program.ledger(file, scenario.name, 0)
        differences = ledger_differences(scenario, ledger, programLines)
        differences += discounted_sum_differences(ledger, programLines)
        differences += simulation_differences(scenario, ledger, program.simulate(file, scenario.name))
    except (ProgramFailed, ValueError, KeyError, TypeError) as problem:
        differences = [f"{type(problem).__name__}: {problem}"]
    report.close(title, differences)


def compare_file(program, report, file, folder):
    value = load_json(file)
    for scenario in read_workbook(value).scenarios:
        for path in PATHS:
            if path < scenario.paths:
                compare_path(program, report, file, scenario, path)
    scenarios = value.get("scenarios") or [value]
    certainValue = {"scenarios": [without_chance(scenario) for scenario in scenarios]}
    if "baseline" in value:
        certainValue["baseline"] = value["baseline"]
    certainFile = pathlib.Path(folder) / "certain.json"
    certainFile.write_text(json.dumps(certainValue, ensure_ascii=False), encoding="utf-8")
    for scenario in read_workbook(certainValue).scenarios:
        compare_certain(program, report, certainFile, scenario,
                        f"{file}, scenario {scenario.name!r}, nothing left to chance")


def main(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", help="the dealwright program")
    parser.add_argument("files", nargs="*", help="workbooks or scenarios in JSON")
    parser.add_argument("--random", nargs=2, type=int, metavar=("SEED", "COUNT"),
                        help="compare that many random scenarios too (at most 100)")
    options = parser.parse_args(arguments)
    program, report = Program(options.binary), Report()
    with tempfile.TemporaryDirectory() as folder:
        files = list(options.files)
        if options.random:
            randomFile = pathlib.Path(folder) / "random.json"
            randomFile.write_text(json.dumps(random_workbook(*options.random), ensure_ascii=False), encoding="utf-8")
            files.append(randomFile)
        for file in files:
            try:
                compare_file(program, report, file, folder)
            except (OSError, ValueError, DealError) as problem:
                report.close(str(file), [str(problem)])
    print(f"{report.passed} passed, {report.failed} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
