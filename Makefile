# The words of this repository. `make` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup run test check kernels machines model pytest bench bench-full bench-rest docs lock release

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$python; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
READY := $(VENV)/ready

help: ## list these words
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' | while IFS='|' read -r word text; do printf '  make %-10s %s\n' "$$word" "$$text"; done

setup: $(READY) ## make .venv with everything in requirements.lock

$(READY): requirements.lock pyproject.toml
	@if [ -z "$(PYTHON)" ]; then echo "keywho needs Python 3.11 or newer, and no python3 here is; maybe install python3.11, or say: make PYTHON=/path/to/python" >&2; exit 1; fi
	@if ! $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null; then echo "$(PYTHON) has no venv; maybe install it (Debian, Ubuntu: apt install python3-venv)." >&2; exit 1; fi
	@echo "Setting up $(VENV) (a minute or two, once) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install -r requirements.lock
	@$(PIP) install --no-deps --editable .
	@touch $@

run: $(READY) ## serve the live evening with a demo that can be played at once; all is kept in var/
	@KEYWHO_HOME="$${KEYWHO_HOME:-$(CURDIR)/var}" $(BIN)/keywho serve --demo

test: $(READY) ## everything that has to pass: the static part, then all tests
	@$(MAKE) --no-print-directory --jobs 2 check kernels
	@$(MAKE) --no-print-directory machines model pytest

kernels: $(READY) # compiled once, not by each process of the tests
	@$(BIN)/python tools/kernels.py

machines: # what the tests talk to: PostgreSQL, Redis, a browser, a mailbox, judges of calendars and contact cards, and what draws a PDF
	@missing=""; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing="$$missing postgresql"; \
	command -v redis-server >/dev/null || missing="$$missing redis-server"; \
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing="$$missing chromium fonts-liberation"; \
	command -v dovecot >/dev/null || test -x /usr/sbin/dovecot || missing="$$missing dovecot-imapd openssl"; \
	ldconfig -p | grep -q libical.so.3 || missing="$$missing libical3"; \
	test -f /usr/share/java/ez-vcard.jar || ! command -v javac >/dev/null || missing="$$missing libez-vcard-java libvinnie-java"; \
	command -v pdftoppm >/dev/null || missing="$$missing poppler-utils"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing what the tests talk to:$$missing ..."; \
		apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $$missing >/dev/null; \
	else echo "Tests that need$$missing are skipped; maybe install them (Debian, Ubuntu: apt install$$missing)." >&2; fi

model: $(READY) # the optional sentence model, fetched once; without it its tests are skipped
	@$(BIN)/keywho model install --quiet || echo "Tests of the sentence model are skipped; all others run." >&2

check: $(READY) ## the static part: style, format, types, layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

pytest: $(READY) # a file of tests stays on one core: its tests may share a server or a browser; in the order of the folders, so that no long one comes last
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

bench: $(READY) ## measure the planner's quality and speed in ten minutes, and write docs/benchmarks.md
	@$(BIN)/python benchmarks/run.py --jobs 2 --write

bench-full: $(READY) ## measure all of the planner (three quarters of an hour): five seeds, large evenings, all peers
	@$(BIN)/python benchmarks/run.py --full --jobs 2 --write

bench-rest: $(READY) ## measure what is not the planner: the live evening, and the benefit from what people wrote
	@$(BIN)/python benchmarks/run.py --rest --full --write

docs: $(READY) ## make the generated parts again: example lists, JSON Schema, settings, privacy
	@$(BIN)/python examples/make.py
	@$(BIN)/keywho schema > docs/exchange-format.schema.json
	@$(BIN)/keywho schema --coach > docs/coach-sets.schema.json
	@$(BIN)/python -m keywho.server.conf.settings_page > docs/settings.md
	@$(BIN)/python -c 'from keywho.server.store.retention import privacy_page; print(privacy_page(), end="")' > docs/privacy.md

lock: $(READY) ## write requirements.lock anew from pyproject.toml
	@$(PIP) install pip-tools
	@$(BIN)/pip-compile --quiet --upgrade --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate --strip-extras --extra server --extra embed --extra dev --output-file requirements.lock pyproject.toml

release: $(READY) ## build the wheel into dist/ and try it in an environment of its own
	@rm -rf dist build/trial
	@$(PIP) wheel --no-deps --wheel-dir dist .
	@$(PYTHON) -m venv build/trial
	@build/trial/bin/python -m pip --disable-pip-version-check -qq install --constraint requirements.lock dist/*.whl
	@build/trial/bin/keywho demo --quiet --seconds 1 --out build/trial/evening
	@echo "The wheel installs and plans: $$(ls dist/*.whl)"
