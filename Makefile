# Thin on purpose: every line also works typed by hand (see README.md for Windows).
VENV := .venv
BIN := $(VENV)/bin
PYTHON3 := python3
# uv where it is on the path (seconds), else venv and pip (a minute or two).
UV := $(shell command -v uv 2>/dev/null)
CREATE := $(if $(UV),uv venv --quiet --allow-existing $(VENV),$(PYTHON3) -m venv $(VENV))
INSTALL := $(if $(UV),uv pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install --quiet --disable-pip-version-check)

.PHONY: reports test check lab clean
.DELETE_ON_ERROR:

reports: $(VENV)/installed
	$(BIN)/framing report seeds --out reports

test: $(VENV)/installed-test
	$(BIN)/python -m pytest

check: test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python tools/check_notebooks.py notebooks

lab: $(VENV)/installed
	$(BIN)/jupyter lab notebooks

clean:
	rm -rf $(VENV)

$(VENV)/installed: requirements.txt pyproject.toml
	$(CREATE)
	$(INSTALL) -r requirements.txt
	$(INSTALL) --no-deps -e .
	touch $@

$(VENV)/installed-test: $(VENV)/installed requirements-test.txt
	$(INSTALL) -r requirements-test.txt
	touch $@
