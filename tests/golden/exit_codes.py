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
import resource
import socket
import subprocess
import sys
import tempfile
import threading

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

CASES = pathlib.Path(__file__).parent.parent / "data" / "cases"

# The place in a workbook that every problem has to name.
PLACE = re.compile(r"(^|[ :.])(baseline: |scenarios: |scenarios\[|parties\.|timeline\.|market\.|terms\.|negotiation\.|simulation\.)")


class Checks:
    """Runs the program and remembers what was not as it should be."""

    def __init__(self, program, folder):
        self.program = os.path.abspath(program)
        self.folder = folder
        self.wrong = []
        self.count = 0
        # As on a machine that nobody is logged in to.
        self.environment = {k: v for k, v in os.environ.items() if k not in BESIDE_A_DISPLAY}

    def expect(self, code, arguments, says="", stdout=None, stdin=None, most=None, **variables):
        """In the environment with these variables. `says` must be on standard error, which must be empty (warnings aside)
        where `code` is 0. `stdin` comes from a pipe; no file may have more than `most` bytes."""
        arguments = [a.replace("{}", str(self.folder)) if isinstance(a, str) else a for a in arguments]
        with open(stdout or os.devnull, "wb") as out:
            given = {"stdin": subprocess.DEVNULL} if stdin is None else {"input": stdin}
            # As any program is started; Python itself ignores the signal.
            limited = None if most is None else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            done = subprocess.run([self.program, *arguments], stdout=out, stderr=subprocess.PIPE,
                                  env=self.environment | variables, check=False, timeout=120, preexec_fn=limited,
                                  restore_signals=True, **given)
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
    checks.expect(2, ["window", workbook, "--picture", "{}/w.png", "--compare", "no such deal"], "no such deal")
    checks.expect(2, ["window", workbook, "--picture", ""], "empty")
    checks.expect(2, ["window", workbook, "--picture", "{}/w.png", "--width", "10"], "from 640 to 8000")


def times_of_creation(checks, workbook):
    """A PDF's date has four digits for the year; anything else is refused before the scenario is priced."""
    for epoch in ("x", "1.5", "-1", "+1", " 1", "1e3", "253402300800", "99999999999999", "9" * 30):
        checks.expect(2, ["report", workbook, "--paths", "10000000", "-o", "{}/never.pdf"], "SOURCE_DATE_EPOCH",
                      SOURCE_DATE_EPOCH=epoch)
    if (checks.folder / "never.pdf").exists():
        checks.wrong.append("report: a refused time of creation leaves a PDF")
    for epoch in ("", "0", "253402300799"):
        checks.expect(0, ["report", workbook, *FEW, "-o", "{}/out.pdf"], SOURCE_DATE_EPOCH=epoch)


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


def scaled(workbook, file, price_decline):
    """The workbook over 240 months, in which prices rise without end."""
    document = json.loads(pathlib.Path(workbook).read_text(encoding="utf-8"))
    for scenario in document["scenarios"]:
        scenario["timeline"]["months"] = 240
        for use_case in scenario["market"]["useCases"]:
            use_case["priceDecline"] = price_decline
    file.write_text(json.dumps(document), encoding="utf-8")
    return str(file)


def figures_beyond_the_range(checks, workbook, folder):
    """A figure is finite, or there is a sentence in its place: which months, which fields."""
    beyond = scaled(workbook, folder / "beyond.json", -9.9e14)
    within = scaled(workbook, folder / "within.json", -1e9)
    checks.expect(0, ["validate", beyond])
    for name in PRINTING.keys() - {"validate"}:
        for more in ([], ["--json"], ["--sampling", "pseudo"]) if name != "ledger" else ():  # of a path within it
            checks.expect(1, [name, beyond, *PRINTING[name], *more], "priceDecline: Drives figures past the largest")
        output = folder / "within.out"
        checks.expect(0, [name, within, *PRINTING[name], "--json"], stdout=output)
        words = re.findall(r"\b(?:null|nan|inf|infinity)\b", output.read_text(encoding="utf-8"), re.IGNORECASE)
        if words and name != "compare":  # which shows caps that are not there
            checks.wrong.append(f"{name}: {len(words)} of the figures are none, such as {words[0]}")
    for name in ("compare", "redline"):
        checks.expect(1, [name, beyond, *PRINTING[name]], "Opening offer: market.useCases[")
    for name in ("report", "window"):
        checks.expect(1, [name, beyond, *WRITING[name]], "priceDecline: Drives figures past the largest")
        checks.expect(0, [name, within, *WRITING[name]])


