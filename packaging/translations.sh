#!/usr/bin/env bash
# Bring resources/translations/*.ts up to date: new strings come in unfinished, vanished ones go.
# Usage: packaging/translations.sh BIN, the folder with python and pyside6-lupdate.
set -euo pipefail
bin=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$bin/python" packaging/collect_words.py medviewer >"$folder/words.py"
"$bin/pyside6-lupdate" -no-obsolete -locations none "$folder/words.py" -ts resources/translations/*.ts
