# Ronghe POS: `make run` opens the till, `make test` runs every check. Both do their own set-up.

python := .venv/bin/python
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/pycache

.PHONY: run test setup bench bench-sync torture simulate ha screenshots fmt texts lock
.PHONY: bundle installer installer-test installer-core

run:
	@.ci/setup run
	@$(python) -m pos_app

test:
	@.ci/setup test
	@$(python) tests/check.py

# All set-up, of the till and of the checks, and nothing else.
setup:
	@.ci/setup test
	@echo "set-up: all there. 'make run' opens the till, 'make test' runs the checks."

# Ours, limit, ratio and goal, on this machine.
bench:
	@.ci/setup test
	@$(python) -m tests.benchmarks

# Till and cloud over loopback beside PouchDB with express-pouchdb, in the same run.
bench-sync:
	@.ci/setup test
	@.ci/setup peer
	@$(python) -m tests.benchmarks.sync

# Power cuts at every write of a scripted day, and what is left after each.
torture:
	@.ci/setup test
	@$(python) -m tests.crash

# Tills and a cloud on a simulated network, disk and clock, with every fault; a failing seed replays.
SEEDS ?= 50
simulate:
	@.ci/setup test
	@$(python) -m tests.simulation --seeds $(SEEDS)

# Three PostgreSQL servers under load lose their leader and a standby, and nothing else.
ha:
	@.ci/setup ha
	@$(python) -m tests.ha

# The till as a folder for this machine that needs no Python; it tests itself. It lies in .venv/dist.
bundle:
	@.ci/setup bundle
	@PYTHONPATH=.ci .venv/installer/bin/python -m installer bundle

# Setup.exe for Windows, made and tried in Wine: also in .venv/dist. QUICK=1 packs it fast, not small.
# UPDATES_ROOT=FILE names the root.json (whole path) whose releases the program takes; else nobody's.
installer:
	@.ci/setup installer
	@UPDATES_ROOT="$(UPDATES_ROOT)" PYTHONPATH=.ci .venv/installer/bin/python -m installer installer $(if $(QUICK),--quick)

# What `make installer` left: its contents, and a Windows of Wine's in which it is installed, asked
# to test itself, brought up to date, refused while it runs, and removed.
installer-test:
	@.ci/setup test
	@.ci/setup installer
	@$(python) -m pytest tests/installer

# Money, prices, barcodes, files, journal, copies and keys: their tests, run by Windows' Python in Wine.
installer-core:
	@.ci/setup installer
	@PYTHONPATH=.ci .venv/installer/bin/python -m installer core

# Every screen in both languages, as picture files.
screenshots:
	@.ci/setup test
	@$(python) -m tests.screenshots

fmt:
	@.ci/setup test
	@$(python) -m ruff check --quiet --fix
	@$(python) -m ruff format

# Takes new and changed sentences of the screens into resources/i18n, to be translated there.
texts:
	@.ci/setup test
	@$(python) -m tests.texts

# The newest versions that pyproject.toml allows, with their hashes.
lock:
	@.ci/lock
