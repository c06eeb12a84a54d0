#!/usr/bin/env bash
# Sets up what MedViewer needs: system packages, a virtual environment, Python packages.
# Usage: setup.sh run|test.  Safe to run twice: what is there is left alone.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose="${1:-run}"
python="${PYTHON:-python3}"
venv="${VENV:-.venv}"
torch_index="${TORCH_INDEX-https://download.pytorch.org/whl/cpu}"

# shellcheck disable=SC2207  # one word a line
needed=($(grep -v '^#' packaging/system_packages.txt))
# Peers the tests compare with; a test whose peer is missing skips and says so.
for_tests=(dicom3tools dcmtk poppler-utils xvfb xauth iproute2 orthanc orthanc-dicomweb)

say() { printf '%s\n' "$*" >&2; }

is_installed() {  # the time_t transition renamed some libraries (libglib2.0-0t64)
    { dpkg-query -W -f '${Status}\n' "$1" "${1}t64" 2>/dev/null || true; } |
        grep '^install ok installed' >/dev/null
}

missing_of() {
    local package
    for package in "$@"; do
        is_installed "$package" || printf '%s ' "$package"
    done
}

install_system_packages() {  # as root; for anybody else, the one line that does it
    local packages="$1" line="apt-get install -y --no-install-recommends $1"
    [ -z "$packages" ] && return 0
    if [ "$(id -u)" -eq 0 ]; then
        say "Installing system packages: $packages"
        export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1  # servers among them are not started
        # shellcheck disable=SC2086  # one word a package
        { apt-get install -y --no-install-recommends $packages >/dev/null 2>&1 \
            || { apt-get update -qq && apt-get install -y --no-install-recommends $packages >/dev/null; }; } \
            && return 0
        say "They could not be installed; this is the line that failed:"
    else
        say "These system packages are missing, and only root can install them:"
    fi
    say "    sudo $line"
}

if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
    "$python" -c 'import ensurepip, venv' 2>/dev/null || needed+=(python3-venv)
    [ "$purpose" = test ] && needed+=("${for_tests[@]}")
    install_system_packages "$(missing_of "${needed[@]}")"
else
    say "This is no Debian or Ubuntu: please make sure yourself that Qt's system libraries are there."
fi

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    say "MedViewer needs Python 3.11 or newer; $python is $("$python" --version)."
    say "Name another one with: make PYTHON=python3.12 …"
    exit 1
fi

extras=""
[ "$purpose" = test ] && extras="[dev,train,cluster]"
stamp="$venv/.set-up-for-$purpose"
wanted="$("$python" -c 'import sys; print(sys.version)'; cat pyproject.toml packaging/constraints.txt packaging/system_packages.txt packaging/setup.sh)"
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
    exit 0
fi

if ! [ -x "$venv/bin/python" ] && ! "$python" -m venv "$venv"; then
    rm -rf "$venv"
    say "The virtual environment could not be made; python3-venv is what it needs."
    exit 1
fi
pip=("$venv/bin/python" -m pip --disable-pip-version-check -q)

install_torch() {  # before everything that depends on it, or pip fetches gigabytes of CUDA
    local torch
    torch="$(grep '^torch==' packaging/constraints.txt)"
    if [ -n "$torch_index" ] && ! nvidia-smi -L >/dev/null 2>&1; then
        say "Installing torch (CPU build)"
        "${pip[@]}" -qq --retries 1 --timeout 20 install "$torch" --extra-index-url "$torch_index" && return 0
        say "No CPU build from $torch_index; taking what the configured index has."
    fi
    "${pip[@]}" install "$torch"
}

"$venv/bin/python" -c 'import torch' 2>/dev/null || install_torch
say "Installing Python packages"
"${pip[@]}" install -c packaging/constraints.txt -e ".$extras"
if ! "$venv/bin/python" -c 'import PySide6.QtWidgets' 2>/dev/null; then
    say "Qt does not start: a system library is missing. The line with apt-get above installs it."
    exit 1
fi
printf '%s\n' "$wanted" >"$stamp"
say "Ready: $venv"
