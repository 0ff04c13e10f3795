# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands on a pseudo-terminal. Some containers have none: ask `available` first, and leave unread what needs one."""

import fcntl
import os
import pty
import struct
import subprocess
import termios


def available():
    """Whether the machine has pseudo-terminals; says so where it has not."""
    try:
        for end in pty.openpty():
            os.close(end)
    except OSError as error:
        print(f"no terminal to try: {error}")
        return False
    return True


def printed(call, columns=80):
    """What the command prints on a terminal of so many columns."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k != "COLUMNS"}
    with subprocess.Popen(call, stdout=follower, stderr=subprocess.DEVNULL, env=environment):
        os.close(follower)
        parts = []
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            parts.append(part)
    os.close(leader)
    return b"".join(parts).decode().replace("\r\n", "\n")
