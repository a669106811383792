# Everything that a contributor types. Each target sets up what it needs in .venv, once.
#
#   make serve   the site on http://127.0.0.1:8000, rebuilt as you write
#   make build   the site in site/, after `make check`, and strict: any warning stops it
#   make versions  every version, from its tag, as one site in site/
#   make check   what `playbook check` says about the pages; any warning stops it
#   make figures redraw the figures of every language from assets/
#   make templates  make the downloadable documents of every language from assets/
#   make test    the test suite (make test ARGS="-k summary" for a part of it)
#   make mermaid MERMAID=11.17.2  another version of the library that draws diagrams (needs npm)
#   make conformance  the tables of what is read of GitBook's dialect, and a site that shows it
#   make lint    ruff, mypy and the import rules
#   make clean   remove everything that was made

# The newest suitable interpreter, or the one that you name: make serve PYTHON=/path/to/python3
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11 python,\
	$(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $(name))))
VENV ?= .venv
BIN := $(VENV)/bin
ADDRESS ?= 127.0.0.1:8000
# The site is built by MkDocs or by its successor: make build HOST=properdocs (after `make test` has installed it).
HOST ?= mkdocs

# Material and static-i18n print a notice about MkDocs 2 in each build; ProperDocs knows the second name.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: serve build check figures templates test conformance mermaid lint clean
.DEFAULT_GOAL := build

serve: $(VENV)/.site
	$(BIN)/$(HOST) serve --dev-addr $(ADDRESS)

build: check
	$(BIN)/$(HOST) build --strict

.PHONY: versions
versions: $(VENV)/.site
	$(BIN)/playbook versions build --host $(HOST) $(ARGS)

check: $(VENV)/.site
	$(BIN)/playbook check --fail-on warning $(ARGS)

figures: $(VENV)/.site
	$(BIN)/playbook figures draw

templates: $(VENV)/.dev
	$(BIN)/python assets/templates/build.py

test: $(VENV)/.dev
	$(BIN)/python -m pytest -m "not browser" --numprocesses auto --dist loadscope $(ARGS)

conformance: $(VENV)/.dev
	$(BIN)/python tests/conformance.py $(ARGS)

# Mermaid as it is released, in parts of which a page loads what it needs; but with names in .js, the ending that every web server knows.
MERMAID_HOME := plugins/playbook/vendor/mermaid
mermaid:
	@test -n "$(MERMAID)" || { echo "Say which version: make mermaid MERMAID=11.17.2" >&2; exit 1; }
	rm -rf .cache/mermaid $(MERMAID_HOME) && mkdir -p .cache/mermaid $(MERMAID_HOME)/chunks
	npm pack --silent --pack-destination .cache/mermaid mermaid@$(MERMAID)
	tar -xzf .cache/mermaid/mermaid-$(MERMAID).tgz -C .cache/mermaid
	cp -r .cache/mermaid/package/dist/chunks/mermaid.esm.min $(MERMAID_HOME)/chunks/
	cp .cache/mermaid/package/dist/mermaid.esm.min.mjs .cache/mermaid/package/LICENSE $(MERMAID_HOME)/
	find $(MERMAID_HOME) -name '*.map' -delete
	cd $(MERMAID_HOME) && find . -name '*.mjs' | while read -r file; do sed 's/\.mjs"/.js"/g' "$$file" >"$${file%.mjs}.js" && rm "$$file"; done
	echo "$(MERMAID)" >$(MERMAID_HOME)/VERSION

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:
	rm -rf $(VENV) site .cache .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist htmlcov screenshots
	find plugins tests -name __pycache__ -prune -exec rm -rf {} +

# A stamp per set of packages: a second run installs nothing until the pins change.
$(VENV)/.site: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[site,external]"
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[site,external,dev]"
	@touch $@ $(VENV)/.site

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found. Install it, or name it: make $(or $(MAKECMDGOALS),build) PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; $(PYTHON) is " + sys.version.split()[0])'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "No virtual environment could be made. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
