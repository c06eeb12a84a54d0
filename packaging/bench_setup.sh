#!/usr/bin/env bash
# Sets up the benchmarks' own environment: MedViewer and the peers it is measured against.
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

VENV="$venv" bash packaging/setup.sh run
pip=("$venv/bin/python" -m pip --disable-pip-version-check -q)
say "Setting up the benchmarks' peers in $venv"
"${pip[@]}" freeze --exclude-editable >"$venv/held.txt"  # peers may not change ours
for peer in "${peers[@]}"; do
    "${pip[@]}" install -c "$venv/held.txt" "$peer" >/dev/null 2>&1 \
        || "${pip[@]}" install -c "$venv/held.txt" "${peer%%[*}" >/dev/null 2>&1 \
        || say "$peer could not be installed: its rows will say so."
done
printf '%s\n' "$wanted" >"$stamp"
