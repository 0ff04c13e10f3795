#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Renders the pictures that the documents show, with the executable that is named.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
mkdir -p docs/pictures
QT_QPA_PLATFORM=offscreen "$1" window scenarios/llama-hosting-2027.json --scenario "Volume-tiered compromise" \
  --theme light --picture docs/pictures/window.png
printf '%s\n' "$PWD/docs/pictures/window.png"
