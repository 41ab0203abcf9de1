# Two commands are all one needs: `make report` and `make test`. Each sets up what it needs by itself.

PYTHON ?= python3
ARTICLES ?=
OUT ?= report
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help report test lab notebooks floors lock bench clean

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

report: $(READY) ## run the notebooks and write report/index.html (ARTICLES=folder for your own articles, OUT=folder)
	@$(BIN)/sourcebook report $(if $(ARTICLES),"$(ARTICLES)") -o "$(OUT)"

test: $(READY) ## check the style and the types, then run every test and every notebook
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadfile

lab: $(READY) ## open notebook 00 in JupyterLab
	$(BIN)/jupyter lab notebooks/00_sources.ipynb

notebooks: $(READY) ## run the notebooks where they are and save their outputs, on the articles of the tests
	SOURCEBOOK_WORKBOOK="$(CURDIR)/tests/workbook.toml" $(BIN)/sourcebook notebooks
	$(BIN)/python tests/readme_figure.py

floors: $(READY) ## raise the floors of accuracy to what the code reaches; nothing lowers them
	$(BIN)/python tests/floors.py

lock: $(READY) ## pin every package anew in requirements.txt
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --upgrade --no-header --quiet pyproject.toml -o requirements.txt
	printf '\n# the library itself, so that a change in lib/ holds at once\n-e .\n' >> requirements.txt

bench: $(READY) ## measure, beside a named peer in the same run
	$(BIN)/python tests/bench/run.py
	$(BIN)/python tests/bench/quantities.py
	$(BIN)/python tests/bench/texts.py
	$(BIN)/python tests/bench/diversity.py
	$(BIN)/python tests/bench/counting.py
	$(BIN)/python tests/bench/crosscheck.py
	$(BIN)/python tests/bench/duplicates.py
	$(BIN)/python tests/bench/corroborating.py
	$(BIN)/python tests/bench/rerun.py
	$(BIN)/python tests/bench/exporting.py
	$(BIN)/python tests/bench/archives.py --articles 100

clean: ## delete the environment, the report and what tools leave behind
	rm -rf .venv report build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis lib/*.egg-info
	find . \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one, as in: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up .venv from requirements.txt; this takes a minute or two."
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $(READY)
