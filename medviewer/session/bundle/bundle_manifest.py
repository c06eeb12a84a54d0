"""What an export holds, for whoever finds it: `bundle.json`, written last. No patient is named in it.

{format: "medviewer-bundle", version: 1, created_at, software_version, study_instance_uid, status,
 report: {study_instance_uid, series_instance_uid, sop_class_uid, sop_instance_uid} | null,
 kinds: [name], failures: [{kind, reason}], files: [{path, bytes, sha256}]}
"""

import hashlib
import re
from pathlib import Path

from medviewer.domain.bundle import BundleKind
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.reading_record import ReadingRecord
from medviewer.report.files import json_bytes
from medviewer.report.findings_json import Json, JsonObject
from medviewer.report.reading_json import document_status
from medviewer.session.bundle.bundle_order import KindFailure
from medviewer.session.bundle.bundle_place import files_in
from medviewer.session.bundle.export_folders import MANIFEST, manifest_of

FORMAT, VERSION = "medviewer-bundle", 1
UIDS = ("study_instance_uid", "series_instance_uid", "sop_class_uid", "sop_instance_uid")
UID = re.compile(r"[0-9.]{1,64}")  # PS3.5 section 9.1


def write_manifest(
    folder: Path,
    record: ReadingRecord,
    kinds: tuple[BundleKind, ...],
    failures: tuple[KindFailure, ...],
    sent: ObjectReference | None = None,
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
        "report": None if sent is None else {name: getattr(sent, name) for name in UIDS},
        "kinds": [kind.value for kind in kinds],
        "failures": [{"kind": f.kind.value, "reason": str(f.reason)} for f in failures],
        "files": listed,
    }
    (folder / MANIFEST).write_bytes(json_bytes(document))


def sent_before(place: Path) -> ObjectReference | None:
    """The structured report of the export that lies in a folder or an archive; None where none does."""
    found = manifest_of(place).get("report")
    if not isinstance(found, dict):
        return None
    study, series, sop_class, instance = uids = [str(found.get(name)) for name in UIDS]
    if not all(map(UID.fullmatch, uids)):
        return None
    return ObjectReference(
        instance, sop_class, series_instance_uid=series, study_instance_uid=study
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
