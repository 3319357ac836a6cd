# Two commands do everything: make lab, make test. The rest is for authors.
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
NOTEBOOKS := $(wildcard lessons/*.ipynb exercises/*.ipynb solutions/*.ipynb docs/*.ipynb)

.PHONY: help lab test setup author build check requirements bench clean

help: ## This list
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/'

lab: setup ## Set up what is missing and open the course
	@$(BIN)/opedlab lab

test: setup ## Set up what is missing and run all tests
	@$(BIN)/python -m tests.run

setup: .venv/ready .venv/trusted ## The environment with the course and its test tools

# The Lab extension is copied into .venv when the course is installed, so a change of it installs anew.
.venv/ready: requirements/test.txt pyproject.toml $(wildcard src/opedlab/labextension/* src/opedlab/labextension/static/*)
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "The course needs Python 3.11 or newer; this is %s. Try: make setup PYTHON=python3.12" % sys.version.split()[0])'
	@echo "Setting up .venv (once; about a minute) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

# A notebook runs by itself only where it is trusted; trusting is repeated when one has changed.
.venv/trusted: .venv/ready $(NOTEBOOKS)
	@$(BIN)/jupyter trust $(NOTEBOOKS) >/dev/null
	@touch $@

author: setup ## JupyterLab with .md and .ipynb paired live
	@$(BIN)/opedlab lab --author

build: setup ## Notebooks and generated files from their sources
	@$(BIN)/opedlab build

check: setup ## All data, items, frames; and that nothing built was edited by hand
	@$(BIN)/opedlab check
	@$(BIN)/opedlab build --check

requirements: ## Compile the pins anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --custom-compile-command "make requirements" pyproject.toml requirements/build.in -o requirements/run.txt
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --custom-compile-command "make requirements" --extra test pyproject.toml requirements/build.in -c requirements/run.txt -o requirements/test.txt

bench: setup ## The benchmarks, one after the other
	@for script in bench/*.py; do echo "== $$script"; $(BIN)/python -m bench.$$(basename $$script .py); done

clean: ## Remove the environment and the caches; answers in my_work stay
	rm -rf .venv .compiled .pytest_cache
