# Bare `make` lists what there is. Every target works on a fresh clone.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000

.PHONY: help setup setup-test setup-bench demo clean-demo test lint types fix campaign bench bench-full docs lock

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:  ## make .venv with .venv/bin/wayhome in it
	@$(PYTHON) scripts/set_up.py

demo: setup  ## fill an encrypted database with invented people and serve it at http://localhost:8000
	@$(PYTHON) scripts/system_packages.py demo
	@$(BIN)/wayhome demo
	@$(BIN)/wayhome serve --demo --port $(PORT)

clean-demo:  ## throw the demo's database away
	@rm -rf var/demo && echo "The demo's database is gone."

setup-test:
	@$(PYTHON) scripts/set_up.py --test
	@$(PYTHON) scripts/system_packages.py test

test: setup-test  ## run every test: linters, contracts, units, both databases, browser
	@scripts/run_tests.sh

lint: setup-test  ## run the linters, types and contracts alone
	@scripts/run_linters.sh

types: setup-test  ## check the types of the application, with what Django's objects are
	@$(BIN)/mypy --config-file mypy-application.ini

fix: setup-test  ## repair what the linters can repair
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .

campaign: setup-test  ## run the full counts in all languages and write their report
	@$(BIN)/python scripts/run_campaign.py

setup-bench:
	@$(PYTHON) scripts/set_up.py --bench

bench: setup-bench  ## measure everything beside its peers, at most an hour, into docs/reference/benchmarks.md
	@.venv-bench/bin/python -m bench.run

bench-full: setup-bench  ## the same without limits of time
	@.venv-bench/bin/python -m bench.run --full

docs: setup-test  ## write the generated pages of docs/reference
	@$(BIN)/python scripts/make_docs.py

lock:  ## resolve requirements/*.txt anew from the pyproject files
	@$(PYTHON) scripts/set_up.py --test
	@$(BIN)/python -m pip install --quiet pip-tools
	@$(BIN)/python scripts/lock.py
