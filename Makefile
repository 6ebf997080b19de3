# What a newcomer types first. Everything is installed into .venv, in this checkout.
PYTHON ?= python3
BIN := .venv/bin

# The day the example log was written for: with it, what is shown does not change with the calendar.
EXAMPLE_DAY := 2026-03-20

.PHONY: try test lint types imports browser snapshots bench clean

try: .venv/installed
	@$(BIN)/actionlog report outstanding --as-of $(EXAMPLE_DAY)

test: .venv/installed-dev
	@$(BIN)/python -m pytest -n 2 -q

# axe-core, which the browser tests run in Debian's Chromium; without it they are skipped.
browser:
	npm install --prefix tests/browser --no-audit --no-fund --silent

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/installed-dev
	$(BIN)/mypy

imports: .venv/installed-dev
	$(BIN)/lint-imports

# Writes the expected outputs anew; read the diff before you commit it.
snapshots: .venv/installed-dev
	$(BIN)/python -m pytest -n 2 -q --snapshot-update

bench: .venv/installed-dev
	$(BIN)/python -m benchmarks.run

# pip from 25.1 on knows dependency groups, and makes start scripts that load nothing needless.
.venv/installed: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[all]"
	@touch $@

.venv/installed-dev: .venv/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

clean:
	rm -rf .venv
