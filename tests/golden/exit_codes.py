#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""exit_codes.py PROGRAM WORKBOOK: what every command answers to the shell, and says on standard error.

0 done, 1 the deal is invalid, 2 wrong use, 3 a file that cannot be read or written. Every command that --help lists has
cases here, or this fails.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FEW = ["--paths", "1024"]
GOAL = ["--party", "host", "--statistic", "npv.mean", "--target", "3e8", "--vary", "terms.shares[0].baseRate"]

# What each command needs behind the file's name, {} being a folder to write in. The commands that print are those that
# have to notice that standard output is full.
PRINTING = {
    "simulate": FEW,
    "ledger": [*FEW, "--path", "0"],
    "bridge": FEW,
    "compare": FEW,
    "tornado": FEW,
    "correlations": FEW,
    "redline": [*FEW, "--to", "Host's counter"],
    "tiers": FEW,
    "goal": [*FEW, *GOAL],
    "validate": [],
}
WRITING = {"convert": ["{}/copy.deal"], "report": [*FEW, "-o", "{}/out.pdf"], "window": ["--picture", "{}/window.png"]}
WITHOUT_FILE = {"schema": []}

# Variables that tell of a screen and of somebody who sits in front of it.
BESIDE_A_DISPLAY = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR", "XDG_SESSION_TYPE"}

# The place in a scenario that every problem has to name.
PLACE = re.compile(r"(^|[ :.])(scenarios\[|parties\.|timeline\.|market\.|terms\.|negotiation\.|simulation\.)")


