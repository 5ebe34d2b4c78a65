# `make run` is all that a fresh machine needs: Python 3.11 or newer, make and git.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PORT
export UV_PYTHON_DOWNLOADS := never

# Enough for the checks of production's settings; nothing is reached with it.
PRODUCTION := DATABASE_URL=postgres://lint@localhost/lint ALLOWED_HOSTS=ftop.example \
	SECRET_KEY=only-for-lint-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ

.PHONY: help setup run dev reset test chaos bench lint format requirements exported

help:
	@echo "make run           the demo on http://127.0.0.1:$(PORT) (PORT=… changes the port)"
	@echo "make dev           the same data, served by the server that reloads changed code"
	@echo "make reset         empties the demo, after asking"
	@echo "make test          every test, in a real browser too"
	@echo "make chaos         a minute of writing while servers are killed; then everything is checked"
	@echo "make bench         how fast it is, on databases of up to a million notes; writes docs/performance.md"
	@echo "make lint          every check that runs no test"
	@echo "make format        formats the code"
	@echo "make requirements  writes requirements.txt anew from uv.lock"

setup: $(VENV)/.synced

$(VENV)/.synced: uv.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; set PYTHON to it: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || { echo "Setting up $(VENV) …"; $(PYTHON) -m venv --clear $(VENV); }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv sync --locked --quiet
	@touch $@

run dev reset: export FTOP_DEMO := 1
dev: export FTOP_DEBUG := 1

run: setup
	@$(BIN)/python manage.py serve

dev: setup
	@$(BIN)/python manage.py prepare
	@$(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

reset: setup
	@$(BIN)/python manage.py reset_demo

test: setup
	$(BIN)/pytest -n 2 --dist worksteal

# CHAOS="--clients 3 --seconds 20 --seed 1" makes it shorter, or the same again.
chaos: setup
	@$(BIN)/python -m tests.chaos $(CHAOS)

# BENCH="--sizes 10000 --requests 50 --repetitions 1 --no-report" makes it shorter.
bench: setup
	@$(BIN)/python -m tests.bench $(BENCH)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports
	FTOP_TESTING=1 $(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level INFO
	@$(MAKE) --no-print-directory --silent exported | diff requirements.txt - \
		|| { echo "requirements.txt is not what uv.lock says: run \`make requirements\`."; exit 1; }

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

requirements: setup
	@$(MAKE) --no-print-directory --silent exported > requirements.txt

exported:
	@$(BIN)/uv export --locked --quiet --no-dev --no-header --no-annotate
