#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""interrupted.py PROGRAM WORKBOOK: a command that is interrupted ends by that signal and leaves nothing behind; one that
reads from a pipe can be interrupted too."""

import os
import pathlib
import pty
import signal
import subprocess
import sys
import tempfile

import pseudo_terminal

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def wait_for_progress(leader):
    """Until the command has shown how far it is: it is pricing."""
    said = b""
    while b"#" not in said:
        said += os.read(leader, 4096)


def wait_for_platform(process):
    """Until Qt's platform is loaded: the application is there."""
    maps = pathlib.Path(f"/proc/{process.pid}/maps")
    while "libqoffscreen" not in maps.read_text(encoding="utf-8"):
        if process.poll() is not None:
            return


def interrupted(call, folder, number, ready, on_terminal):
    """How the command ends, and what then is in the folder for temporary files and where it writes."""
    temporary = folder / "tmp"
    temporary.mkdir(exist_ok=True)
    environment = {k: v for k, v in os.environ.items() if k != "XDG_RUNTIME_DIR"} | {"TMPDIR": str(temporary)}
    leader, follower = pty.openpty() if on_terminal else os.pipe()
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=follower, stdin=subprocess.DEVNULL, env=environment,
                          cwd=folder) as process:
        os.close(follower)
        ready(process, leader)
        process.send_signal(number)
        code = process.wait(timeout=120)
    os.close(leader)
    return code, sorted(path.name for path in temporary.iterdir()), sorted(path.name for path in folder.iterdir())


def main():
    program, workbook = (str(pathlib.Path(argument).resolve()) for argument in sys.argv[1:3])
    many = ["--paths", "200000", "--threads", "1"]
    # Against a baseline there are hundreds of pricings behind the first, at whose end it says how far it is.
    report = ["--scenario", "Host's counter", "-o", "out.pdf"]
    on_terminal = pseudo_terminal.available()
    wrong = []
    for number in SIGNALS:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            os.mkfifo(folder / "pipe")
            writer = os.open(folder / "pipe", os.O_RDWR)  # open, and nothing comes
            cases = {
                "report": ([program, "report", workbook, *many, *report], lambda _, end: wait_for_progress(end)),
                "simulate": ([program, "simulate", workbook, *many], lambda _, end: wait_for_progress(end)),
                "window": ([program, "window", workbook, "--picture", "out.png"],
                           lambda process, _: wait_for_platform(process)),
                "a pipe": ([program, "simulate", "pipe"], lambda *_: None),
            }
            if not on_terminal:  # on no other place does a command say how far it is
                del cases["report"], cases["simulate"]
            for what, (call, ready) in cases.items():
                code, temporary, left = interrupted(call, folder, number, ready, on_terminal)
                if code != -number:
                    wrong.append(f"{what}, {number.name}: ended with {code}")
                if temporary or left != ["pipe", "tmp"]:
                    wrong.append(f"{what}, {number.name}: left {temporary} and {left}")
            os.close(writer)
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{len(SIGNALS)} signals: nothing is left")


if __name__ == "__main__":
    main()
