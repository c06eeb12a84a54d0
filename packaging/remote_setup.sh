#!/usr/bin/env bash
# Makes .venv-remote: mlserver and the part of MedViewer that answers its questions, no window.
# mlserver brings web server libraries that the viewer must not depend on, so it has an environment of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}
VENV_REMOTE=${VENV_REMOTE:-.venv-remote}
TORCH_INDEX=${TORCH_INDEX-https://download.pytorch.org/whl/cpu}
MLSERVER="mlserver==1.7.1"
[ -x "$VENV_REMOTE/bin/python" ] || "$PYTHON" -m venv "$VENV_REMOTE"
pip() { "$VENV_REMOTE/bin/python" -m pip --quiet --disable-pip-version-check "$@"; }
of() { grep -E "^($1)==" packaging/constraints.txt | tr '\n' ' '; }
index=()
if [ -n "$TORCH_INDEX" ] && ! command -v nvidia-smi >/dev/null; then index=(--extra-index-url "$TORCH_INDEX"); fi
# shellcheck disable=SC2046 # each word is a requirement
pip install "${index[@]}" $(of torch)
# shellcheck disable=SC2046
pip install "$MLSERVER" $(of 'numpy|safetensors|scipy|simpleitk|onnxruntime|onnx|scikit-learn|captum|pillow|platformdirs|psutil')
pip install --no-deps .
echo "$VENV_REMOTE: $("$VENV_REMOTE/bin/mlserver" --version)"
