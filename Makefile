# make demo   set everything up, load the demo corpus, print its events, serve the app (SERVE=0: stop after the table)
# make test   everything CI checks
PYTHON ?= python3
SERVE ?= 1
PORT ?= 8710
PIP_QUIET := --quiet --quiet --disable-pip-version-check
BIN := .venv/bin
# Node.js from the machine where it has one, else from the pinned package in .venv.
export PATH := $(CURDIR)/.venv/node/bin:$(PATH)

.PHONY: demo test check lint types format unit golden picture page data train lock clean browser

demo: .venv/ready $(BIN)/../share/dateline/gazetteer.sqlite $(BIN)/../share/dateline/basemap.pmtiles web/dist/index.html
	$(BIN)/python scripts/demo.py --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve)

test: check

# --- what the machine needs -------------------------------------------------------------------------------------

.venv/ready: requirements/runtime.txt requirements/build.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install $(PIP_QUIET) --require-hashes -r requirements/runtime.txt -r requirements/build.txt
	$(BIN)/python -m pip install $(PIP_QUIET) --no-build-isolation --no-deps --editable .
	touch $@

.venv/dev: .venv/ready requirements/dev.txt
	$(BIN)/python -m pip install $(PIP_QUIET) --require-hashes -r requirements/dev.txt
	touch $@

.venv/node/ready: .venv/ready requirements/node.txt
	command -v npm >/dev/null || { $(BIN)/python -m venv .venv/node && .venv/node/bin/python -m pip install $(PIP_QUIET) --require-hashes -r requirements/node.txt; }
	mkdir -p .venv/node && touch $@

data/node_modules/ready: .venv/node/ready data/package-lock.json
	cd data && npm ci --silent --ignore-scripts && touch node_modules/ready

$(BIN)/../share/dateline/gazetteer.sqlite: .venv/ready data/node_modules/ready $(wildcard src/dateline/resources/gazetteer_*.py src/dateline/resources/data/*.csv) src/dateline/resources/place_names.py src/dateline/resources/outlines.py
	$(BIN)/dateline gazetteer build

$(BIN)/../share/dateline/basemap.pmtiles: .venv/ready data/node_modules/ready scripts/basemap.py
	$(BIN)/python scripts/basemap.py

web/node_modules/ready: .venv/node/ready web/package-lock.json
	cd web && npm ci --silent --ignore-scripts && touch node_modules/ready

web/dist/index.html: web/node_modules/ready $(shell find web/src web/public web/index.html web/*.ts -type f 2>/dev/null)
	cd web && npm run --silent build

page: web/dist/index.html
data: $(BIN)/../share/dateline/gazetteer.sqlite $(BIN)/../share/dateline/basemap.pmtiles

# --- checks -----------------------------------------------------------------------------------------------------

check: lint types unit

lint: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache

types: .venv/dev web/node_modules/ready
	$(BIN)/mypy
	cd web && npm run --silent check

unit: .venv/dev data page browser
	$(BIN)/pytest

# A browser for the page's tests, where this machine lets us install one; without it they skip and say so.
browser:
	sh scripts/browser.sh

# Writes what the reader reads now into tests/golden; review every changed claim.
golden: .venv/dev data
	$(BIN)/python scripts/golden.py

# Takes the README's picture of the page, with the demo loaded.
picture: .venv/dev
	$(MAKE) demo SERVE=0
	$(BIN)/python scripts/picture.py

# Rebuilds the reader's weights from the corpus: up to two hours on two cores. Stopped, it goes on from its last epoch.
train: .venv/training data
	$(BIN)/python -m training.train .venv/share/dateline/training
	$(BIN)/python -m training.gate src/dateline/weights
	$(BIN)/python -m training.export .venv/share/dateline/training/last.pt src/dateline/weights
	$(BIN)/python -m training.fit src/dateline/weights

.venv/training: .venv/ready requirements/training.txt requirements/encoder.txt requirements/torch.txt
	$(BIN)/python -m pip install $(PIP_QUIET) --require-hashes -r requirements/training.txt
	$(BIN)/python -m pip install $(PIP_QUIET) --require-hashes --no-deps -r requirements/encoder.txt
	$(BIN)/python -m pip install $(PIP_QUIET) -r requirements/torch.txt
	touch $@

format: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: .venv/ready
	$(BIN)/python -m pip install --quiet uv
	for f in runtime build node dev training; do \
	  $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet requirements/$$f.in -o requirements/$$f.txt; done

clean:
	rm -rf .venv build web/dist web/node_modules data/node_modules
