# Everything needs Python 3.11 to 3.13 and make; the rest is installed into .venv from requirements.lock.
#
#   make demo      crawl three demo sites through Airflow into Parquet, twice, and look at the result
#   make test      the tests (make test-all: the slow ones too)
#   make help      everything else

SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
DEMO := $(PY) -m demo_sites
N ?= 2
F ?= table
# As typed, `$` included: make would expand them on the way into the environment.
unexport Q CMD
export ASKED = $(value Q)
export COMMAND = $(value CMD)

.PHONY: help demo up down night query view shell cppcc airflow test test-all test-stack test-helm test-ocr test-readers test-axe test-package test-compiled docs ocr lint known-holes format generate lock cluster env clean venv

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

demo: venv ## crawl, build and query the demo sites, twice; takes about a minute
	@$(DEMO) demo

up: venv ## a standing Airflow with its UI on 127.0.0.1, over the demo's archive
	@$(DEMO) up

down: ## end what `make up` started
	@if [ -x $(PY) ]; then $(DEMO) down; else echo "nothing stands"; fi

night: venv ## N=1|2: put the standing demo sites into that night
	@$(DEMO) night '$(N)'

query: venv ## Q="SELECT …" F=table|csv|json: ask the demo's tables
	@$(DEMO) shell cppcc query "$$ASKED" --format $(F)

view: venv ## read the demo's archive in a browser, on 127.0.0.1
	@$(DEMO) shell cppcc view

shell: venv ## a shell (CMD="…": one command) in which programs find the demo's store
	@$(DEMO) shell bash $${COMMAND:+-c "$$COMMAND"}

cppcc: venv ## ARGS="…": the command line over the demo's archive
	@$(DEMO) shell cppcc $(ARGS)

airflow: venv ## ARGS="…": Airflow's command line in the Airflow that stands
	@$(DEMO) shell airflow $(ARGS)

test: venv ## the tests
	@$(PY) -m pytest -n auto --dist loadfile --no-loadscope-reorder

test-all: venv ## the tests, the slow ones too
	@$(PY) -m pytest -m ""

ocr: venv ## install the extra that reads scanned pages
	@.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements-ocr.lock

test-ocr: ocr ## the tests of scanned pages
	@$(PY) -m pytest -m "" tests/files/test_ocr.py

.venv-replay: requirements-replay.lock | venv
	@.venv/bin/uv venv --quiet --clear --python .venv/bin/python $@
	@.venv/bin/uv pip sync --quiet --python $@/bin/python --require-hashes $< || { rm -rf $@; exit 1; }

test-replay: .venv-replay ## replay and validation by other people's tools
	@$(PY) -m pytest -m "" tests/captures/test_replay.py tests/captures/test_others.py

.venv-helm: requirements-helm.lock | venv
	@.venv/bin/uv venv --quiet --clear --python .venv/bin/python $@
	@.venv/bin/uv pip sync --quiet --python $@/bin/python --require-hashes $< || { rm -rf $@; exit 1; }
	@touch $@

test-helm: .venv-helm ## CHART=folder|tgz: the official chart rendered with our values, every manifest held against Kubernetes' schemas
	@CPPCC_CHART=$(abspath $(CHART)) $(PY) -m pytest -m "" tests/dags/test_helm.py

test-stack: cluster ## the Celery topology with its databases (Debian: postgresql, redis-server), faults and all
	@CPPCC_STACK=1 $(PY) -m pytest -m "" tests/stack

lint: venv ## ruff (with bandit's rules) and mypy
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy

known-holes: venv ## published holes of the locked packages, by pip-audit; asks the network
	@for lock in requirements*.lock; do echo "$$lock"; \
	    .venv/bin/uv tool run --quiet pip-audit==2.10.1 --strict --require-hashes --disable-pip --requirement $$lock || failed=1; \
	done; exit $${failed:-0}

format: venv ## let ruff put imports and layout right
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format .

generate: venv ## write the generated docs and DDL anew: docs/tables.md, include/sql/, docs/indicators.md
	@$(PY) -m cppcc_archive.tables.generate
	@$(PY) -m bench.reports --docs

