"""What an export holds, for whoever finds it: `bundle.json`, written last. No patient is named in it.

{format: "medviewer-bundle", version: 1, created_at, software_version, study_instance_uid, status,
 kinds: [name], failures: [{kind, reason}], files: [{path, bytes, sha256}]}
"""

import hashlib
from pathlib import Path

from medviewer.domain.bundle import BundleKind
from medviewer.domain.reading_record import ReadingRecord
from medviewer.report.files import json_bytes
from medviewer.report.findings_json import Json, JsonObject
from medviewer.report.reading_json import document_status
from medviewer.session.bundle.bundle_order import KindFailure
from medviewer.session.bundle.bundle_place import MANIFEST, files_in

FORMAT, VERSION = "medviewer-bundle", 1


def write_manifest(
    folder: Path,
    record: ReadingRecord,
    kinds: tuple[BundleKind, ...],
    failures: tuple[KindFailure, ...],
) -> None:
    """List every file of the folder with its checksum.

    Raises:
        OSError: the disk refused.
    """
    listed: list[Json] = [
        {
            "path": name,
            "bytes": (folder / name).stat().st_size,
            "sha256": _sha256(folder / name),
        }
        for name in files_in(folder)
    ]
    document: JsonObject = {
        "format": FORMAT,
        "version": VERSION,
        "created_at": record.created_at,
        "software_version": record.software_version,
        "study_instance_uid": record.study.study_instance_uid,
        "status": document_status(record.sign_off),
        "kinds": [kind.value for kind in kinds],
        "failures": [{"kind": f.kind.value, "reason": str(f.reason)} for f in failures],
        "files": listed,
    }
    (folder / MANIFEST).write_bytes(json_bytes(document))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
