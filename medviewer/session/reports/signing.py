"""Signed reports of every open study. A signature is not undone: a report is amended, by a new version."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Slot

from medviewer import __version__
from medviewer.domain.clinical_notes import NO_NOTES
from medviewer.domain.coding import ReportCode
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.report_version import (
    ReportBody,
    ReportVersion,
    SignedFinding,
    SignedReport,
    joined_versions,
    unsealed,
)
from medviewer.domain.sign_off import SignOff
from medviewer.domain.study_annotations import StudyAnnotations
from medviewer.errors import ReportError
from medviewer.session.library.library import Library, LibraryState
from medviewer.session.review.reading import ReadingState
from medviewer.session.state import State
from medviewer.words import message

# Parts of a body that came later: a version sealed before they were known keeps its checksum.
SAID_SINCE: Mapping[str, object] = {"notes": NO_NOTES, "codes": ()}


@dataclass(frozen=True, slots=True)
class SigningState:
    """Of every open study in which something was signed."""

    studies: tuple[SignedReport, ...] = ()

    def of(self, study_key: str) -> SignedReport:
        none = SignedReport(study_key)
        return next((each for each in self.studies if each.study_key == study_key), none)


class Signing(State[SigningState]):
    """Adds versions; none is ever changed or taken away while its study is open."""

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(SigningState(), parent)
        self._library = library
        library.changed.connect(self._on_library_changed)

    def sign(
        self, study_key: str, body: ReportBody, reader: str, organization: str = ""
    ) -> ReportVersion:
        """Freeze what stands in the report as its next version.

        Raises:
            ReportError: the images show no patient.
        """
        if self._is_synthetic(study_key):
            raise ReportError(SYNTHETIC)
        before = self.value.of(study_key)
        sign_off = SignOff(
            reader.strip(),
            datetime.now(UTC).isoformat(timespec="seconds"),
            organization.strip(),
            before.next_version,
            before.amendment,
        )
        version = sealed(ReportVersion(sign_off, body, __version__))
        self._put(replace(before, versions=(*before.versions, version), amendment=""))
        return version

    def amend(self, study_key: str, reason: str) -> None:
        """Open a signed report for changes, for a reason."""
        before = self.value.of(study_key)
        if before.is_locked and reason.strip():
            self._put(replace(before, amendment=reason.strip()))

    def sign_off(
        self, reading: ReadingState, drawn: StudyAnnotations, codes: tuple[ReportCode, ...] = ()
    ) -> SignOff | None:
        """The signature that holds for a study as it is now; None while its report is preliminary."""
        report = self.value.of(reading.study_instance_uid)
        if not report.is_locked or self._is_synthetic(report.study_key):
            return None
        found = signed_findings(reading)
        return report.sign_off_of(found, drawn.measurements, reading.content, codes)

    def withdraw_amendment(self, study_key: str) -> None:
        """Let the version signed last stand as it is."""
        self._put(replace(self.value.of(study_key), amendment=""))

    def note_sent(self, study_key: str, sent: ObjectReference) -> None:
        """A structured report of the study was exported: a signed one after it names it."""
        self._put(replace(self.value.of(study_key), sent=sent))

    def bring_back(
        self,
        study_key: str,
        versions: tuple[ReportVersion, ...],
        amendment: str,
        sent: ObjectReference | None = None,
    ) -> None:
        """Take over what was signed and sent in an earlier run, or elsewhere.

        Versions that somebody has altered are left out.
        """
        before = self.value.of(study_key)
        sound = tuple(version for version in versions if is_intact(version))
        now = SignedReport(
            study_key,
            joined_versions(sound, before.versions),
            before.amendment or (amendment if sound else ""),
            before.sent or sent,
        )
        if now.versions or now.sent is not None:
            self._put(now)

    def _is_synthetic(self, study_key: str) -> bool:
        study = self._library.value.find_study(study_key)
        return study is not None and study.is_synthetic

    def _put(self, report: SignedReport) -> None:
        others = tuple(s for s in self.value.studies if s.study_key != report.study_key)
        self.update(studies=(*others, report))

    @Slot(object, object)
    def _on_library_changed(self, before: LibraryState, now: LibraryState) -> None:
        """What was closed is forgotten here; the journal has it."""
        if now.studies is before.studies:
            return
        is_open = {study.key for study in now.studies}
        was_open = {study.key for study in before.studies}
        gone = was_open - is_open
        self.update(studies=tuple(s for s in self.value.studies if s.study_key not in gone))


SYNTHETIC = message(
    "Signing",
    "These images are synthetic: a model made them, and they show no patient. They can be marked, measured "
    "and exported as such, but never signed.",
)


def signed_findings(reading: ReadingState) -> tuple[SignedFinding, ...]:
    """All that stands in the report of a study, each with the decision on it."""
    numbers = {f.finding_id: number for number, f in enumerate(reading.findings, start=1)}
    return tuple(
        SignedFinding(numbers[f.finding_id], f, reading.review_of(f.finding_id))
        for f in reading.reported
    )


def sealed(version: ReportVersion) -> ReportVersion:
    """The same with the checksum of its content."""
    return replace(version, sha256=checksum(version))


def is_intact(version: ReportVersion) -> bool:
    """Whether it is what was sealed."""
    return version.sha256 == checksum(version)


def checksum(version: ReportVersion) -> str:
    """SHA-256 over canonical JSON of everything but the checksum itself."""
    from medviewer.store.plain_json import to_plain  # not before the window stands

    plain = to_plain(unsealed(version))
    for name, nothing in SAID_SINCE.items():
        if getattr(version.body, name) == nothing:
            del plain["body"][name]
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()
