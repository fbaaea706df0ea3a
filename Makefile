# Everything that a newcomer needs. Python 3.11 and make are enough; `make help` says what there is.

# What test-postgres runs: a folder or file, or several.
ON ?= tests
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
TOOLS := .venv/.tools-ready
LOOK := static/vendor/.ready
AXE := node_modules/.package-lock.json
INSTANCE := $(CURDIR)/instance
GUNICORN := $(BIN)/gunicorn wsgi:app --workers 2 --threads 4 --log-level warning --no-control-socket

# What the files of the product hold, as one hash; and that hash when every test last passed.
TREE := find $(wildcard actions tracker seeds templates static tests docs .ci *.py *.cfg *.toml *.txt *.json *.md Makefile) \
  -type f ! -name '*.pyc' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
TESTED := .venv/.tests-passed-on

export FLASK_APP := wsgi

.PHONY: help setup demo run test test-postgres check bench exhaustive
.DEFAULT_GOAL := help

help:  ## say what can be made
	@grep -E '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 20

setup: $(TOOLS) $(LOOK) $(AXE)  ## fetch what the product needs; does nothing twice
	@:

demo: setup instance/example-secret  ## load the worked example (its today is 16 January 2017) and serve it on port 8000
	@export TRACKER_TODAY=2017-01-16 DATABASE_URL="$${DATABASE_URL:-sqlite:///$(INSTANCE)/example.db}"; \
	export SECRET_KEY="$$(cat instance/example-secret)" PORT="$${PORT:-8000}"; \
	export BASE_URL="$${BASE_URL:-http://127.0.0.1:$$PORT}"; \
	echo "Loading the adopted documents and the worked example"; \
	$(BIN)/flask db upgrade && $(BIN)/flask example || exit 1; \
	echo "The worked example is at http://127.0.0.1:$$PORT (Ctrl+C ends it)"; \
	exec $(GUNICORN) --bind "127.0.0.1:$$PORT"

run: setup instance/secret-key  ## serve the board's own tracker on port 8001
	@export DATABASE_URL="$${DATABASE_URL:-sqlite:///$(INSTANCE)/tracker.db}" PORT="$${PORT:-8001}"; \
	export SECRET_KEY="$${SECRET_KEY:-$$(cat instance/secret-key)}"; \
	export BASE_URL="$${BASE_URL:-http://127.0.0.1:$$PORT}"; \
	$(BIN)/flask db upgrade && $(BIN)/flask seed || exit 1; \
	$(BIN)/flask first-run || exit 1; \
	echo "The tracker is at http://127.0.0.1:$$PORT (Ctrl+C ends it)"; \
	exec $(GUNICORN) --bind "127.0.0.1:$$PORT"

test: setup  ## run every test; what is skipped is named, with what would bring it
	@$(BIN)/python -m pytest -n 2 --dist worksteal
	@$(TREE) > $(TESTED)

test-postgres: setup  ## run what touches a database once more, on PostgreSQL: one of its own, or that of TEST_DATABASE_URL
	@TEST_ENGINE=postgresql $(BIN)/python -m pytest -n 2 --dist worksteal -W ignore::pytest.PytestUnraisableExceptionWarning $(ON)

check: setup  ## style, formatting, who may import whom, and the tests without the browser journeys
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	@if [ "$$($(TREE))" = "$$(cat $(TESTED) 2>/dev/null)" ]; then \
	  echo "Every test passed on these very files in make test: not run again"; \
	else $(BIN)/python -m pytest -n 2 --dist worksteal --ignore=tests/journeys; fi

bench: setup  ## measure how fast it is, beside floors on this machine, and write docs/performance.md
	@PYTHONPATH=tests $(BIN)/python -m bench $(BENCH)

exhaustive: setup  ## break off saving at every point at which it writes, in every way, and write docs/durability.md
	@PYTHONPATH=.:tests:tests/durable $(BIN)/python -m crashing

$(TOOLS): requirements.txt requirements-dev.txt
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || \
	  { echo "Python 3.11 is missing: apt-get install python3.11 python3.11-venv (or PYTHON=... make setup)"; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python 3.11 lacks its venv module: apt-get install python3.11-venv"; exit 1; }
	@echo "Installing the Python packages into .venv"
	@"$(PYTHON)" -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(LOOK) $(AXE) &: $(TOOLS) package.json package-lock.json static/fetch.py
	@echo "Fetching the design system and the fonts"
	@$(BIN)/python static/fetch.py
	@touch $(LOOK) $(AXE)

instance/%:
	@mkdir -p instance
	@umask 077; $(BIN)/python -c 'import secrets; print(secrets.token_hex(32))' > $@
