# MedViewer: `make demo` and `make test` work on a bare Debian or Ubuntu with Python >= 3.11.

PYTHON ?= python3
VENV ?= .venv
VENV_BENCH ?= .venv-bench
BIN := $(VENV)/bin
# Where CPU builds of torch come from when there is no NVIDIA GPU; empty means the configured index only.
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
# Packages: where they are built and put, and which torch a frozen build brings along (cpu or cuda).
BUILD ?= build
DIST ?= dist
TORCH ?= cpu
DEMO_DIR ?= demo
SCREENSHOTS_DIR ?= screenshots
export PYTHON VENV VENV_BENCH TORCH_INDEX BUILD DIST TORCH

.PHONY: help demo test test-all bench interop conformance batch-check scaling models-check systems screenshots sbom check format setup setup-test translations clean
.PHONY: frozen deb appimage wheel sdist windows-installer macos-app packages-check network-check

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

demo: setup  ## set everything up; open, analyse, overlay and report a thorax phantom
	$(BIN)/medviewer demo --out $(DEMO_DIR)

test: setup-test  ## set everything up; run the suite
	$(BIN)/python -m pytest -m "not slow" -n auto --maxprocesses 4 --dist worksteal

test-all: setup-test  ## the suite and what is slow
	$(BIN)/python -m pytest

bench:  ## measure speed against peers of the same run, one JSON line a row; ONLY=substring for some rows
	@bash packaging/bench_setup.sh
	@$(VENV_BENCH)/bin/python -m tests.benchmarks $(ONLY)

interop: setup-test  ## have other people's programs read a fresh export; installs them or says what is missing
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.interop

conformance: setup-test  ## hold every shared file against what others read; write the README's table
	$(BIN)/python -m tests.conformance

batch-check: setup-test  ## a batch on a pool and on a Ray cluster of two machines, one of which is lost
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/batch_check tests/unit/session/batch

scaling: setup-test  ## measure what a study costs here, write the help page “How many machines”
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.scaling

models-check: setup-test  ## measure every shipped model again and hold it against its card
	$(BIN)/python -m tests.models_check $(LABELLED)

systems: setup-test  ## train and measure every system, write the table of them; ONLY="row row" for some
	$(BIN)/python -m tests.systems $(ONLY)

screenshots: setup-test  ## the main states in both languages and three themes, as PNG files
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.screenshots $(SCREENSHOTS_DIR)

check: setup-test  ## format, lint, types: what CI asks before the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: setup-test  ## let ruff format and fix
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

sbom: setup-test  ## what is shipped: dist/medviewer.cdx.json (CycloneDX) and dist/THIRD_PARTY_LICENCES.txt
	$(BIN)/python packaging/sbom.py dist/medviewer.cdx.json
	$(BIN)/python packaging/licence_report.py dist/THIRD_PARTY_LICENCES.txt

translations: setup-test  ## collect every string and compile the translations
	bash packaging/translations.sh $(BIN)

setup:
	@bash packaging/setup.sh run

setup-test:
	@bash packaging/setup.sh test

frozen:  ## the program as one folder that needs no Python, in dist/medviewer; TORCH=cuda for GPUs
	@bash packaging/frozen.sh

deb: frozen  ## a package for Debian and Ubuntu
	@bash packaging/deb.sh

appimage: frozen  ## one file that runs on any Linux; needs appimagetool
	@bash packaging/appimage.sh

wheel:  ## for pip and pipx
	@bash packaging/distributions.sh wheel

sdist:  ## the sources, as one archive
	@bash packaging/distributions.sh sdist

windows-installer:  ## on Windows: the frozen folder as an installer, .dcm and medviewer:// with it
	@bash packaging/windows/build.sh

macos-app:  ## on macOS: MedViewer.app, signed and notarised, in a disk image
	@bash packaging/macos/build.sh

network-check: setup-test  ## every test of the network, slow ones too, beside Orthanc and dcmtk, and its benchmarks
	@bash packaging/remote_setup.sh >&2 || echo "mlserver could not be installed: its tests say so and are skipped" >&2
	QT_QPA_PLATFORM=offscreen PYTHONPATH=$(CURDIR) $(BIN)/python -m tests.network_check

packages-check: setup-test wheel sdist deb  ## start every package where a newcomer would; as root, on Debian
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.packages_check

clean:  ## remove the virtual environment, what the demo wrote and what packages were built of
	rm -rf $(VENV) $(VENV_BENCH) $(DEMO_DIR) $(SCREENSHOTS_DIR) $(BUILD)
