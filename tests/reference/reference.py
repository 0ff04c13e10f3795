#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prices a workbook's scenario in plain Python, independently of the program that it checks.

    reference.py simulate FILE [--scenario NAME]
        Means of a scenario that leaves nothing to chance, as JSON.
    reference.py ledger FILE [--scenario NAME] [--draws DRAWS.json]
        The ledger of one path as CSV, given its draws (none needed where nothing is left to chance). The draws are
        what `dealwright ledger FILE --path P --draws` prints.
"""

import argparse
import csv
import json
import sys

from deal_json import DealError, load_json, load_workbook
from ledger import Draws, NotCertain, certain_draws, ledger_lines, price_path


def running_sum(start, values):
    sums = []
    for value in values:
        start += value
        sums.append(start)
    return sums


def party_result(ledger, party):
    sign = 1.0 if party == "licensor" else -1.0
    months = [getattr(month, party) for month in ledger.months]
    cumulative = running_sum(sign * ledger.signing, months)
    return {
        "npv": {"mean": ledger.licensorNpv if party == "licensor" else ledger.hostNpv},
        "total": {"mean": cumulative[-1]},
        "months": {"mean": months},
        "cumulativeMonths": {"mean": cumulative},
    }


def simulate(scenario):
    """The answer of `simulate` for a scenario without chance: every path is the same, and so is the mean."""
    ledger = price_path(scenario, certain_draws(scenario))
    return {
        "scenario": scenario.name,
        "paths": scenario.paths,
        "seed": scenario.seed,
        "sampling": scenario.sampling,
        "licensor": party_result(ledger, "licensor"),
        "host": party_result(ledger, "host"),
        "usage": {"months": {"mean": [month.total("usage") for month in ledger.months]}},
        "gross": {"months": {"mean": [month.total("gross") for month in ledger.months]}},
    }


def read_draws(value):
    return Draws(**{name: value[name] for name in Draws.__dataclass_fields__})


def write_csv(ledger, file):
    """RFC 4180: lines end in CR LF, and a name that holds a comma or a quote is quoted."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(("month", "item", "useCase", "value"))
    for month, item, useCase, value in ledger_lines(ledger):
        writer.writerow((month, item, useCase, repr(value)))


def main(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("simulate", "ledger"))
    parser.add_argument("file")
    parser.add_argument("--scenario", help="name of the scenario (the baseline without it)")
    parser.add_argument("--draws", help="ledger: file of the path's draws")
    options = parser.parse_args(arguments)
    try:
        scenario = load_workbook(options.file).scenario(options.scenario)
        if options.command == "simulate":
            json.dump(simulate(scenario), sys.stdout, indent=1, ensure_ascii=False)
            print()
        else:
            draws = read_draws(load_json(options.draws)) if options.draws else certain_draws(scenario)
            sys.stdout.reconfigure(newline="")
            write_csv(price_path(scenario, draws), sys.stdout)
    except (OSError, ValueError, KeyError, DealError, NotCertain) as problem:
        print(f"reference.py: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
