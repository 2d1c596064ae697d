# Ronghe POS: `make run` opens the till, `make test` runs every check. Both do their own set-up.

python := .venv/bin/python
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/pycache

.PHONY: run test setup bench bench-sync torture simulate ha screenshots fmt texts lock

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
