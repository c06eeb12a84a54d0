"""Malformed files: each is opened, opened with a warning or refused with a reason, in bounds."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.conformance.guarded import Ending, environment
from tests.conformance.outcomes import Outcome, Row, Verdict
from tests.shared_folder import CHECKOUT

VERDICTS = {"opened": Verdict.PASSED, "warned": Verdict.PASSED, "refused": Verdict.REFUSED}


def examined(paths: Iterable[Path]) -> list[Ending]:
    """How each file ended, in a helper process that forks for every file (see `guarded`)."""
    listing = "".join(f"{path}\n" for path in paths)
    done = subprocess.run(
        [sys.executable, "-m", "tests.conformance.guarded"],
        input=listing,
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        env=environment(),
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [Ending(**json.loads(line)) for line in done.stdout.splitlines()]


def malformed_rows(folder: Path) -> Iterator[Row]:
    """One row for each kind of malformation the folders are sorted by."""
    root = folder / "malformed"
    files = sorted(path for path in root.rglob("*") if path.is_file())
    outcomes: dict[str, list[Outcome]] = {}
    for ending in examined(files):
        name = Path(ending.path).relative_to(folder)
        verdict = VERDICTS.get(ending.kind, Verdict.FAILED)
        said = ending.said if ending.is_honest else f"{ending.kind}: {ending.said}"
        outcomes.setdefault(_kind(name), []).append(Outcome(name.as_posix(), verdict, said))
    for kind in sorted(outcomes):
        yield Row("malformed", kind, tuple(outcomes[kind]))


def _kind(name: Path) -> str:
    kind = name.parent.name
    words = kind.split("_", 1)[1] if kind.startswith("cat") else kind
    return words.replace("_", " ")
