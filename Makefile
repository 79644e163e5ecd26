# Everything runs in .venv. A target installs there what it needs and no more: the program, what tests need, or all that
# `make check` needs. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PROGRAM := $(VENV)/.program
TEST := $(VENV)/.test
CHECK := $(VENV)/.check
CONSTRAINTS ?= constraints.txt

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help corpus test test-browser pictures accuracy bench check format schema cldr tree cases constraints

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' $(MAKEFILE_LIST)

corpus: $(PROGRAM) ## make or renew data/normalized from data/raw
	$(BIN)/hrdcorpus ingest data/raw --output data/normalized

test: $(TEST) ## run the tests, but those with programs of others (tests/foreign)
	$(BIN)/pytest -n auto --dist worksteal --ignore tests/foreign --doctest-ignore-import-errors

test-browser: $(PROGRAM) ## open what is made for browsers in a headless Chromium; it must be installed (apt-get install chromium)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(CONSTRAINTS) -e '.[browser]'
	$(BIN)/pytest tests/browser

pictures: $(PROGRAM) ## make docs/images anew, with the same Chromium
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(CONSTRAINTS) -e '.[browser]'
	$(BIN)/python scripts/pictures.py

accuracy: $(CHECK) ## score labelled pages, beside other tools; fails where a goal of docs/accuracy.md is missed
	$(BIN)/python scripts/accuracy.py --require --check

bench: $(PROGRAM) ## measure what a page and a start of the program cost, beside others: docs/performance.md
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(CONSTRAINTS) -e '.[bench]'
	$(BIN)/python -m benchmarks.report

check: $(CHECK) ## everything that must hold before a change is handed in
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hrdcorpus schema --check
	$(BIN)/hrdcorpus ingest --check
	$(BIN)/python scripts/bake_cldr.py --check
	$(BIN)/python scripts/calibrate.py --check
	$(BIN)/python scripts/simulate.py --check
	$(BIN)/python scripts/keystrokes.py --check
	$(BIN)/python scripts/accuracy.py --require --check
	$(BIN)/pytest -n auto --dist worksteal --cov

format: $(CHECK) ## lay out the code
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

schema: $(PROGRAM) ## write schemas/interview.schema.json anew
	$(BIN)/hrdcorpus schema --output schemas/interview.schema.json

cldr: $(TEST) ## write src/hrdcorpus/resources/cldr.json anew
	$(BIN)/python scripts/bake_cldr.py

tree: $(PROGRAM) ## write the tree of modules in docs/architecture.md anew
	$(BIN)/python scripts/tree.py

cases: $(PROGRAM) ## write anew what tests/cases expects; read the difference by eye
	$(BIN)/python scripts/regenerate.py

.PHONY: screenshots
screenshots: $(TEST) ## take the pictures of docs/review.md anew
	$(BIN)/python scripts/screenshots.py

constraints: ## write constraints.txt anew, with the newest versions there are
	rm -rf $(VENV)
	$(MAKE) $(CHECK) CONSTRAINTS=/dev/null
	$(BIN)/python -m pip install --quiet -e '.[bench,check,fit]'
	sed -i.old '/^[^#]/d' constraints.txt
	$(BIN)/python -m pip freeze --exclude hrdcorpus >> constraints.txt
	rm constraints.txt.old
	touch $(PROGRAM) $(TEST) $(CHECK)

$(TEST): EXTRA := [test]
$(TEST): LESS := $(PROGRAM)
$(CHECK): EXTRA := [check]
$(CHECK): LESS := $(PROGRAM) $(TEST)
$(PROGRAM) $(TEST) $(CHECK): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed, and \
	$(PYTHON) is " + sys.version.split()[0] + "; say which to use: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(CONSTRAINTS) -e '.$(EXTRA)'
	@touch $(LESS) $@
