"""What a reader signed: frozen whole, one version after the other. A version is added and never changed."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from medviewer.domain.clinical_notes import NO_NOTES, ClinicalNotes
from medviewer.domain.coding import CodeKey, ReportCode, accepted_codes
from medviewer.domain.finding import Finding, Review, ReviewState
from medviewer.domain.longitudinal import FollowUp
from medviewer.domain.measurement import Measurement
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.report import ReportContent, ReportedMeasurement
from medviewer.domain.sign_off import SignOff


class ReportStatus(StrEnum):
    """Where a report stands, in FHIR's words (R4 DiagnosticReport.status)."""

    PRELIMINARY = "preliminary"
    FINAL = "final"
    AMENDED = "amended"


@dataclass(frozen=True, slots=True)
class SignedFinding:
    """A finding as its author stated it, and the reader's decision; `number` as on screen."""

    number: int
    finding: Finding
    review: Review


@dataclass(frozen=True, slots=True)
class ReportBody:
    """All that a signature stands under.

    Attributes:
        content: every text in full, those made from templates included.
        findings: confirmed and rejected ones; nothing is signed while one is undecided.
        measurements: as the report prints them.
        drawn: the drawings they are of.
        follow_up: lesions over time, as they were printed.
        codes: accepted and rejected ones; undecided ones are no part of what is signed.
        notes: clinical information, as it was printed.
    """

    content: ReportContent
    findings: tuple[SignedFinding, ...] = ()
    measurements: tuple[ReportedMeasurement, ...] = ()
    drawn: tuple[Measurement, ...] = ()
    follow_up: FollowUp | None = None
    codes: tuple[ReportCode, ...] = ()
    notes: ClinicalNotes = NO_NOTES


@dataclass(frozen=True, slots=True)
class ReportVersion:
    """One signed report; `sha256` is that of all the rest, as JSON."""

    sign_off: SignOff
    body: ReportBody
    software_version: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class SignedReport:
    """A study's versions, the first one first.

    `amendment` is why it is being changed now; "" while it is not. `sent` is the structured report exported
    last, which the next signed one takes the place of.
    """

    study_key: str
    versions: tuple[ReportVersion, ...] = ()
    amendment: str = ""
    sent: ObjectReference | None = None

    @property
    def latest(self) -> ReportVersion | None:
        return self.versions[-1] if self.versions else None

    @property
    def is_locked(self) -> bool:
        """Whether it is signed, and nobody has begun to amend it."""
        return bool(self.versions) and not self.amendment

    @property
    def next_version(self) -> int:
        return 1 + max((v.sign_off.version for v in self.versions), default=0)

    def sign_off_of(
        self,
        findings: Iterable[SignedFinding],
        drawn: Iterable[Measurement],
        content: ReportContent,
        codes: Iterable[ReportCode] = (),
    ) -> SignOff | None:
        """The signature that holds for these; None while there is none, or something was changed since.

        Args:
            findings: all that stand in the report, undecided ones included.
            drawn: the study's drawings.
            content: what the reader wrote; texts left to the template count as signed.
            codes: all of the study's; only which of them are accepted counts.
        """
        latest = self.latest
        if latest is None or not self.is_locked:
            return None
        body = latest.body
        is_same = _decisions(findings) == _decisions(body.findings)
        is_same = is_same and _shapes(drawn) == _shapes(body.drawn)
        is_same = is_same and _accepted(codes) == _accepted(body.codes)
        return latest.sign_off if is_same and _is_within(content, body.content) else None


def status_of(sign_off: SignOff | None) -> ReportStatus:
    """The status of a report that bears this signature."""
    if sign_off is None:
        return ReportStatus.PRELIMINARY
    return ReportStatus.AMENDED if sign_off.is_amended else ReportStatus.FINAL


def joined_versions(
    kept: Iterable[ReportVersion], own: Iterable[ReportVersion]
) -> tuple[ReportVersion, ...]:
    """Both, in the order they were signed: a signed report is never given up for another."""
    found = {version.sha256: version for version in (*kept, *own)}
    return tuple(sorted(found.values(), key=lambda v: (v.sign_off.version, v.sign_off.signed_at)))


def _decisions(findings: Iterable[SignedFinding]) -> dict[str, tuple[ReviewState, Finding | None]]:
    """By finding id: what was edited cannot be hashed, its words carry values."""
    return {f.finding.finding_id: (f.review.state, f.review.revised) for f in findings}


def _accepted(codes: Iterable[ReportCode]) -> frozenset[CodeKey]:
    return frozenset(each.key for each in accepted_codes(codes))


def _shapes(drawn: Iterable[Measurement]) -> frozenset[tuple[object, ...]]:
    """What was drawn; not where it is kept: a study opened beside another of its UID has another key."""
    return frozenset((m.measurement_id, m.kind, m.points, m.label) for m in drawn)


def _is_within(content: ReportContent, signed: ReportContent) -> bool:
    """Whoever reads it now may bear another name: the signature has the one who signed."""
    texts = (each.name for each in fields(ReportContent) if each.name != "reader")
    return all(getattr(content, name) in ("", getattr(signed, name)) for name in texts)


def unsealed(version: ReportVersion) -> ReportVersion:
    """What `sha256` is computed from."""
    return replace(version, sha256="")
