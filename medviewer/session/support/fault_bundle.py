"""A ZIP with what a developer needs to see a fault again, and nothing that names a patient or the reader.

    READ_ME.txt      what this is, that it was sent to nobody
    program.json     versions of the program, Python, Qt and every package; the system
    device.json      processor, memory, the last self-test of the AI
    models.json      every model with version and hash, and whether its files are whole
    timings.json     how long models took here
    settings.json    those that are chosen from a list; no typed ones
    log/             log files and traces, without the names of user, computer and home
    headers/         of one study, if asked for: its DICOM headers without identity, all pixels zero

The same state gives the same names, order and time stamps; pseudonyms differ from bundle to bundle.
"""

import getpass
import hashlib
import json
import os
import platform
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from io import BytesIO
from pathlib import Path

import psutil

from medviewer import __version__, paths
from medviewer.ai.installed_models import find_model, is_imported, model_folders
from medviewer.ai.installed_systems import installed_systems
from medviewer.domain.deidentification import DeidentificationOptions
from medviewer.domain.fault_report import BundlePart, FaultBundle
from medviewer.domain.self_test import SelfTestReport
from medviewer.errors import InputError, MedViewerError
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.settings import Settings
from medviewer.words import message

MOST_HEADERS = 2000
MOST_LOG_BYTES = 4 << 20  # of one file; the newest
FIRST_DAY = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # what a ZIP can say; the state counts, not the hour it was packed
SHORTEST_NAME = 3  # letters; a user called "a" stands in every line
STAGE = message("Fault bundle", "Collecting")
READ_ME = """MedViewer {version}: what helps to mend a fault.

This file was written on your computer and sent to nobody. Every text in it can be read before you pass it on.
It holds no names, no identifiers, no dates of patients and no pixels. DICOM headers, if there are any, were
cleaned by PS3.15 Annex E (Basic Profile, dates moved); all their pixels are zero. `medviewer view` opens the
archive as it is.
"""


@dataclass(frozen=True, slots=True)
class FaultOrder:
    """What to collect.

    Attributes:
        settings: the reader's.
        self_test: the AI's last word on the device; None where it was not asked.
        headers_of: DICOM files whose headers go along.
    """

    settings: Settings
    self_test: SelfTestReport | None = None
    headers_of: Sequence[Path] = ()


def collect(order: FaultOrder, token: CancelToken, progress: ProgressSink) -> FaultBundle:
    """Gather everything. Blocks; a part that cannot be had says why in its place.

    Raises:
        Cancelled: `token` was cancelled.
    """
    written = dict(_facts(order))
    written |= dict(_logs())
    headers, left_out = _headers(order.headers_of, token, progress)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in written.items():
            archive.writestr(_entry(name), text)
        for name, header in headers:
            archive.writestr(_entry(name), header)
    parts = [BundlePart(name, len(text.encode()), text) for name, text in written.items()]
    parts += [_header_part(name, header) for name, header in headers]
    return FaultBundle(tuple(parts), stream.getvalue(), left_out)


def _header_part(name: str, header: bytes) -> BundlePart:
    from medviewer.dicom.deidentifying.header_copy import (
        header_lines,
    )  # not before the window stands

    return BundlePart(name, len(header), None, header_lines(header))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, FIRST_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _facts(order: FaultOrder) -> Iterator[tuple[str, str]]:
    yield "READ_ME.txt", READ_ME.format(version=__version__)
    yield "program.json", _as_json(_program())
    yield "device.json", _as_json(_device(order.self_test))
    yield "models.json", _as_json(list(_models()))
    yield "timings.json", _as_json(_timings())
    yield "settings.json", _as_json(chosen_settings(order.settings))


def _program() -> dict[str, object]:
    from medviewer.third_party import third_parties  # reads what packages need: not at start-up

    return {
        "medviewer": __version__,
        "is_frozen": bool(getattr(sys, "frozen", False)),
        "python": platform.python_version(),
        "system": platform.platform(),
        "machine": platform.machine(),
        "desktop": os.environ.get("XDG_CURRENT_DESKTOP", ""),
        "qt_platform": os.environ.get("QT_QPA_PLATFORM", ""),
        "packages": {each.name: each.version for each in third_parties()},
    }


