# Dunwell's own commands. `make demo` on a fresh machine needs Python 3.11+ and make; nothing else.
#
#   make demo     set up, load the sample book, serve the desk on http://127.0.0.1:8765
#   make test     set up everything the tests need, and run them
#   make check    style, types, import contracts, migrations, docs and translations
#
# PYTHON=python3.12 make ... chooses the Python that .venv is made with.

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8765
ARGS ?=
UV_VERSION = 0.13.9
BIN := $(VENV)/bin
PY := $(BIN)/python
UV := $(BIN)/uv
DUNWELL := $(BIN)/dunwell
SOURCES := pyproject.toml requirements/base.txt requirements/dev.txt
# Tests have a data folder of their own: they never touch the book of the person who runs them.
TEST_HOME ?= $(CURDIR)/.home/test
# No index or download address may stand in a lock: those belong to the machine, not to the project.
COMPILE = $(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links --quiet

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help setup setup-test spark packages demo serve test check format bench lock wheel vendor translations clean

help:
	@grep -E '^#   make' Makefile | sed 's/^# *//'
	@echo 'also: setup serve format bench lock wheel vendor translations clean'

# --- set-up -----------------------------------------------------------------------------------------------------------

setup: $(VENV)/.dunwell-run
setup-test: $(VENV)/.dunwell-dev

$(PY):
	@command -v "$(PYTHON)" >/dev/null || { echo 'Python is not on this machine: install Python 3.11 or newer,' \
		'or name one: PYTHON=python3.12 make $(MAKECMDGOALS)' >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dunwell needs Python 3.11 or newer;" \
		"$(PYTHON) is $$("$(PYTHON)" -V). Name another: PYTHON=python3.12 make $(MAKECMDGOALS)" >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) cannot make a virtual environment:" \
		"install its venv module (on Debian and Ubuntu: apt install python3-venv)" >&2; exit 1; }
	@echo 'Making $(VENV) ...'
	@"$(PYTHON)" -m venv "$(VENV)" || { rm -rf "$(VENV)"; exit 1; }

$(UV): | $(PY)
	@"$(PY)" -m pip install --quiet --disable-pip-version-check 'uv==$(UV_VERSION)'

# What the program needs. The stamp makes a second call a no-op until the lock or the project file changes.
$(VENV)/.dunwell-run: pyproject.toml requirements/base.txt | $(UV)
	@echo 'Installing the locked packages ...'
	@"$(UV)" pip install --python "$(PY)" --quiet --require-hashes -r requirements/base.txt
	@"$(UV)" pip install --python "$(PY)" --quiet --no-deps -e .
	@touch $@

# What developing and testing need on top.
$(VENV)/.dunwell-dev: requirements/dev.txt $(VENV)/.dunwell-run | $(UV)
	@echo 'Installing the locked packages for tests ...'
	@"$(UV)" pip install --python "$(PY)" --quiet --require-hashes -r requirements/dev.txt
	@touch $@

# Spark is 400 MB and needs Java: its tests run where Java is, and are skipped with that reason elsewhere.
spark: $(VENV)/.dunwell-dev
	@if java -version >/dev/null 2>&1; then $(MAKE) --no-print-directory --silent $(VENV)/.dunwell-spark; \
		else echo 'Java is not on this machine: the Spark tests are skipped.'; fi

$(VENV)/.dunwell-spark: requirements/spark.txt $(VENV)/.dunwell-dev
	@echo 'Installing PySpark ...'
	@"$(UV)" pip install --python "$(PY)" --quiet --require-hashes -r requirements/spark.txt
	@touch $@

# Browser tests drive Debian's Chromium; a CJK font shows the Chinese interface. Without root or apt-get the browser
# tests skip and say so.
packages:
	@.ci/packages

# --- running ----------------------------------------------------------------------------------------------------------

demo: setup
	@exec "$(DUNWELL)" demo --port $(PORT) $(ARGS)

serve: setup
	@exec "$(DUNWELL)" serve --port $(PORT) $(ARGS)

# --- proving ----------------------------------------------------------------------------------------------------------

# On every core, each with a database of its own; ARGS says something else: `make test ARGS="-k promise"`.
test: setup-test spark packages
	@DUNWELL_HOME="$(TEST_HOME)" "$(DUNWELL)" home run -- "$(PY)" -m pytest $(or $(ARGS),-n auto --dist loadfile)

check: setup-test
	@.ci/check "$(BIN)" "$(TEST_HOME)"

format: setup-test
	@"$(BIN)/ruff" check --fix-only --quiet src tests scripts
	@"$(BIN)/ruff" format src tests scripts

bench: setup-test
	@DUNWELL_HOME="$(TEST_HOME)" "$(DUNWELL)" home run -- "$(PY)" benchmarks/run.py $(ARGS)

# --- building ---------------------------------------------------------------------------------------------------------

# Versions already locked stay; `make lock ARGS=--upgrade` takes the newest that fit pyproject.toml.
lock: | $(UV)
	@$(COMPILE) $(ARGS) -o requirements/base.txt
	@$(COMPILE) $(ARGS) --extra dev -c requirements/base.txt -o requirements/dev.txt
	@$(COMPILE) $(ARGS) --extra spark -c requirements/base.txt -o requirements/spark.txt
	@for file in requirements/*.txt; do \
		{ echo '# Made by "make lock" from pyproject.toml for every platform; not edited by hand.'; \
		grep -v '^# Made by' "$$file"; } > "$$file.new" && mv "$$file.new" "$$file"; done
	@if grep -nE '(https?|file)://|find-links|index-url' requirements/*.txt; then \
		echo 'A lock names an address; none may stand here.' >&2; exit 1; fi

wheel: setup-test
	@"$(UV)" build --quiet --python "$(PY)" --wheel --out-dir dist
	@ls -1 dist/*.whl

vendor: setup-test
	@"$(PY)" scripts/vendor_static.py

translations: setup-test
	@"$(PY)" scripts/messages.py

clean:
	rm -rf dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .home
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
