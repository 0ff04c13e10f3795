#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tables.py PROGRAM WORKBOOK...: tables fit the terminal, and no figure is lost where they are narrow."""

import collections
import json
import os
import pathlib
import re
import subprocess
import sys

import pseudo_terminal

FEW = ["--paths", "1024"]
FIGURE = re.compile(r"[−+±<>]? ?[$₹]?\d[\d.,]*(?: (?:%|pp|[kMBT]|crore|lakh)(?!\w))?")


def calls(workbook):
    names = [scenario["name"] for scenario in json.loads(pathlib.Path(workbook).read_text(encoding="utf-8"))["scenarios"]]
    for command in ("simulate", "bridge", "tornado", "correlations", "tiers"):
        yield [command, workbook, *FEW]
    yield ["ledger", workbook, *FEW, "--path", "0"]
    if len(names) > 1:
        yield ["compare", workbook, *FEW]
        yield ["redline", workbook, *FEW, "--to", names[1]]


def table(program, call, columns):
    environment = {**os.environ, "COLUMNS": columns} if columns else {k: v for k, v in os.environ.items() if k != "COLUMNS"}
    return subprocess.run([program, *call], capture_output=True, check=True, encoding="utf-8", env=environment).stdout


def widest(text):
    return max(len(line) for line in text.splitlines())


def main():
    program, workbooks = sys.argv[1], sys.argv[2:]
    wrong = []
    for workbook in workbooks:
        for call in calls(workbook):
            wide = table(program, call, "1000")
            figures = collections.Counter(FIGURE.findall(wide))
            text = table(program, call, "80")
            if widest(text) > 80:
                wrong.append(f"{call}: {widest(text)} columns on a terminal of 80")
            lost = figures - collections.Counter(FIGURE.findall(text))
            if lost:
                wrong.append(f"{call}: these figures are lost: {dict(lost)}\n{text}")
            if "…" in wide:
                wrong.append(f"{call}: cut on a terminal of 1000 columns")
    compare = ["compare", workbooks[0], *FEW]
    if table(program, compare, "") != table(program, compare, "80"):
        wrong.append("without a terminal a table is not as wide as with COLUMNS=80")
    for columns in (90, 200) if pseudo_terminal.available() else ():
        if pseudo_terminal.printed([program, *compare], columns) != table(program, compare, str(columns)):
            wrong.append(f"the table on a terminal of {columns} columns is not the one that COLUMNS={columns} gives")
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{len(workbooks)} workbooks: every table fits")


if __name__ == "__main__":
    main()
