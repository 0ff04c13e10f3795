#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the errors of sampling_gates --curve --json FILE against the number of paths:
plot_errors.py FILE PICTURE.svg"""
import json
import math
import sys

WIDTH, HEIGHT = 860, 400
LEFT, TOP, PANEL, TALL, GAP = 70, 40, 330, 290, 70
STYLES = {"pseudo, every path once": "#8a8a8a", "pseudo with weights": "#c4761b",
          "quasi, every path once": "#4b7fb8", "quasi with weights": "#1d4f91"}


def main(source, picture):
    with open(source, encoding="utf-8") as file:
        measured = json.load(file)
    paths, means = measured["paths"], dict(zip(("licensor", "host"), measured["reference"]["mean"]))
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']

    def text(x, y, words, anchor="middle", fill="#333", extra=""):
        out.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}" {extra}>{words}</text>')

    relative = {name: [error / means[name.split(",")[0]] for error in errors]
                for name, errors in measured["errors"].items()}
    everything = [value for values in relative.values() for value in values]
    bottom, top = math.floor(math.log10(min(everything))), math.ceil(math.log10(max(everything)))
    first, last = math.log2(paths[0]), math.log2(paths[-1])
    for panel, party in enumerate(("licensor", "host")):
        left = LEFT + panel * (PANEL + GAP)

        def across(n):
            return left + (math.log2(n) - first) / (last - first) * PANEL

        def down(error):
            return TOP + (top - math.log10(error)) / (top - bottom) * TALL

        text(left + PANEL / 2, 20, f"{party.capitalize()}: error of the mean NPV", fill="#111", extra='font-weight="bold"')
        for exponent in range(bottom, top + 1):
            y = down(10.0 ** exponent)
            out.append(f'<line x1="{left}" y1="{y:.1f}" x2="{left + PANEL}" y2="{y:.1f}" stroke="#e4e4e4"/>')
            text(left - 6, y + 4, f"{100 * 10.0 ** exponent:.6g} %", "end")
        for n in paths:
            text(across(n), TOP + TALL + 16, f"{n // 1024}k", fill="#555")
        text(left + PANEL / 2, TOP + TALL + 34, "paths")
        for style, colour in STYLES.items():
            values = relative[f"{party}, {style}"]
            points = " ".join(f"{across(n):.1f},{down(value):.1f}" for n, value in zip(paths, values))
            out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
            for n, value in zip(paths, values):
                out.append(f'<circle cx="{across(n):.1f}" cy="{down(value):.1f}" r="2.5" fill="{colour}"/>')
    for i, (style, colour) in enumerate(STYLES.items()):
        x = LEFT + i * 195
        out.append(f'<rect x="{x}" y="{HEIGHT - 16}" width="18" height="4" fill="{colour}"/>')
        text(x + 24, HEIGHT - 9, style, "start")
    out.append("</svg>")
    with open(picture, "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
