#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shapes of what the commands print, against tests/golden/cli.

cli_shapes.py PROGRAM WORKBOOK [--rewrite]

Runs each command with --json, reduces its answer to names, types and lengths, and compares. The figures are left to
other tests. Names keep their order, for people read them in it.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

GOLDEN = pathlib.Path(__file__).parent / "cli"
FEW = ["--paths", "1024"]

# Lists whose length the deal decides and that hold entries of one kind: they are reduced to their entries' shapes.
SHAPES_ONLY = {"lines", "bars", "differences", "problems", "scenarios", "ledger", "drivers", "clauses", "rare"}


def shape(value, name):
    """Names and types of a JSON value; a list of numbers is its length."""
    if isinstance(value, dict):
        if name == "useCases":
            return {"each use case": sorted({type_name(part) for part in value.values()})}
        return {key: shape(part, key) for key, part in value.items()}
    if isinstance(value, list):
        kinds = []
        for part in value:
            kind = shape(part, "")
            if kind not in kinds:
                kinds.append(kind)
        kinds.sort(key=json.dumps)
        return {"each of": kinds} if name in SHAPES_ONLY else {"length": len(value), "each of": kinds}
    return type_name(value)


def type_name(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    return "text" if isinstance(value, str) else "number"


def sections(workbook):
    """The first scenario's objects and names, with what belongs to one use case or element shown once."""

    def first(value):
        if isinstance(value, dict):
            return {key: first(part) for key, part in value.items()}
        return [first(value[0])] if isinstance(value, list) and value else value

    return first(workbook)


def run(program, arguments, code=0):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != code:
        sys.exit(f"{' '.join(arguments)}: exit code {done.returncode}, not {code}\n{done.stderr}")
    return done.stdout


def answers(program, workbook, folder):
    """What each command answers, by the name of its golden file."""

    def ask(*arguments, code=0):
        return json.loads(run(program, arguments, code))

    goal = ["goal", workbook, *FEW, "--json", "--party", "host", "--statistic", "npv.mean", "--target", "0", "--vary"]
    invalid = folder / "invalid.json"
    document = json.loads(pathlib.Path(workbook).read_text(encoding="utf-8"))
    document["scenarios"][0]["terms"]["rateFloor"] = 2
    invalid.write_text(json.dumps(document), encoding="utf-8")
    yield "simulate", ask("simulate", workbook, *FEW, "--json")
    yield "simulate-precision", ask("simulate", workbook, *FEW, "--precision", "50%", "--json")
    yield "ledger", ask("ledger", workbook, *FEW, "--path", "7", "--json")
    yield "ledger-draws", ask("ledger", workbook, *FEW, "--path", "7", "--draws")
    yield "bridge", ask("bridge", workbook, *FEW, "--json")
    yield "compare", ask("compare", workbook, *FEW, "--json")
    yield "tornado", ask("tornado", workbook, *FEW, "--json")
    yield "correlations", ask("correlations", workbook, *FEW, "--json")
    redline = ask("redline", workbook, *FEW, "--to", document["scenarios"][1]["name"], "--json")
    yield "redline", redline
    yield "tiers", ask("tiers", workbook, *FEW, "--json")
    # No shape shows that the clauses add up.
    for party in ("licensor", "host"):
        clauses = redline[party]["clauses"]
        total = sum(clause["amount"] for clause in clauses)
        if abs(total - redline[party]["change"]) > 1e-9 * sum(abs(clause["amount"]) for clause in clauses):
            sys.exit(f"redline: the clauses of the {party} add up to {total}, not {redline[party]['change']}")
    steps = [{"threshold": 0, "adjustment": 0}, {"threshold": 1e6, "adjustment": -0.5}]
    cliff = ["--set", f"terms.tiers.steps={json.dumps(steps)}", "--set", "terms.tiers.method=whole"]
    yield "tiers-cliff", ask("tiers", workbook, *FEW, "--set", "terms.rateFloor=0", *cliff, "--json")
    yield "goal", ask(*goal, "terms.shares[0].baseRate")
    yield "goal-absent", ask(*goal, "terms.totalCap", "--set", "terms.totalCap=null")
    yield "validate", ask("validate", workbook, "--json")
    yield "validate-invalid", ask("validate", str(invalid), "--json", code=1)
    converted = folder / "converted.json"
    answer = ask("convert", workbook, str(converted), "--json")
    yield "convert", answer
    yield "converted", sections(json.loads(converted.read_text(encoding="utf-8")))
    summary = folder / "summary.pdf"
    report = ask("report", workbook, "-o", str(summary), "--json")
    if report["sha256"] != answer["sha256"]:
        sys.exit("report and convert name different digests of one workbook")
    if not summary.read_bytes().startswith(b"%PDF-"):
        sys.exit("report wrote no PDF")
    yield "report", report
    yield "schema", {key: type(value).__name__ for key, value in ask("schema", "--json").items()}


def main():
    program, workbook = sys.argv[1:3]
    rewrite = "--rewrite" in sys.argv
    different = []
    with tempfile.TemporaryDirectory() as folder:
        for name, answer in answers(program, workbook, pathlib.Path(folder)):
            text = json.dumps(shape(answer, name), indent=1, ensure_ascii=False) + "\n"
            file = GOLDEN / f"{name}.json"
            if rewrite:
                GOLDEN.mkdir(exist_ok=True)
                file.write_text(text, encoding="utf-8")
            elif not file.exists() or file.read_text(encoding="utf-8") != text:
                different.append(name)
                sys.stderr.write(f"{name}: the shape is not that of {file}; it is\n{text}")
    if different:
        sys.exit("Other people's scripts read these shapes. If they are meant to change: ./dev golden")


if __name__ == "__main__":
    main()
