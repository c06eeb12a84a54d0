#!/usr/bin/env bash
# Builds the wheel or the source distribution into $DIST. Usage: distributions.sh wheel|sdist
set -euo pipefail
cd "$(dirname "$0")/.."

kind="${1:?wheel or sdist}" build="${BUILD:-build}" dist="${DIST:-dist}" venv="${BUILD:-build}/venv-build"
. packaging/sources_date.sh

[ -x "$venv/bin/python" ] || "${PYTHON:-python3}" -m venv "$venv"
"$venv/bin/python" -m pip --disable-pip-version-check -q install -c packaging/constraints.txt build "setuptools>=77"
mkdir -p "$dist"
case "$kind" in
    sdist) "$venv/bin/python" -m build --no-isolation --sdist --outdir "$dist" . ;;
    wheel) # of the source distribution's own files, so that both are known to be whole
        folder="$(mktemp -d)"
        trap 'rm -rf "$folder"' EXIT
        "$venv/bin/python" -m build --no-isolation --sdist --outdir "$folder" . >"$build/wheel.log"
        tar -xf "$folder"/medviewer-*.tar.gz -C "$folder"
        "$venv/bin/python" -m build --no-isolation --wheel --outdir "$dist" "$folder"/medviewer-*/ >>"$build/wheel.log"
        ;;
esac
printf '%s\n' "$dist: $(ls "$dist" | grep -E 'whl|tar.gz' | paste -sd' ')" >&2
