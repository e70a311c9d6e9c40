#!/usr/bin/env bash
# Everything that is judged without running it. Stops at the first that complains.
set -eu
cd "$(dirname "$0")/.."
BIN=.venv/bin

step() { printf '\n== %s\n' "$1"; }

step "ruff"
$BIN/ruff check .
step "djlint"
if find src -name '*.html' -print -quit | grep -q .; then $BIN/djlint --quiet --lint src; fi
step "import contracts"
$BIN/lint-imports --no-cache | tail -n 25
step "mypy, strict, on the pure packages"
$BIN/mypy