def files(checks, workbook, folder):
    garbage = folder / "garbage.deal"
    garbage.write_bytes(b"\x00\x01\x02 not a deal")
    cut = folder / "cut.json"
    cut.write_text('{"scenarios": [', encoding="utf-8")
    empty = folder / "empty.json"
    empty.write_bytes(b"")
    place = folder / "socket.json"
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(place))
    unreadable = [str(garbage), str(cut), str(empty), str(place), str(folder), "{}/missing.deal", "/dev/null",
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
    for target in ("{}/no/such/folder/out.json", "{}/folder.json", str(place)):
        where = target.replace("{}", str(folder))
        for says in (where, "nothing was changed."):
            checks.expect(3, ["convert", workbook, target], says)
            checks.expect(3, ["report", workbook, *FEW, "-o", target], says)
            checks.expect(3, ["window", workbook, "--picture", target], says)
    listening.close()
    for most in (0, 100):
        for name, rest in WRITING.items():
            checks.expect(3, [name, workbook, *rest], "limit on the size of files; nothing was changed", most=most)
    checks.expect(3, ["report", workbook, *FEW, "-o", "/dev/full"], "/dev/full")
    checks.expect(3, ["window", workbook, "--picture", "/dev/full"], "/dev/full")
    checks.expect(0, ["report", workbook, *FEW, "-o", "/dev/null"])
    checks.expect(3, ["window", "{}/missing.deal"], "missing.deal")
    checks.expect(3, ["{}/missing.deal"], "missing.deal")
    checks.expect(3, [str(folder)], str(folder))


def pipes(checks, workbook, folder):
    """What comes from a pipe is read, once."""
    content = pathlib.Path(workbook).read_bytes()
    for name, rest in {**PRINTING, **WRITING}.items():
        checks.expect(0, [name, "/dev/stdin", *rest], stdin=content)
    checks.expect(3, ["validate", "/dev/stdin"], "neither", stdin=b"")
    fifo = folder / "fifo.json"
    os.mkfifo(fifo)
    for name, rest in {**PRINTING, **WRITING}.items():
        writer = threading.Thread(target=fifo.write_bytes, args=(content,))
        writer.start()
        checks.expect(0, [name, str(fifo), *rest])
        writer.join()


def rules_of_workbooks(checks, folder):
    """A workbook that breaks a rule of workbooks is refused by every command, whichever scenario it asks for."""
    for case, says in (
        ("no-scenarios", "scenarios: Is empty; must have at least one element"),
        ("lost-baseline", "baseline: Must be the name of one of the workbook's scenarios (is Opening offer)"),
        ("same-names", "scenarios[1].name: “A” is taken already; names must differ"),
    ):
        file = str(CASES / f"{case}.json")
        (folder / "copy.deal").unlink(missing_ok=True)
        for name, rest in {**PRINTING, **WRITING}.items():
            for chosen in ([], ["--scenario", "A"]) if name in ("simulate", "report", "window") else ([],):
                checks.expect(1, [name, file, *rest, *chosen], says)
        if (folder / "copy.deal").exists():
            checks.wrong.append("convert wrote what nothing can open")
    checks.expect(1, ["validate", str(CASES / "use-cases-65.json")], "market.useCases: must have at most 64 elements")


def onto_workbooks(checks, workbook, folder):
    """Nothing but a workbook is written over one."""
    mine = folder / "mine.json"
    mine.write_bytes(pathlib.Path(workbook).read_bytes())
    other = folder / "other.deal"
    checks.expect(0, ["convert", workbook, str(other)])
    checks.expect(0, ["convert", workbook, str(other)])  # so that there is a backup
    damaged = folder / "damaged.deal"
    damaged.write_bytes(other.read_bytes()[:500])
    cut = folder / "meant.json"
    cut.write_text('{"scenarios": [', encoding="utf-8")
    (folder / "link.pdf").symlink_to(mine)
    os.link(mine, folder / "hard.pdf")
    targets = [mine, f"{folder}/../{folder.name}/mine.json", folder / "link.pdf", folder / "hard.pdf", other,
               f"{other}~", damaged, cut]
    before = [pathlib.Path(target).read_bytes() for target in targets]
    for target in targets:
        for command in (["report", str(mine), "-o", str(target)], ["window", str(mine), "--picture", str(target)]):
            checks.expect(2, command, str(target))
    if before != [pathlib.Path(target).read_bytes() for target in targets]:
        checks.wrong.append("a workbook was written over")
    checks.expect(2, ["window", "--picture", str(mine)], str(mine))
    # What is no workbook may be replaced.
    (folder / "old.json").write_text('{"dependencies": {}}', encoding="utf-8")
    checks.expect(0, ["report", str(mine), *FEW, "-o", str(folder / "old.json")])


def names_of_files(checks, folder):
    """Names that begin with a colon are files like others."""
    here = os.getcwd()
    os.chdir(folder)
    try:
        checks.expect(0, ["convert", str(CASES / "plain.json"), ":p.json"])
        checks.expect(0, ["validate", ":p.json"])
        checks.expect(0, ["report", ":p.json", "-o", ":p.pdf"])
        checks.expect(0, ["window", ":p.json", "--picture", ":p.png"])
    finally:
        os.chdir(here)
    checks.expect(0, ["validate", str(CASES / "bom-newline.json")])
    checks.expect(0, ["convert", str(CASES / "plain.json"), "{}/lines.deal"])
    changed = (folder / "lines.deal").read_bytes().replace(b"\n", b"\r\n")
    (folder / "lines.deal").write_bytes(changed)
    checks.expect(3, ["validate", "{}/lines.deal"], "longer than it was when it was saved")
    (folder / "lines.deal").write_bytes(changed[:300])
    checks.expect(3, ["validate", "{}/lines.deal"], "is not complete")


def digests(checks, folder):
    """A report's digest is of the workbook that was priced."""

    def digest(*arguments):
        done = subprocess.run([checks.program, *arguments, "--json"], capture_output=True, env=checks.environment,
                              check=False, timeout=120)
        return json.loads(done.stdout)["sha256"] if done.returncode == 0 else done.stderr.decode()

    document = json.loads((CASES / "random.json").read_text(encoding="utf-8"))
    two = {"scenarios": [document, {**document, "name": "Second"}], "baseline": document["name"]}
    file = folder / "two.json"
    file.write_text(json.dumps(two), encoding="utf-8")
    for options, change in (
        ([], lambda scenarios: scenarios[0].update(name="Other")),
        (["--scenario", "Second"], lambda scenarios: scenarios[1].update(name="Other")),
        (["--compare", "Second"], lambda scenarios: scenarios[0].update(name="Other")),
    ):
        changed = json.loads(json.dumps(two))
        change(changed["scenarios"])
        changed["baseline"] = "Other" if "--scenario" not in options else two["baseline"]
        wanted = folder / "wanted.json"
        wanted.write_text(json.dumps(changed), encoding="utf-8")
        expected = digest("convert", str(wanted), str(folder / "wanted.deal"))
        found = digest("report", str(file), *options, "--set", "name=Other", "-o", str(folder / "digest.pdf"))
        if found != expected or len(found) != 64:
            checks.wrong.append(f"report {options}: its digest is {found}, that of what was priced {expected}")
    checks.expect(1, ["report", str(file), "--set", "name=Second", "-o", "{}/digest.pdf"], "is taken already")
    checks.expect(1, ["simulate", str(file), "--set", "name=Second"], "is taken already")


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
        times_of_creation(checks, workbook)
        invalid_deals(checks, workbook, folder)
        figures_beyond_the_range(checks, workbook, folder)
        files(checks, workbook, folder)
        pipes(checks, workbook, folder)
        rules_of_workbooks(checks, folder)
        onto_workbooks(checks, workbook, folder)
        names_of_files(checks, folder)
        digests(checks, folder)
        backups(checks, workbook, folder)
        documents(checks, workbook, folder)
    if checks.wrong:
        sys.exit("\n".join(checks.wrong))
    print(f"{checks.count} calls answer as they should")


if __name__ == "__main__":
    main()