lock: venv ## compile every requirements*.in to its lock
	@for name in requirements requirements-cluster requirements-ocr requirements-replay requirements-readers-old \
	    requirements-readers-new requirements-readers-spark requirements-readers-frictionless requirements-readers-catalogues \
	    requirements-docs requirements-helm requirements-compile; do \
	    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	        --output-file $$name.lock $$name.in || exit 1; \
	done

cluster: venv ## Celery, Kubernetes and Airflow's roles into .venv, for tests/stack
	@.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements-cluster.lock

.venv-readers/%: requirements-readers-%.lock | venv
	@.venv/bin/uv venv --quiet --clear --python .venv/bin/python $@
	@.venv/bin/uv pip sync --quiet --python $@/bin/python --require-hashes $< || { rm -rf $@; exit 1; }
	@touch $@

test-readers: .venv-readers/old .venv-readers/new .venv-readers/spark ## the tables read by pandas, Polars, DataFusion, chDB, Spark … of today and of years ago
	@CPPCC_READERS=1 $(PY) -m pytest -m "" tests/readers/test_readers.py tests/readers/test_spark.py

test-package: .venv-readers/frictionless .venv-readers/catalogues ## a release by the validators of Frictionless, Croissant and DataCite
	@CPPCC_READERS=1 $(PY) -m pytest -m "" tests/readers/test_package.py

.axe: tests/view/axe/package-lock.json
	@rm -rf $@ && mkdir $@ && cp tests/view/axe/package.json $< $@
	@npm ci --prefix $@ --ignore-scripts --no-audit --no-fund --silent || { rm -rf $@; exit 1; }

test-axe: .axe venv ## axe-core's rules over every page of the reader (Debian: npm, chromium)
	@CPPCC_AXE=1 $(PY) -m pytest -m "" tests/view/test_axe.py

# Built from a copy: the hook writes beside the sources, and what is compiled there would hide what is edited there.
.venv-compiled: requirements.lock requirements-compile.lock pyproject.toml $(shell find include -name '*.py') | venv
	@rm -rf build/compiled && mkdir -p build/compiled && cp -r include pyproject.toml README.md LICENSE NOTICE build/compiled
	@.venv/bin/uv venv --quiet --clear --python .venv/bin/python $@
	@.venv/bin/uv pip sync --quiet --python $@/bin/python --require-hashes requirements.lock requirements-compile.lock || { rm -rf $@; exit 1; }
	@CFLAGS="-DNDEBUG -fwrapv -fno-semantic-interposition" LDFLAGS=-Wl,-Bsymbolic HATCH_BUILD_HOOK_ENABLE_MYPYC=1 .venv/bin/uv pip install --quiet --python $@/bin/python --no-deps --no-build-isolation ./build/compiled || { rm -rf $@; exit 1; }
	@touch $@

test-compiled: .venv-compiled ## the wheel that workers run, its hot modules compiled by mypyc: the tests of reading pages and reports (Debian: gcc, python3-dev)
	@CPPCC_COMPILED=1 .venv-compiled/bin/python -m pytest -n auto -o pythonpath="dags plugins ." tests/test_compiled.py tests/extract tests/reports tests/markup

.venv-docs: requirements-docs.lock | venv
	@.venv/bin/uv venv --quiet --clear --python .venv/bin/python $@
	@.venv/bin/uv pip sync --quiet --python $@/bin/python --require-hashes $< || { rm -rf $@; exit 1; }
	@touch $@

docs: .venv-docs ## the docs as a site, into build/docs; a link that leads nowhere is an error
	@NO_MKDOCS_2_WARNING=1 .venv-docs/bin/mkdocs build --quiet

env: ## secrets for docker-compose.yml, into .env
	@.ci/env

clean: ## remove what was built, the demo's archive included
	@if [ -x $(PY) ] && [ -d .demo ]; then $(DEMO) down; fi
	@rm -rf .venv .venv-docs build/docs .venv-compiled build/compiled .venv-readers .venv-replay .venv-helm .axe .demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

venv:
	@cat requirements.lock pyproject.toml | cksum | cmp -s - .venv/built-from || .ci/venv
