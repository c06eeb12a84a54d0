#!/usr/bin/env bash
# Sets up the benchmarks' own environment: MedViewer without torch, and the peers it is measured against.
# A peer that cannot be installed here is left out; its rows say so. Safe to run twice.
set -euo pipefail
cd "$(dirname "$0")/.."

python="${PYTHON:-python3}"
venv="${VENV_BENCH:-.venv-bench}"
peers=(vtk numba imageio python-gdcm itk "napari[pyside6]")

say() { printf '%s\n' "$*" >&2; }

wanted="$("$python" -c 'import sys; print(sys.version)'; cat pyproject.toml packaging/constraints.txt packaging/bench_setup.sh)"
stamp="$venv/.set-up"
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
    exit 0
fi

[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
pip=("$venv/bin/python" -m pip --disable-pip-version-check -q)
say "Setting up the benchmarks' environment in $venv"
# Everything but what only training and analysis need.
"$python" - >"$venv/needed.txt" <<'PYTHON'
import tomllib
heavy = ("torch", "scikit-learn", "safetensors", "tqdm")
with open("pyproject.toml", "rb") as file:
    for line in tomllib.load(file)["project"]["dependencies"]:
        if not line.startswith(heavy):
            print(line)
PYTHON
"${pip[@]}" install -c packaging/constraints.txt -r "$venv/needed.txt"
"$venv/bin/python" -m pip freeze --disable-pip-version-check >"$venv/held.txt"  # peers may not change ours
for peer in "${peers[@]}"; do
    "${pip[@]}" install -c "$venv/held.txt" "$peer" >/dev/null 2>&1 \
        || "${pip[@]}" install -c "$venv/held.txt" "${peer%%[*}" >/dev/null 2>&1 \
        || say "$peer could not be installed: its rows will say so."
done
printf '%s\n' "$wanted" >"$stamp"
