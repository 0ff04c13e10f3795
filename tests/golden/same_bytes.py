#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""same_bytes.py PROGRAM WORKBOOK: one answer for any number of threads, whatever vector instructions are used, and
wherever the program runs: time zone, language and number format of the machine leave no trace."""

import os
import pathlib
import subprocess
import sys
import tempfile

FEW = ["--paths", "1024"]

# Qt and the C library read these, whether or not the machine has such a locale installed.
ELSEWHERE = [
    {"TZ": "Asia/Kolkata"},
    {"TZ": "America/St_Johns"},
    {"TZ": "Pacific/Kiritimati"},
    *({"LC_ALL": f"{name}.UTF-8", "LANGUAGE": name} for name in ("de_DE", "hi_IN", "ar_EG", "fa_IR", "tr_TR")),
]


def anywhere(program, workbook):
    """Reports and tables are those of the same second in UTC."""
    home = {k: v for k, v in os.environ.items() if k not in ("LANG", "LANGUAGE", "TZ") and not k.startswith("LC_")}
    home |= {"TZ": "UTC", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "86400"}

    def answers(environment):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "report.pdf"
            done = subprocess.run([program, "report", workbook, *FEW, "-o", str(file)], env=environment, check=True,
                                  capture_output=True)
            if done.stderr:
                sys.exit(f"report says on standard error: {done.stderr.decode()}")
            tables = [subprocess.run([program, command, workbook, *FEW], env=environment, check=True,
                                     capture_output=True).stdout for command in ("simulate", "bridge", "compare")]
            return [file.read_bytes(), *tables]

    first = answers(home)
    if b"/CreationDate (D:19700102000000Z)" not in first[0]:
        sys.exit("the report was not created at SOURCE_DATE_EPOCH, in UTC")
    for change in ELSEWHERE:
        if answers(home | change) != first:
            sys.exit(f"with {change} a report or a table has other bytes")
    return len(ELSEWHERE)


def main():
    program, workbook = sys.argv[1:3]

    def simulate(*arguments):
        return subprocess.run([program, "simulate", *arguments], capture_output=True, check=True).stdout

    targets = simulate("--vector-target", "list").decode().split()
    if "SCALAR" not in targets:
        sys.exit(f"--vector-target list names {targets}, without SCALAR")
    first = simulate(workbook, *FEW, "--json")
    for target in targets:
        for threads in ("1", "2", "3", "8"):
            arguments = [workbook, *FEW, "--json", "--threads", threads, "--vector-target", target]
            if simulate(*arguments) != first:
                sys.exit(f"{threads} threads with {target} print other figures than the default")
    places = anywhere(program, workbook)
    print(f"{len(targets)} vector targets x 4 numbers of threads, {places} places: the same bytes")


if __name__ == "__main__":
    main()
