#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""twins.py PROGRAM WORKBOOK...: a .deal file made by `convert` says what its JSON says, both ways."""

import json
import pathlib
import subprocess
import sys
import tempfile


def main():
    program, workbooks = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for workbook in workbooks:
            steps = [workbook, *(str(folder / file) for file in ("a.json", "b.deal", "c.json"))]
            # The first step writes every default out, so that the twin can be compared with it whole.
            for source, target in zip(steps, steps[1:]):
                pathlib.Path(target).unlink(missing_ok=True)
                subprocess.run([program, "convert", source, target], check=True)
            before, after = (json.loads(pathlib.Path(steps[i]).read_text(encoding="utf-8")) for i in (1, 3))
            if before != after:
                sys.exit(f"{workbook}: its .deal twin holds another workbook")
            figures = [
                subprocess.run([program, "simulate", file, "--paths", "1024", "--json"], check=True, capture_output=True)
                for file in (workbook, steps[2])
            ]
            if figures[0].stdout != figures[1].stdout:
                sys.exit(f"{workbook}: its .deal twin prices to other figures")
    print(f"{len(workbooks)} workbooks: each .deal twin equals its JSON")


if __name__ == "__main__":
    main()
