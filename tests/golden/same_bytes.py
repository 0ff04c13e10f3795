#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""same_bytes.py PROGRAM WORKBOOK: one answer for any number of threads and whatever vector instructions are used."""

import subprocess
import sys


def main():
    program, workbook = sys.argv[1:3]

    def simulate(*arguments):
        return subprocess.run([program, "simulate", *arguments], capture_output=True, check=True).stdout

    targets = simulate("--vector-target", "list").decode().split()
    if "SCALAR" not in targets:
        sys.exit(f"--vector-target list names {targets}, without SCALAR")
    first = simulate(workbook, "--paths", "1024", "--json")
    for target in targets:
        for threads in ("1", "2", "3", "8"):
            arguments = [workbook, "--paths", "1024", "--json", "--threads", threads, "--vector-target", target]
            if simulate(*arguments) != first:
                sys.exit(f"{threads} threads with {target} print other figures than the default")
    print(f"{len(targets)} vector targets x 4 numbers of threads: the same bytes")


if __name__ == "__main__":
    main()
