# Everything runs in .venv, which the first target that needs it makes; `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help corpus test accuracy bench check format schema cldr cases constraints
