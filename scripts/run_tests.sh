#!/usr/bin/env bash
# Every test, in the order in which a mistake is cheapest to find. Ends with pytest's own closing line.
set -eu
cd "$(dirname "$0")/.."
BIN=.venv/bin

scripts/run_linters.sh
printf '\n== units, on two cores\n'
$BIN/pytest -q -n 2 packages tests --ignore=tests/journeys
if [ -d tests/journeys ]; then
    printf '\n== journeys in the browser, one after another\n'
    $BIN/pytest -q tests/journeys
fi
