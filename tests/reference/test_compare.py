# SPDX-License-Identifier: GPL-3.0-or-later
"""The comparison itself: it accepts a program that agrees with the reference and catches one that does not.

The program under comparison is this file, run as a script: it answers from the reference, with a fault if one is asked
for by the environment variable FAULT.
"""

import contextlib
import io
import json
import os
import pathlib
import sys
import tempfile
import unittest
import unittest.mock

import compare
from deal_json import load_workbook
from ledger import NotCertain, certain_draws, price_path
from random_scenarios import Dice, random_draws, random_workbook
from reference import simulate, write_csv


def path_draws(scenario, path):
    """The certain draws of a scenario without chance, else those of a random path."""
    try:
        return certain_draws(scenario)
    except NotCertain:
        return random_draws(Dice(path), scenario)


def play_program(arguments, fault):
    command, file, options = arguments[0], arguments[1], arguments[2:]
    scenario = load_workbook(file).scenario(options[options.index("--scenario") + 1])
    if command == "simulate":
        answer = simulate(scenario)
        if fault == "mean":
            answer["host"]["cumulativeMonths"]["mean"][0] += 0.01
        print(json.dumps(answer))
        return
    draws = path_draws(scenario, int(options[options.index("--path") + 1]))
    if "--draws" in options:
        print(json.dumps(vars(draws)))
        return
    ledger = price_path(scenario, draws)
    first = ledger.months[0]
    if fault == "usage":
        first.useCases[0].usage *= 1 + 3e-9
    elif fault == "rounding":
        first.useCases[0].usage *= 1 + 1e-13
    elif fault == "crossed":
        for month in ledger.months:
            month.licensor, month.host = month.host, month.licensor
    sys.stdout.reconfigure(newline="")
    write_csv(ledger, sys.stdout)


class Comparison(unittest.TestCase):
    def compare(self, fault="", scenarios=1):
        """Exit code and printed text of a comparison of random scenarios with a program that has the fault."""
        with tempfile.TemporaryDirectory() as folder:
            program = pathlib.Path(folder) / "program"
            program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -S -B '{os.path.abspath(__file__)}' \"$@\"\n")
            program.chmod(0o700)
            workbook = pathlib.Path(folder) / "workbook.json"
            workbook.write_text(json.dumps(random_workbook(5, scenarios)), encoding="utf-8")
            os.environ["FAULT"] = fault
            output = io.StringIO()
            paths = (0,) if fault else compare.PATHS
            with contextlib.redirect_stdout(output), unittest.mock.patch.object(compare, "PATHS", paths):
                code = compare.main([str(program), str(workbook)])
            return code, output.getvalue()

    def test_program_that_agrees_passes(self):
        code, text = self.compare(scenarios=2)
        # three paths of each scenario (path 4095 is past their 3,000 or fewer), and one copy without chance
        self.assertEqual((code, text), (0, "8 passed, 0 failed\n"))

    def test_rounding_is_not_a_difference(self):
        self.assertEqual(self.compare("rounding")[0], 0)

    def test_usage_that_is_off_by_3e_9_is_caught_and_named(self):
        code, text = self.compare("usage")
        self.assertEqual(code, 1)
        self.assertIn("usage, month 0, use case", text)
        self.assertRegex(text, r"program [0-9.e+-]+, reference [0-9.e+-]+")

    def test_crossed_lines_are_caught(self):
        code, text = self.compare("crossed")
        self.assertEqual(code, 1)
        self.assertIn("licensor, month 0, use case ''", text)

    def test_mean_that_is_off_by_a_cent_is_caught(self):
        code, text = self.compare("mean")
        self.assertEqual(code, 1)
        self.assertIn("host.cumulativeMonths.mean, month 0", text)
        self.assertIn("1 passed, 1 failed", text)


if __name__ == "__main__":
    play_program(sys.argv[1:], os.environ.get("FAULT", ""))
