#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""terminal.py PROGRAM: what a file says reaches no terminal as an order, and tables stand in a terminal's columns."""

import ctypes
import json
import locale
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import pseudo_terminal

FEW = ["--paths", "1024"]

# What a terminal does something with other than draw it, the line ends of our own aside.
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
ORDERS = ["\x1b]0;title\x07", "\x1b[2J", "\x7f", "\x85", "\x9b2J", "\u202e", "\u2066", "\u200f", "\u2028", "\u2029", "\r", "\n"]
# Those that a name may hold: the others are refused where they are read.
NAMED = "\u202eevil\u2069 \u2028forged: line\u200e"


def deal(name="Deal", use_cases=("Search",), **rest):
    return {
        "name": name,
        "timeline": {"months": 12},
        "market": {"useCases": [{"name": use_case, "initialUsage": 100, "price": 2} for use_case in use_cases]},
        "terms": {"shares": [{"baseRate": 0.1} for _ in use_cases]},
        **rest,
    }


class Checks:
    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.wrong = []

    def file(self, name, document):
        path = self.folder / name
        path.write_text(json.dumps(document), encoding="utf-8")
        return str(path)

    def run(self, *arguments, **environment):
        done = subprocess.run([self.program, *arguments], capture_output=True, check=False, timeout=120,
                              env={**os.environ, **environment})
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def expect(self, holds, what):
        if not holds:
            self.wrong.append(what)

    def expect_tame(self, arguments, codes, says="", lines=None):
        """Neither stream has anything that a terminal obeys; `says` is in one of them."""
        code, out, error = self.run(*arguments)
        self.expect(code in codes, f"{arguments!r}: code {code}\n{error}")
        found = OBEYED.search(out + error)
        self.expect(not found, f"{arguments!r}: a terminal obeys {found!r}")
        self.expect(says in out + error, f"{arguments!r}: {says!r} is not said in {out + error!r}")
        if lines is not None:
            self.expect(len(error.splitlines()) == lines, f"{arguments!r}: {lines} lines expected of\n{error}")
        return out


def messages(checks):
    """Unknown names, wrong values and names in every message that quotes a file."""
    for order in ORDERS:
        spelling = f"\\x{ord(order[0]):02x}" if ord(order[0]) < 0x80 else f"\\x{{{ord(order[0]):x}}}"
        unknown = checks.file("unknown.json", {**deal(), f"a{order}b": 1})
        checks.expect_tame(["validate", unknown], [1], f"a{spelling}", lines=2)
        value = checks.file("value.json", deal(timeline={"months": f"x{order}"}))
        checks.expect_tame(["simulate", value], [1], "timeline.months", lines=2)
        checks.expect_tame(["simulate", unknown, "--set", f"terms.x{order}=1"], [1, 2])
        plain = checks.file("plain.json", deal())
        for arguments in (["--set", f"terms.x{order}=1"], ["--set", f"x{order}"], ["--scenario", f"x{order}"]):
            checks.expect_tame(["simulate", plain, *arguments], [1, 2], spelling)
        checks.expect_tame(["simulate", plain, "--seed", f"1{order}"], [2], "“1\\x", lines=1)
        checks.expect_tame(["simulate", plain, f"--no{order}"], [2])
        checks.expect_tame([f"no{order}file"], [2], spelling, lines=1)
        checks.expect_tame(["simulate", f"no{order}file.json"], [3], spelling, lines=1)
        if order not in ("\x7f", "\x85", "\x9b2J") and ord(order[0]) >= 0x20:
            several = checks.file("several.json", {"baseline": "A", "scenarios": [deal("A"), deal(f"B{order}")]})
            checks.expect_tame(["simulate", several, "--scenario", "C"], [2], f"B{spelling}", lines=3)
    bad = checks.file("bad.json", {"baseline": "A", "scenarios": [deal("A"), deal(NAMED, terms={"shares": [{"baseRate": 0.1}], "rateFloor": 2})]})
    checks.expect_tame(["compare", bad, *FEW], [1], "\\x{2028}forged", lines=2)
    picture = str(checks.folder / "x.png")
    checks.expect_tame(["window", bad, "--picture", picture, "--scenario", "C"], [2], "\\x{202e}")
    checks.expect_tame(["window", bad, "--picture", str(checks.folder / "none\u202e" / "x.png")], [3], "\\x{202e}")


