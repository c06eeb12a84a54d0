"""What a check found, and programs that may not be here."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

PACKAGES = {  # which package brings a program
    "dciodvfy": "apt-get install dicom3tools",
    "dcentvfy": "apt-get install dicom3tools",
    "dcmpschk": "apt-get install dcmtk",
    "dsr2html": "apt-get install dcmtk",
    "pdftotext": "apt-get install poppler-utils",
    "tid1500reader": "pip install dcmqi",
    "segimage2itkimage": "pip install dcmqi",
}
LONGEST_S = 60


class Verdict(StrEnum):
    PASSED = "ok"
    FAILED = "FAILED"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row of the table."""

    program: str
    subject: str
    verdict: Verdict
    detail: str = ""


class ProgramMissing(Exception):  # noqa: N818 - no error: the row says what to install
    """A program that is not on this computer."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A program's exit code and all it printed."""

    code: int
    text: str


def run(program: str, *words: str | Path) -> Ran:
    """Run a program found beside the interpreter, where wheels put theirs, or on the PATH.

    Raises:
        ProgramMissing: it is not on this computer.
    """
    beside = Path(sys.executable).parent / program
    found = str(beside) if beside.exists() else shutil.which(program)
    if found is None:
        raise ProgramMissing(program)
    ran = subprocess.run(
        [found, *map(str, words)], capture_output=True, timeout=LONGEST_S, check=False
    )
    text = (ran.stdout + ran.stderr).decode("utf-8", "replace")
    return Ran(ran.returncode, text)


def judged(program: str, subject: str, complaints: Sequence[str], detail: str = "") -> Outcome:
    """A failure with its first complaint, or a pass."""
    if complaints:
        return Outcome(program, subject, Verdict.FAILED, complaints[0])
    return Outcome(program, subject, Verdict.PASSED, detail)
