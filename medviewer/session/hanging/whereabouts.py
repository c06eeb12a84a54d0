"""Whether the files of a study on the list are still where they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from medviewer.domain.study_index import IndexedFile, IndexedSeries, Whereabouts
from medviewer.progress import CancelToken


@dataclass(frozen=True, slots=True)
class Located:
    """What is there of a study that is to be opened; `folder` is where one of its files was."""

    present: tuple[Path, ...]
    missing_count: int
    folder: Path


def whereabouts(series: Sequence[IndexedSeries], token: CancelToken) -> Whereabouts:
    """Asks the disk for the first, the middle and the last file of each series: one look, not thousands.

    Raises:
        Cancelled: the token was cancelled.
    """
    found = []
    for each in series:
        token.check()
        found += [file.path.is_file() for file in _sample(each.files)]
    if all(found):
        return Whereabouts.PRESENT
    return Whereabouts.PARTLY if any(found) else Whereabouts.MISSING


def locate(files: Sequence[IndexedFile], token: CancelToken) -> Located:
    """Asks the disk for every file.

    Raises:
        Cancelled: the token was cancelled.
    """
    present = []
    for file in files:
        token.check()
        if file.path.is_file():
            present.append(file.path)
    folder = files[0].path.parent if files else Path()
    return Located(tuple(present), len(files) - len(present), folder)


def _sample(files: Sequence[IndexedFile]) -> list[IndexedFile]:
    places = sorted({0, len(files) // 2, len(files) - 1}) if files else []
    return [files[place] for place in places]