def tables(checks):
    """Every command that prints names."""
    file = checks.file(
        "named.json",
        {"baseline": NAMED, "scenarios": [
            deal(NAMED, (NAMED, "Search"), parties={"licensor": {"name": NAMED}, "host": {"name": NAMED}}),
            deal(NAMED + "2", (NAMED, "Search"), parties={"licensor": {"name": NAMED}, "host": {"name": NAMED}},
                 terms={"shares": [{"baseRate": 0.2}, {"baseRate": 0.1}]}),
        ]})
    goal = ["--party", "host", "--statistic", "npv.mean", "--target", "4000", "--vary", "terms.shares[0].baseRate"]
    for command, rest in {"simulate": [], "bridge": [], "compare": [], "tornado": [], "correlations": [], "tiers": [],
                          "redline": ["--to", NAMED + "2"], "goal": goal, "ledger": ["--path", "0"]}.items():
        checks.expect_tame([command, file, *FEW, *rest], [0])
        out = checks.expect_tame([command, file, *FEW, *rest, "--json"], [0])
        raw = json.loads(out)
        if command in ("simulate", "bridge"):
            checks.expect(raw["scenario"] == NAMED, f"{command} --json: {raw['scenario']!r} is not the name")
    # CSV is for scripts: as it is in a pipe.
    _, csv, _ = checks.run("ledger", file, *FEW, "--path", "0", "--csv")
    checks.expect(NAMED in csv, "--csv does not have the use case's name as it is")
    if pseudo_terminal.available():
        on_terminal = pseudo_terminal.printed([checks.program, "ledger", file, *FEW, "--path", "0", "--csv"])
        checks.expect("\\x{202e}evil" in on_terminal, "--csv on a terminal does not spell out")
        checks.expect(not OBEYED.search(on_terminal), "--csv on a terminal is obeyed")


def columns(checks):
    """Figures end in one column whatever the script of the names, as the C library counts columns."""
    locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    c_library = ctypes.CDLL(None)

    def width(text):
        return sum(max(0, c_library.wcwidth(ord(letter))) for letter in text)

    names = ["ग्राहक सेवा", "内容审核与搜索", "خدمة العملاء", "고객 서비스", "Cafe\u0301", "👩‍💻 emoji", "ｆｕｌｌ", "Search"]
    file = checks.file("scripts.json", deal("Scripts", names))
    long = checks.file("long.json", deal("Long", [name * 12 for name in names]))
    for path, room in ((file, "80"), (file, "60"), (long, "60"), (long, "40"), (long, "77")):
        _, text, _ = checks.run("bridge", path, *FEW, COLUMNS=room)
        blocks = text.split("\n\n")[1:3]
        for block in blocks:
            widths = {width(line) for line in block.splitlines()}
            checks.expect(len(widths) == 1, f"COLUMNS={room}: the figures end in columns {widths}\n{block}")
            checks.expect(max(widths) <= int(room), f"COLUMNS={room}: a line has {max(widths)} columns\n{block}")
        lines = [line for block in blocks for line in block.splitlines()]
        if path == long:
            # Cut between characters: no accent without its letter, no half of a joined picture.
            checks.expect(not re.search("Cafe(?!\u0301)|\u200d[… ]", "\n".join(lines)), f"COLUMNS={room}: cut within a character")
            checks.expect(sum("…" in line for line in lines) >= len(names), f"COLUMNS={room}: nothing was cut")
        else:
            for name in names:
                checks.expect(any(name in line for line in lines), f"COLUMNS={room}: {name} is lost")


def sentences(checks):
    """Where there is no luck there is no error, and scripts that need other fonts are no reason to speak."""
    file = checks.file("plain.json", deal())
    for precision in ("0.1%", "5", "0.0001"):
        code, text, _ = checks.run("simulate", file, "--paths", "4096", "--precision", precision)
        checks.expect(code == 0 and "Both means are exact, with 4,096 paths; ± $" in text and "within" not in text,
                      f"--precision {precision}: {text}")
    lucky = checks.file("lucky.json", {**deal(), "market": {"useCases": [
        {"name": "Search", "initialUsage": 1e8, "price": 2, "volatility": 0.3}]},
                                        "terms": {"shares": [{"baseRate": 0.1}], "annualCap": 2.4e8}})
    _, text, _ = checks.run("simulate", lucky, "--paths", "4096", "--precision", "50%")
    checks.expect("Both means are known within ± $" in text, text)
    scripts = checks.file("fonts.json", deal("Fonts", ["ग्राहक सेवा", "内容审核", "خدمة", "\U000ffff0"]))
    for arguments in (["report", scripts, *FEW, "-o", str(checks.folder / "r.pdf")],
                      ["window", scripts, "--picture", str(checks.folder / "w.png")]):
        code, _, error = checks.run(*arguments)
        checks.expect(code == 0 and not error, f"{arguments[0]} says on standard error: {error}")


def main():
    with tempfile.TemporaryDirectory() as name:
        checks = Checks(sys.argv[1], pathlib.Path(name))
        messages(checks)
        tables(checks)
        columns(checks)
        sentences(checks)
    if checks.wrong:
        sys.exit("\n".join(checks.wrong))
    print("no file orders a terminal, and every table stands in columns")


if __name__ == "__main__":
    main()
