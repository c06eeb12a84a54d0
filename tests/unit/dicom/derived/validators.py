"""Other people's programs that read what we wrote; a test skips where one is not installed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def tool(name: str) -> str:
    """The program's path; beside the interpreter, where wheels put theirs, or on the PATH."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def errors_of(path: Path) -> list[str]:
    """What `dciodvfy -new` calls errors."""
    ran = subprocess.run([tool("dciodvfy"), "-new", path], capture_output=True, text=True)
    lines = (ran.stderr + ran.stdout).splitlines()
    return [line for line in lines if line.startswith("Error")]
