"""`medviewer inspect` and `convert` as a script calls them, but in this process."""

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from medviewer.__main__ import main, parser_for

Point = tuple[float, float, float]


def inspect(place: Path, points: tuple[Point, ...] = (), series_uid: str = "") -> dict[str, Any]:
    """The JSON document of `medviewer inspect PLACE --json --probe … --series …`."""
    words = ["inspect", str(place), "--json"]
    words += [f"--probe={x!r},{y!r},{z!r}" for x, y, z in points]
    words += ["--series", series_uid] if series_uid else []
    with _captured() as output:
        main(words)
    document: dict[str, Any] = json.loads(output.getvalue().decode("utf-8"))
    return document


def convert(place: Path, out: Path, series_uid: str, *options: str) -> None:
    """`medviewer convert PLACE --series UID --out OUT …`.

    Raises:
        MedViewerError: what the command line would print.
    """
    _run("convert", str(place), "--series", series_uid, "--out", str(out), *options)


def render(place: Path, out: Path, slice_index: int = 0) -> None:
    """`medviewer render PLACE --slice N --out OUT`, of the one series there."""
    _run("render", str(place), "--slice", str(slice_index), "--out", str(out))


def _run(*words: str) -> None:
    arguments = parser_for(words[0]).parse_args(list(words))
    with contextlib.redirect_stderr(io.StringIO()):
        arguments.run(arguments)


def display_sets(document: dict[str, Any]) -> list[dict[str, Any]]:
    """All of an inspection, in its order."""
    return [
        display_set
        for study in document["studies"]
        for series in study["series"]
        for display_set in series["display_sets"]
    ]


@contextlib.contextmanager
def _captured() -> Iterator[io.BytesIO]:
    buffer = io.BytesIO()
    before, sys.stdout = sys.stdout, io.TextIOWrapper(buffer, encoding="utf-8")
    try:
        yield buffer
    finally:
        sys.stdout.flush()
        sys.stdout.detach()  # or its end would close the buffer
        sys.stdout = before
