# flyzone's chores, one word each.  Every target works alone on a fresh clone with nothing but
# Python 3.11 to 3.13 and make, and again when run twice: .venv is built from the hashed lock and
# rebuilt only when the lock or pyproject.toml changes.

# Python for the environment: override with `make PYTHON=python3.12 test`.  Where python3 is too old
# or too new, one that suits is looked for.
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11 python,\
	$(if $(shell command -v $(name) >/dev/null 2>&1 && $(name) -c $(SUITS) 2>/dev/null && echo yes),$(name))))
SUITS := "import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.locked
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test gate lint format accuracy bench docs lock clean

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1: /p' Makefile

setup: $(STAMP)  ## build .venv from the lock

$(STAMP): requirements/dev.lock pyproject.toml
	@$(if $(PYTHON),,echo "flyzone needs Python 3.11, 3.12 or 3.13 with venv, and found none. Install one (on Debian: python3 and python3-venv), or name it: make PYTHON=/path/to/python3.12" >&2; exit 1)
	@$(PYTHON) -c $(SUITS) || { echo "flyzone needs Python 3.11, 3.12 or 3.13 with venv; $(PYTHON) is not that. Name another: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(PIP) install --quiet --require-hashes -r requirements/dev.lock
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

demo: $(STAMP)  ## time a virtual sprint whose truth is known; results in out/demo
	$(BIN)/flyzone demo --out out/demo

serve: $(STAMP)  ## the app with a sample squad of virtual athletes; its store is in out/serve
	@mkdir -p out/serve
	$(BIN)/flyzone serve --demo --database out/serve/flyzone.db

test: $(STAMP)  ## the tests, without the slow proofs
	$(BIN)/python -m pytest -m "not gate" -n auto

# pytest ends with 5 where no test is marked: no slow proofs yet is no failure.
gate: $(STAMP)  ## the slow proofs
	@$(BIN)/python -m pytest -m gate || { status=$$?; [ $$status -eq 5 ] || exit $$status; }

lint: $(STAMP)  ## style, types, import order, spelling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

format: $(STAMP)  ## put the code in the project's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

accuracy: $(STAMP)  ## measure errors and coverage on virtual sprints and athletes; writes the accuracy pages
	$(BIN)/python benchmarks/profile_accuracy.py
	$(BIN)/python benchmarks/guard_accuracy.py
	$(BIN)/python benchmarks/trend_accuracy.py
	$(BIN)/python benchmarks/diagnosis_accuracy.py
	$(BIN)/python benchmarks/rest_test.py
	$(BIN)/python benchmarks/virtual_athlete.py
	$(BIN)/python benchmarks/accuracy.py

bench: $(STAMP)  ## fits, store, planner and app; time and memory of a clip beside a bare decode
	$(BIN)/python benchmarks/fits.py
	$(BIN)/python benchmarks/store.py
	$(BIN)/python benchmarks/answers.py
	$(BIN)/python benchmarks/planner.py
	$(BIN)/python benchmarks/app.py
	$(BIN)/python benchmarks/bench.py

docs: $(STAMP)  ## write docs/cli.md from the commands' own help, docs/exercises.md from the catalogue
	$(BIN)/python -m flyzone.cli.reference docs/cli.md
	$(BIN)/python -m flyzone.wording.exercise_page docs/exercises.md

# --universal: one lock for every platform and Python.  No index address, no header: a lock is
# names, versions and hashes, the same wherever it is made.  fewest: one version of each package for
# every Python, so that what is measured on one holds on all.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-config --fork-strategy fewest pyproject.toml

lock: $(STAMP)  ## resolve the dependencies anew
	$(LOCK) --upgrade --output-file requirements/run.lock
	$(LOCK) --upgrade --group dev --output-file requirements/dev.lock

clean:  ## remove what the other targets made
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
