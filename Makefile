# Everything runs in .venv, which the first target that needs it makes; `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help corpus test accuracy bench check format schema cases constraints

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /\1: /p' $(MAKEFILE_LIST)

corpus: $(READY) ## make or renew data/normalized from data/raw
	$(BIN)/hrdcorpus ingest data/raw --output data/normalized

test: $(READY) ## run the tests
	$(BIN)/pytest -m 'not index'

accuracy: $(READY) ## score labelled pages, beside other tools; fails where a goal of docs/accuracy.md is missed
	$(BIN)/python scripts/accuracy.py --require --check

bench: $(READY) ## measure what a page and a start of the program cost
	$(BIN)/python -m benchmarks.page
	$(BIN)/python -m benchmarks.startup

check: $(READY) ## everything that must hold before a change is handed in
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hrdcorpus schema --check
	$(BIN)/hrdcorpus ingest --check
	$(BIN)/python scripts/calibrate.py --check
	$(BIN)/python scripts/accuracy.py --require --check
	$(BIN)/pytest --cov

format: $(READY) ## lay out the code
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

schema: $(READY) ## write schemas/interview.schema.json anew
	$(BIN)/hrdcorpus schema --output schemas/interview.schema.json

cases: $(READY) ## write anew what tests/cases expects; read the difference by eye
	$(BIN)/python scripts/regenerate.py

constraints: ## write constraints.txt anew, with the newest versions there are
	rm -rf $(VENV)
	$(MAKE) $(READY) CONSTRAINTS=/dev/null
	sed -i.old '/^[^#]/d' constraints.txt
	$(BIN)/python -m pip freeze --exclude hrdcorpus >> constraints.txt
	rm constraints.txt.old
	touch $(READY)

CONSTRAINTS ?= constraints.txt
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed, and \
	$(PYTHON) is " + sys.version.split()[0] + "; say which to use: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(CONSTRAINTS) -e '.[dev]'
	@touch $@
