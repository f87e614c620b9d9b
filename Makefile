# Everything a newcomer needs: `make demo` and `make test`. The rest is for people who change OpenSMP.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO := build/demo

.PHONY: demo reports test fast slow nightly lint types layers docs check bench format words clean

demo: $(BIN)/opensmp
	@mkdir -p $(DEMO)
	OPENSMP_HOME=$(CURDIR)/$(DEMO)/home $(BIN)/opensmp demo

reports: $(BIN)/opensmp
	@mkdir -p $(DEMO)
	$(BIN)/opensmp check examples/bank-draft --today 2026-11-22 --fail-on never --format html --output $(DEMO)/bank-draft.html
	$(BIN)/opensmp check examples/bank --today 2026-11-22 --fail-on never --format html --output $(DEMO)/bank.html
	@test -d $(DEMO)/records || $(BIN)/opensmp records example examples/bank --today 2026-11-22 --exports $(DEMO)/exports --into $(DEMO)/records
	$(BIN)/opensmp measure examples/bank --records $(DEMO)/records --today 2026-11-22 --fail-on never --format html --output $(DEMO)/bank-evidence.html

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2
	OPENSMP_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n 2 -q tests/store tests/actions tests/site

fast: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 -m "not slow and not nightly and not browser and not thorough" -q

slow: $(VENV)/.engines
	$(BIN)/python -m pytest -m slow

nightly: $(VENV)/.engines
	HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest -m "slow or nightly"
	$(BIN)/pip install --quiet --disable-pip-version-check atheris
	$(BIN)/python tests/exchange/fuzz_loader.py -max_total_time=600 -rss_limit_mb=2000

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports --no-cache

docs: $(VENV)/.dev
	$(BIN)/python docs/generate.py --check

check: lint types layers docs test

bench: $(VENV)/.bench
	$(BIN)/python benchmarks/check_speed.py
	$(BIN)/python -m benchmarks.evidence_speed
	$(BIN)/python -m benchmarks.evidence_speed growth

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

words: $(VENV)/.dev
	$(BIN)/python docs/words.py

clean:
	rm -rf $(VENV) build

$(BIN)/opensmp: pyproject.toml hatch_build.py src/opensmp/i18n/locale/id/LC_MESSAGES/opensmp.po
	@echo "Setting up OpenSMP in $(VENV): about a minute, once."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile -e .
	$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.dev: $(BIN)/opensmp
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile -e ".[dev]"
	-$(BIN)/python -m compileall -qq -j 0 $(VENV)/lib
	@touch $@

$(VENV)/.bench: $(VENV)/.dev
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[bench]"
	@touch $@

$(VENV)/.engines: $(VENV)/.dev
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[engines]"
	@touch $@
