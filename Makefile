# Every word a developer needs. `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo test check fix migrate snapshot bench lock messages screenshots

help: ## List these words
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/.base ## Make .venv from the locked requirements

$(VENV)/.base: requirements/base.txt
	PYTHON=$(PYTHON) sh bin/make-venv $(VENV) requirements/base.txt
	touch $@

$(VENV)/.dev: requirements/dev.txt
	PYTHON=$(PYTHON) sh bin/make-venv $(VENV) requirements/dev.txt
	touch $(VENV)/.base $@

demo: setup ## Fill a sample company and serve it on port 8000
	$(BIN)/python -m qanat demo

check: $(VENV)/.dev ## Types, lint, import contracts, spelling, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell qanat tests docs *.md

test: check ## Everything it needs, then all tests
	sh bin/need-browser
	$(BIN)/python -m pytest -n 2 --dist loadgroup

fix: $(VENV)/.dev ## Put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

migrate: setup ## Bring the database to the newest schema
	$(BIN)/python -m qanat migrate

snapshot: $(VENV)/.dev ## Accept a changed OpenAPI description and query counts
	$(BIN)/python -m pytest -n 0 -k "snapshot or query_counts" --snapshot-update

screenshots: $(VENV)/.dev ## Photograph every shape of page into screenshots/
	sh bin/need-browser
	DJANGO_SETTINGS_MODULE=qanat.project.settings $(BIN)/python -m tests.screenshots

messages: $(VENV)/.dev ## Collect and compile the translations
	$(BIN)/python -m qanat.project.messages

bench: $(VENV)/.dev ## Measure, and write docs/benchmarks.md
	sh bin/need-browser
	$(BIN)/python -m bench

lock: $(VENV)/.dev ## Lock the requirements anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url requirements/base.in -o requirements/base.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url requirements/dev.in -o requirements/dev.txt