def _device(self_test: SelfTestReport | None) -> dict[str, object]:
    memory = psutil.virtual_memory()
    return {
        "processor": platform.processor(),
        "cores": psutil.cpu_count(logical=False),
        "threads": psutil.cpu_count(),
        "memory_bytes": memory.total,
        "memory_free_bytes": memory.available,
        "self_test": asdict(self_test) if self_test is not None else None,
    }


def _models() -> Iterator[dict[str, object]]:
    for folder in model_folders():
        facts: dict[str, object] = {"id": folder.name, "is_imported": is_imported(folder)}
        try:
            card = find_model(folder.name).card
            facts |= {"version": card.version, "stated_sha256": card.weights_sha256}
        except MedViewerError as error:
            facts["problem"] = scrubbed(str(error))
        yield facts | {"sha256": _hashes(folder)}
    for place in installed_systems():
        named = {"id": place.folder.name, "version": place.card.version}
        yield named | {"sha256": _hashes(place.folder)}


def _hashes(folder: Path) -> dict[str, str]:
    """Of every file of a model, so that an altered one is seen."""
    hashes = {}
    for file in sorted(path for path in folder.iterdir() if path.is_file()):
        with file.open("rb") as stream:
            hashes[file.name] = hashlib.file_digest(stream, "sha256").hexdigest()
    return hashes


def _timings() -> object:
    try:
        return json.loads(paths.run_times_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def chosen_settings(settings: Settings) -> dict[str, str]:
    """Settings chosen from a list; what was typed may name somebody."""
    return {f.name: getattr(settings, f.name) for f in fields(settings) if "choices" in f.metadata}


def _logs() -> Iterator[tuple[str, str]]:
    folder = paths.log_folder()
    for file in sorted((*folder.glob("medviewer.log*"), *folder.glob("crash-*.log"))):
        try:
            newest = file.read_bytes()[-MOST_LOG_BYTES:]
        except OSError as error:
            yield f"log/{file.name}", f"It could not be read: {error.strerror}"
        else:
            yield f"log/{file.name}", scrubbed(newest.decode(errors="replace"))


def scrubbed(text: str) -> str:
    """Without the names of user, home folder and computer."""
    for name, stands_for in _own_names():
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", stands_for, text)
    return text


def _own_names() -> Iterator[tuple[str, str]]:
    named = [(str(Path.home()), "~"), (platform.node(), "COMPUTER")]
    try:
        named.append((getpass.getuser(), "USER"))
    except (OSError, KeyError):  # a container's user may have no name: then none can stand in a log
        named.append(("", ""))
    yield from ((name, word) for name, word in named if len(name) >= SHORTEST_NAME)


def _headers(
    files: Sequence[Path], token: CancelToken, progress: ProgressSink
) -> tuple[list[tuple[str, bytes]], int]:
    """Headers numbered by their place in `files`, and how many could not go along."""
    from medviewer.dicom.deidentifying.cleaning import Cleaner  # not before the window stands
    from medviewer.dicom.deidentifying.header_copy import header_copy
    from medviewer.dicom.deidentifying.pseudonyms import Pseudonyms

    if not files:
        return [], 0
    options = DeidentificationOptions(shifts_dates=True)
    cleaner, copies = Cleaner(options, Pseudonyms()).with_types(), []
    taken = files[:MOST_HEADERS]
    for number, file in enumerate(taken, start=1):
        token.check()
        progress(Progress(STAGE, number, len(taken)))
        try:
            copies.append((f"headers/{number:06}.dcm", header_copy(file, cleaner)))
        except InputError:
            continue  # counted; why a file cannot be read, the log says
    return copies, len(files) - len(copies)


def _as_json(facts: object) -> str:
    return json.dumps(facts, indent=2, ensure_ascii=False, default=str) + "\n"
