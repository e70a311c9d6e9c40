#!/usr/bin/env bash
# Every test, in the order in which a mistake is cheapest to find. Ends with pytest's own closing line.
set -eu
cd "$(dirname "$0")/.."
BIN=.venv/bin

scripts/run_linters.sh

printf '\n== everything but the browser, on two cores\n'
$BIN/pytest -q -n 2 --dist loadgroup -m "not browser" packages tests

printf '\n== journeys in a real browser, one after another\n'
$BIN/pytest -q -rs -m browser tests || [ $? -eq 5 ]
