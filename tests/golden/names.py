#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""names.py PROGRAM: scenarios are found, and told apart, by their names: in either spelling of Unicode, and where several
files have the same."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unicodedata

FEW = ["--paths", "1024"]
COMPOSED = "Caf\u00e9 offer"
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)


def deal(name, share=0.1, **rest):
    return {
        "name": name,
        "timeline": {"months": 12},
        "market": {"useCases": [{"name": "Search", "initialUsage": 100, "price": 2}]},
        "terms": {"shares": [{"baseRate": share}]},
        **rest,
    }


class Checks:
    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.wrong = []

    def file(self, name, *scenarios, baseline=None):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps({"baseline": baseline or scenarios[0]["name"], "scenarios": list(scenarios)}), encoding="utf-8")
        return name

    def run(self, *arguments):
        return subprocess.run([self.program, *arguments], capture_output=True, text=True, check=False, cwd=self.folder)

    def expect(self, code, arguments, says=""):
        done = self.run(*arguments)
        if done.returncode != code or says not in done.stderr:
            self.wrong.append(f"{arguments}: code {done.returncode}, not {code}, or without {says!r}\n{done.stderr}")

    def labels(self, *arguments):
        """What compare calls its scenarios, the baseline first, and what the licensor expects of each."""
        done = self.run("compare", *arguments, *FEW, "--json")
        if done.returncode != 0:
            self.wrong.append(f"compare {arguments}: code {done.returncode}\n{done.stderr}")
            return {}
        answer = json.loads(done.stdout)
        found = {one["scenario"]: round(one["licensor"]["npv"]["mean"]) for one in answer["scenarios"]}
        if len(found) != len(answer["scenarios"]) or next(iter(found)) != answer["baseline"]:
            self.wrong.append(f"compare {arguments}: the labels are not unique, or the first is not the baseline\n{done.stdout}")
        return found

    def expect_labels(self, arguments, expected):
        found = self.labels(*arguments)
        if found != expected:
            self.wrong.append(f"compare {arguments}: {found}, not {expected}")


# A use case earns 100 M tokens a month at $2 a million for a year: $2,400, of which a tenth is $240.
def either_spelling(checks):
    for held, asked in ((COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED)):
        file = checks.file("cafe.json", deal("Other"), deal(held, 0.2))
        checks.expect(0, ["simulate", file, *FEW, "--scenario", asked])
        checks.expect(0, ["report", file, *FEW, "-o", "r.pdf", "--compare", asked])
        checks.expect(0, ["redline", file, *FEW, "--to", asked])
        checks.expect(0, ["redline", file, *FEW, "--from", asked, "--to", "Other"])
        checks.expect(0, ["window", file, "--picture", "w.png", "--scenario", asked, "--compare", asked])
        checks.expect_labels([file, "--baseline", asked], {held: 480, "Other": 240})
        checks.expect_labels([file, "--scenario", asked], {"Other": 240, held: 480})
        baseline = checks.file("baseline.json", deal("Other"), deal(held, 0.2), baseline=asked)
        for arguments in (["validate", baseline], ["simulate", baseline, *FEW], ["report", baseline, *FEW, "-o", "r.pdf"]):
            checks.expect(0, arguments)
        event = deal("Event")
        event["market"]["useCases"][0]["name"] = held
        event["market"]["events"] = [{"name": "Launch", "annualRate": 0.1, "useCase": asked}]
        checks.expect(0, ["validate", checks.file("event.json", event)])
        checks.expect(0, ["simulate", file, *FEW, "--set", f"name={asked}", "--scenario", asked])
    both = checks.file("both.json", deal(COMPOSED), deal(DECOMPOSED))
    checks.expect(1, ["validate", both], "scenarios[1].name")
    use_cases = deal("Use cases")
    use_cases["market"]["useCases"] = [{"name": name, "initialUsage": 100, "price": 2} for name in (COMPOSED, DECOMPOSED)]
    use_cases["terms"]["shares"] = [{"baseRate": 0.1}, {"baseRate": 0.1}]
    checks.expect(1, ["simulate", checks.file("use_cases.json", use_cases), *FEW], "market.useCases[1].name")


def several_files(checks):
    long = "x" * 200
    a = checks.file("a/deal.json", deal(long))
    b = checks.file("b/deal.json", deal(long, 0.2))
    checks.expect_labels([a, b], {long: 240, f"{long} (b/deal.json)": 480})
    checks.expect_labels([a, a], {long: 240, f"{long} (a/deal.json)": 240})
    checks.expect_labels([a, a, a], {long: 240, f"{long} (a/deal.json)": 240, f"{long} (a/deal.json, 2)": 240})
    c = checks.file("c.json", deal("A"), deal("B", 0.2))
    d = checks.file("d.json", deal("A", 0.3), deal("B", 0.4), deal("A (d.json)", 0.5))
    every = {"A": 240, "B": 480, "A (d.json)": 720, "B (d.json)": 960, "A (d.json) (d.json)": 1200}
    checks.expect_labels([c, d], every)
    # A label is one scenario, a name all that have it; of several baselines the first.
    checks.expect_labels([c, d, "--baseline", "B"], {"B": 480} | every)
    checks.expect_labels([c, d, "--baseline", "B (d.json)"], {"B (d.json)": 960} | every)
    checks.expect_labels([c, d, "--scenario", "B"], {"A": 240, "B": 480, "B (d.json)": 960})
    checks.expect_labels([c, d, "--scenario", "B (d.json)"], {"A": 240, "B (d.json)": 960})
    checks.expect(2, ["compare", c, d, *FEW, "--scenario", "C"], "B (d.json)")
    broken = checks.file("broken.json", deal("A", terms={"shares": [{"baseRate": 0.1}], "rateFloor": 2}))
    checks.expect(1, ["compare", c, broken, *FEW], "A (broken.json): terms.rateFloor")


def problems_name_their_scenario(checks):
    broken = checks.file("one.json", deal("A"), deal("B", terms={"shares": [{"baseRate": 0.1}], "rateFloor": 2}))
    for arguments in (["compare", broken], ["redline", broken, "--to", "B"], ["report", broken, "-o", "r.pdf", "--compare", "B"]):
        checks.expect(1, [*arguments, *FEW], "B: terms.rateFloor")


def report_lists_none_twice(checks):
    file = checks.file("report.json", deal("A"), deal("B", 0.2))
    done = checks.run("report", file, *FEW, "-o", "r.pdf", "--json", "--compare", "A", "--compare", "B", "--compare", "B")
    names = json.loads(done.stdout)["scenarios"]
    if names != ["A", "B"]:
        checks.wrong.append(f"report compares {names}")


def main():
    with tempfile.TemporaryDirectory() as name:
        checks = Checks(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(name))
        either_spelling(checks)
        several_files(checks)
        problems_name_their_scenario(checks)
        report_lists_none_twice(checks)
    if checks.wrong:
        sys.exit("\n".join(checks.wrong))
    print("every scenario is found by its name")


if __name__ == "__main__":
    main()
