#!/usr/bin/env bash
# Builds the program as one folder that needs no Python: $DIST/medviewer.
# PYTHON, BUILD and DIST name the interpreter and the folders; TORCH=cuda takes torch with CUDA along.
set -euo pipefail
cd "$(dirname "$0")/.."

build="${BUILD:-build}" dist="${DIST:-dist}" torch="${TORCH:-cpu}"
venv="$build/venv-frozen-$torch"
. packaging/sources_date.sh

say() { printf '%s\n' "$*" >&2; }

case "$torch" in
    cpu) ;;
    cuda) export TORCH_INDEX="" ;;  # what the package registry has for Linux is built with CUDA
    *) say "TORCH is cpu or cuda, not $torch."; exit 2 ;;
esac

VENV="$venv" bash packaging/setup.sh run  # only what runs: no extras, nothing of a developer's
python="$venv/bin/python"
if [ "$torch" = cuda ] && ! "$python" -c 'import sys, torch; sys.exit(not torch.version.cuda)'; then
    say "The package index here has no torch with CUDA; name one: make frozen TORCH=cuda PIP_INDEX_URL=…"
    exit 3
fi
"$python" -m pip --disable-pip-version-check -q install -c packaging/constraints.txt pyinstaller pyinstaller-hooks-contrib

say "Freezing into $dist/medviewer: some minutes"
mkdir -p "$build" "$dist"
MEDVIEWER_ICONS="$(realpath "$build")/icons"
export MEDVIEWER_ICONS
"$python" packaging/icons.py "$MEDVIEWER_ICONS"
log="$build/frozen.log"
"$venv/bin/pyinstaller" --noconfirm --log-level WARN --workpath "$build/frozen" --distpath "$dist" \
    packaging/frozen/medviewer.spec >"$log" 2>&1 || { tail -30 "$log" >&2; exit 1; }

"$python" packaging/frozen/finish.py "$dist/medviewer"
say "$dist/medviewer: $(du -sm "$dist/medviewer" | cut -f1) MB"