class Checks:
    """Runs the program and remembers what was not as it should be."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.wrong = []
        self.count = 0
        # As on a machine that nobody is logged in to.
        self.environment = {k: v for k, v in os.environ.items() if k not in BESIDE_A_DISPLAY}

    def expect(self, code, arguments, says="", stdout=None):
        """`says` must be on standard error, which must be empty (warnings aside) where `code` is 0."""
        arguments = [a.replace("{}", str(self.folder)) if isinstance(a, str) else a for a in arguments]
        with open(stdout or os.devnull, "wb") as out:
            done = subprocess.run([self.program, *arguments], stdout=out, stderr=subprocess.PIPE, env=self.environment,
                                  check=False, timeout=120)
        error = done.stderr.decode(errors="replace")
        lines = [line for line in error.splitlines() if not line.startswith("warning: ")]
        why = None
        if done.returncode != code:
            why = f"exit code {done.returncode}, not {code}"
        elif (code == 0) != (not lines):
            why = "standard error should be empty" if code == 0 else "standard error says nothing"
        elif code == 1 and not any(PLACE.search(line) for line in lines):
            why = "no place in the deal is named"
        elif says not in error:
            why = f"standard error does not say {says!r}"
        self.count += 1
        if why:
            self.wrong.append(f"{arguments}: {why}\n{error}")


def commands_of(program):
    text = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^  (\w+)  ", text.split("Subcommands:")[1], re.MULTILINE))


def spoilt(workbook, file, **terms):
    document = json.loads(pathlib.Path(workbook).read_text(encoding="utf-8"))
    for scenario in document["scenarios"]:
        scenario["terms"].update(terms)
    file.write_text(json.dumps(document), encoding="utf-8")
    return str(file)


def done_and_wrong_use(checks, workbook):
    for name, rest in {**PRINTING, **WRITING}.items():
        checks.expect(0, [name, workbook, *rest])
        checks.expect(2, [name], "no display" if name == "window" else "required")
        checks.expect(2, [name, workbook, *rest, "--no-such-option"], "--no-such-option")
        checks.expect(2, [name, "", *rest], "empty")
    checks.expect(0, ["schema"])
    checks.expect(2, ["schema", "more"])
    for name in {**PRINTING, **WRITING, **WITHOUT_FILE}:
        checks.expect(0, [name, "--help"])
        if name not in WRITING:
            checks.expect(3, [name, "--help"], "standard output", stdout="/dev/full")
    checks.expect(0, ["--version"])
    # Misspelt commands, what follows them notwithstanding.
    checks.expect(2, ["frobnicate"], "closest command is")
    checks.expect(2, ["simulat", workbook, *FEW], "closest command is simulate")
    checks.expect(2, [workbook, "simulate", workbook], "exclude each other")
    checks.expect(2, [""], "empty")


def wrong_values(checks, workbook):
    def each(command, option, *values, says):
        others = [] if option == "--paths" else PRINTING[command]
        for value in values:
            checks.expect(2, [command, workbook, *others, option, value], says)

    for command in ("simulate", "compare", "tornado"):
        each(command, "--seed", "-1", "1.5", "", "x", "18446744073709551616", says="--seed must be a whole number from 0")
        each(command, "--paths", "0", "-5", "999", "10000001", "1e4", "", "nan", says="from 1000 to 10000000")
        each(command, "--threads", "-1", "1025", "", "two", says="from 0 to 1024")
        each(command, "--sampling", "sobol", "1", "", says="--sampling")
    each("simulate", "--vector-target", "", "ABACUS", says="--vector-target")
    each("simulate", "--precision", "", "0", "0%", "-1", "x", "101%", "nan", "inf", "1e999", "1 %%", says="--precision")
    each("simulate", "--scenario", "", says="must not be empty")
    each("simulate", "--scenario", "no such deal", says="The file has")
    each("simulate", "--set", "", says="must not be empty")
    each("simulate", "--set", "terms.advance", says="PATH=VALUE")
    each("simulate", "--set", "terms.advanced=1", says="terms.advanced")
    each("simulate", "--set", b"terms.advance=\xff", says="UTF-8")
    for path in ("-1", "10000000", "", "first"):
        checks.expect(2, ["ledger", workbook, *FEW, "--path", path], "--path must be a whole number from 0")
    checks.expect(2, ["ledger", workbook, *FEW, "--path", "1024"], "from 0 to 1023")
    each("compare", "--baseline", "no such deal", says="no such deal")
    each("compare", "--scenario", "no such deal", says="no such deal")
    each("redline", "--from", "no such deal", says="no such deal")
    checks.expect(2, ["redline", workbook, *FEW, "--to", "no such deal"], "no such deal")
    checks.expect(2, ["redline", workbook, *FEW], "--to is required")
    each("correlations", "--most", "0", "many", says="--most")
    each("tornado", "--most", "0", "-1", "", says="--most")
    goal = ["goal", workbook, *FEW]
    for target in ("nan", "inf", "-inf", "1e16", "", "much"):
        checks.expect(2, [*goal, *GOAL[:4], "--target", target, *GOAL[6:]], "--target must be a number")
    checks.expect(2, [*goal, *GOAL[:2], "--statistic", "npv.median", *GOAL[4:]], "npv.mean")
    checks.expect(2, [*goal, *GOAL[:6], "--vary", "terms.shares[99].baseRate"], "terms.shares[99].baseRate")
    checks.expect(2, [*goal, *GOAL[:6], "--vary", "terms.revenueBase"], "not a number")
    checks.expect(2, [*goal, "--party", "guest", *GOAL[2:]], "--party")
    checks.expect(2, ["convert", workbook, "{}/copy.txt"], ".deal or .json")
    checks.expect(2, ["report", workbook, *FEW, "-o", "{}/out.pdf", "--compare", "no such deal"], "no such deal")
    checks.expect(2, ["window", workbook, "--picture", "{}/w.png", "--scenario", "no such deal"], "no such deal")
    checks.expect(2, ["window", workbook, "--picture", ""], "empty")
    checks.expect(2, ["window", workbook, "--picture", "{}/w.png", "--width", "10"], "from 640 to 8000")


def invalid_deals(checks, workbook, folder):
    broken = spoilt(workbook, folder / "broken.json", rateFloor=2)
    several = spoilt(workbook, folder / "several.json", rateFloor=2, advance=-1, recoupment=3, milestones=[{"usage": 0}])
    for place in ("rateFloor", "advance", "recoupment", "milestones[0].usage"):
        for command in ("simulate", "validate"):
            checks.expect(1, [command, several], f"terms.{place}: ")
    strange = spoilt(workbook, folder / "strange.json", rateFlour=0.1)
    wrong_type = spoilt(workbook, folder / "wrong_type.json", advance="much")
    for name, rest in PRINTING.items():
        checks.expect(1, [name, broken, *rest], "terms.rateFloor")
    checks.expect(1, ["report", broken, *WRITING["report"]], "terms.rateFloor")
    checks.expect(1, ["compare", workbook, broken, *FEW], "Opening offer")
    other = json.loads(pathlib.Path(workbook).read_text(encoding="utf-8"))
    other["scenarios"][1]["timeline"]["currency"] = "EUR"
    euros = folder / "euros.json"
    euros.write_text(json.dumps(other), encoding="utf-8")
    for name in ("compare", "redline"):
        checks.expect(1, [name, str(euros), *PRINTING[name]], "different currencies")
    counter = other["scenarios"][1]["name"]
    checks.expect(1, ["report", str(euros), "--compare", counter, "-o", "{}/r.pdf"], "different currencies")
    # A report of one scenario needs no baseline: without it the report says less, and the command says why.
    other = json.loads(pathlib.Path(workbook).read_text(encoding="utf-8"))
    other["scenarios"][0]["terms"]["rateFloor"] = 2
    unfit = folder / "unfit.json"
    unfit.write_text(json.dumps(other), encoding="utf-8")
    for lone, why in ((euros, "is in another currency"), (unfit, "breaks a rule")):
        checks.expect(0, ["report", str(lone), "--scenario", counter, "-o", "{}/r.pdf"],
                      f"warning: The baseline, “Opening offer”, {why}")
    for name, rest in {**PRINTING, **WRITING}.items():
        checks.expect(1, [name, strange, *rest], "terms.rateFlour")
        checks.expect(1, [name, wrong_type, *rest], "terms.advance")
    for name in PRINTING.keys() - {"validate", "compare", "redline"}:
        checks.expect(1, [name, workbook, *PRINTING[name], "--set", "terms.rateFloor=2"], "terms.rateFloor")
        checks.expect(1, [name, workbook, *PRINTING[name], "--set", "terms.advance=much"], "terms.advance")
    checks.expect(1, ["simulate", workbook, "--set", "simulation.seed=-1"], "simulation.seed")


def files(checks, workbook, folder):
    garbage = folder / "garbage.deal"
    garbage.write_bytes(b"\x00\x01\x02 not a deal")
    cut = folder / "cut.json"
    cut.write_text('{"scenarios": [', encoding="utf-8")
    empty = folder / "empty.json"
    empty.write_bytes(b"")
    pipe = folder / "pipe.json"
    os.mkfifo(pipe)
    unreadable = [str(garbage), str(cut), str(empty), str(pipe), str(folder), "{}/missing.deal", "/dev/null",
                  os.fsencode(folder) + b"/\xff.json"]
    if os.geteuid() != 0:  # root may read everything
        locked = folder / "locked.json"
        locked.write_text("{}", encoding="utf-8")
        locked.chmod(0)
        unreadable.append(str(locked))
    for name, rest in {**PRINTING, **WRITING}.items():
        for file in unreadable:
            checks.expect(3, [name, file, *rest], "" if isinstance(file, bytes) else file.replace("{}", str(folder)))
    for name, rest in {**PRINTING, **WITHOUT_FILE}.items():
        file = [] if name in WITHOUT_FILE else [workbook]
        checks.expect(3, [name, *file, *rest], "standard output", stdout="/dev/full")
        if name in PRINTING:
            checks.expect(3, [name, *file, *rest, "--json"], "standard output", stdout="/dev/full")
    for option in ("--csv", "--draws"):
        checks.expect(3, ["ledger", workbook, *FEW, "--path", "0", option], "standard output", stdout="/dev/full")
    checks.expect(3, ["--help"], "standard output", stdout="/dev/full")
    checks.expect(3, ["--version"], "standard output", stdout="/dev/full")
    checks.expect(3, ["simulate", "--vector-target", "list"], "standard output", stdout="/dev/full")
    (folder / "folder.json").mkdir()
    for target in ("{}/no/such/folder/out.json", "{}/folder.json"):
        where = target.replace("{}", str(folder))
        checks.expect(3, ["convert", workbook, target], where)
        checks.expect(3, ["report", workbook, *FEW, "-o", target], where)
        checks.expect(3, ["window", workbook, "--picture", target], where)
    checks.expect(3, ["report", workbook, *FEW, "-o", "/dev/full"], "/dev/full")
    checks.expect(3, ["window", "{}/missing.deal"], "missing.deal")
    checks.expect(3, ["{}/missing.deal"], "missing.deal")
    checks.expect(3, [str(folder)], str(folder))


def backups(checks, workbook, folder):
    """What stood where convert writes is kept beside it."""
    target = folder / "kept.json"
    target.write_text("what stood here", encoding="utf-8")
    checks.expect(0, ["convert", workbook, str(target)])
    if (folder / "kept.json~").read_text(encoding="utf-8") != "what stood here":
        checks.wrong.append("convert: the backup is not what stood there")


def documents(checks, workbook, folder):
    """A report is a PDF and a picture a PNG, whole."""
    for name, file, head, tail in (
        ("report", "out.pdf", b"%PDF-", b"%%EOF"),
        ("window", "window.png", b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
    ):
        (folder / file).unlink(missing_ok=True)
        checks.expect(0, [name, workbook, *WRITING[name]])
        written = (folder / file).read_bytes() if (folder / file).exists() else b""
        if not written.startswith(head) or not written.rstrip().endswith(tail):
            checks.wrong.append(f"{name}: {file} is not what its name says")


def main():
    program, workbook = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        checks = Checks(program, folder)
        untested = commands_of(program) - PRINTING.keys() - WRITING.keys() - WITHOUT_FILE.keys()
        if untested:
            sys.exit(f"commands without a case here: {', '.join(sorted(untested))}")
        done_and_wrong_use(checks, workbook)
        wrong_values(checks, workbook)
        invalid_deals(checks, workbook, folder)
        files(checks, workbook, folder)
        backups(checks, workbook, folder)
        documents(checks, workbook, folder)
    if checks.wrong:
        sys.exit("\n".join(checks.wrong))
    print(f"{checks.count} calls answer as they should")


if __name__ == "__main__":
    main()
