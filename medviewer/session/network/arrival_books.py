"""What is known of every study in the arrivals folder: one small file beside its images. Qt-free.

    ROOT/<study>/study.json      where it came from, when it was opened, whether it is kept, what is missing

All of it blocks: call it off the GUI thread. A folder without such a file is known by its images.
"""

import json
import logging
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from medviewer.dicom.network.arrival_folder import PART, ArrivalFolder
from medviewer.domain.archive import RetrieveOrder
from medviewer.domain.study import Study
from medviewer.domain.transfers import ArrivedStudy
from medviewer.errors import UnreadableFile
from medviewer.progress import CancelToken
from medviewer.whole_files import whole_file

logger = logging.getLogger(__name__)

BOOK = "study.json"
GOING = ".going-"  # a study that is being removed; what a killed program leaves of it goes at the next start
LARGEST_BOOK_BYTES = 8 << 20  # the UIDs of 100,000 instances
ABANDONED_S = 24 * 3600.0  # a half-written instance nobody has touched for so long has no writer
IMAGE = ".dcm"


def read_books(folder: ArrivalFolder, token: CancelToken) -> dict[str, ArrivedStudy]:
    """Every study that lies here, by UID, with its size as it is on disk.

    Raises:
        Cancelled: the token was cancelled.
    """
    found = {}
    for place in _folders(folder.root):
        token.check()
        for look in (_read, _from_images):
            study = look(place)
            if study is not None and folder.study_folder(study.study_instance_uid) == place:
                found[study.study_instance_uid] = measured(replace(study, folder=place))
                break
    return found


def write_book(folder: ArrivalFolder, study: ArrivedStudy) -> None:
    """Keep what is known of a study; only the user may read it.

    Raises:
        OSError: the folder or the disk refused.
    """
    place = folder.study_folder(study.study_instance_uid)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    with whole_file(place / BOOK, is_private=True) as temporary:
        temporary.write_text(json.dumps(_plain(study)), encoding="utf-8")


def remove_study(folder: ArrivalFolder, study_instance_uid: str) -> bool:
    """Remove all of a study, or nothing that can be seen; whether it is gone."""
    place = folder.study_folder(study_instance_uid)
    going = folder.root / f"{GOING}{place.name}-{time.time_ns()}"
    try:
        os.replace(place, going)
    except FileNotFoundError:
        return True
    except OSError:
        logger.warning("A study that arrived could not be removed")
        return False
    shutil.rmtree(going, ignore_errors=True)
    return True


def tidy(folder: ArrivalFolder, now_s: float, token: CancelToken) -> None:
    """Remove what killed programs left: half-written instances and half-removed studies."""
    for leftover in _inside(folder.root):
        if leftover.name.startswith(GOING):
            shutil.rmtree(leftover, ignore_errors=True)
    for series in (series for place in _folders(folder.root) for series in _folders(place)):
        token.check()
        for part in (file for file in _inside(series) if file.suffix == PART):
            _remove_abandoned(part, now_s)


def measured(study: ArrivedStudy) -> ArrivedStudy:
    """With the size and number of its instances as they lie on disk."""
    sizes = [_size(path) for path in images_of(study.folder)]
    return replace(study, byte_count=sum(sizes), instance_count=len(sizes))


def images_of(place: Path) -> tuple[Path, ...]:
    """The instances of a study's folder, series by series."""
    return tuple(image for series in _folders(place) for image in _images(series))


def headers_of(place: Path) -> Iterator[Study]:
    """What one file of each series says of its study and patient."""
    for series in _folders(place):
        headers = (_header(image) for image in _images(series))
        first = next((header for header in headers if header is not None), None)
        if first is not None:
            yield first


def _remove_abandoned(part: Path, now_s: float) -> None:
    try:
        if now_s - part.stat().st_mtime > ABANDONED_S:
            part.unlink()
    except OSError:
        logger.warning("A half-written instance could not be removed")


def _images(series: Path) -> list[Path]:
    return [file for file in _inside(series) if file.suffix == IMAGE]


def _folders(place: Path) -> list[Path]:
    """Of studies or series; what begins with a dot is being written or removed."""
    inside = (each for each in _inside(place) if not each.name.startswith("."))
    return [each for each in inside if each.is_dir() and not each.is_symlink()]


def _inside(place: Path) -> list[Path]:
    """What lies there now; others write and remove meanwhile, so that a folder may be gone again."""
    try:
        return sorted(Path(entry) for entry in os.scandir(place))
    except OSError:
        return []


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _header(path: Path) -> Study | None:
    from medviewer.dicom.headers import NotAnImage, PixelsMissing, read_header

    try:
        return read_header(path).study
    except (NotAnImage, PixelsMissing) as found:
        return found.header.study if found.header is not None else None
    except UnreadableFile:
        return None


def _from_images(place: Path) -> ArrivedStudy | None:
    """A study nobody kept a book of: it was being received when a program was killed."""
    study = next(headers_of(place), None)
    if study is None:
        return None
    return ArrivedStudy(study.study_instance_uid, arrived_at=place.stat().st_mtime)


def _read(place: Path) -> ArrivedStudy | None:
    file = place / BOOK
    try:
        if file.stat().st_size > LARGEST_BOOK_BYTES:
            return None
        plain = json.loads(file.read_text(encoding="utf-8"))
        return _understood(plain) if isinstance(plain, dict) else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError, TypeError, KeyError):
        logger.warning("What was known of a study that arrived could not be read")
        return None


def _understood(plain: Mapping[str, Any]) -> ArrivedStudy:
    order = plain.get("unfinished")
    uid = str(plain["study_instance_uid"])
    return ArrivedStudy(
        uid,
        arrived_at=float(plain.get("arrived_at", 0.0)),
        opened_at=float(plain.get("opened_at", 0.0)),
        node=str(plain.get("node", "")),
        title=str(plain.get("title", "")),
        is_kept=plain.get("is_kept") is True,
        is_prior=plain.get("is_prior") is True,
        unfinished=_order(uid, order) if isinstance(order, Mapping) else None,
    )


def _order(uid: str, plain: Mapping[str, Any]) -> RetrieveOrder:
    return RetrieveOrder(
        uid,
        tuple(map(str, plain.get("series_instance_uids", ()))),
        tuple(map(str, plain.get("sop_instance_uids", ()))),
        str(plain.get("patient_id", "")),
    )


def _plain(study: ArrivedStudy) -> dict[str, object]:
    order = study.unfinished
    return {
        "study_instance_uid": study.study_instance_uid,
        "arrived_at": study.arrived_at,
        "opened_at": study.opened_at,
        "node": study.node,
        "title": study.title,
        "is_kept": study.is_kept,
        "is_prior": study.is_prior,
        "unfinished": order
        and {
            "series_instance_uids": order.series_instance_uids,
            "sop_instance_uids": order.sop_instance_uids,
            "patient_id": order.patient_id,
        },
    }
