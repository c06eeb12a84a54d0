#!/usr/bin/env bash
# `make windows-installer`: hands over to build.ps1 on Windows, says why it cannot elsewhere.
set -euo pipefail
cd "$(dirname "$0")/../.."

case "$(uname -s)" in
    MINGW* | MSYS* | CYGWIN*) exec powershell -ExecutionPolicy Bypass -File packaging/windows/build.ps1 ;;
esac
printf '%s\n' "The Windows installer is built on Windows: PyInstaller freezes only for the system it runs on, and Inno Setup is a Windows program; this is $(uname -s)." >&2
exit 3
