"""A phantom's reading with 20 findings and 20 measurements, exported whole: as it is, and signed."""

from dataclasses import dataclass, replace
from pathlib import Path

from medviewer.domain.bundle import BundleKind
from medviewer.domain.coding import decided_codes
from medviewer.domain.finding import Review, ReviewState
from medviewer.domain.report_version import ReportBody, ReportVersion, SignedFinding
from medviewer.domain.sign_off import SignOff
from medviewer.progress import CancelToken
from medviewer.session.bundle.bundle_order import BundleOrder
from medviewer.session.bundle.bundle_run import run_bundle
from medviewer.session.bundle.bundle_writers import AVAILABLE
from medviewer.session.reports.signing import sealed
from tests.phantoms.readings import DECIDED_AT, READER, PhantomReading, phantom_reading

SIGNED_AT = "2026-03-04T16:00:00+00:00"


@dataclass(frozen=True, slots=True)
class FreshBundle:
    """An export and what it is of; `images` are the phantom's files."""

    reading: PhantomReading
    folder: Path

    @property
    def images(self) -> list[Path]:
        return sorted(self.reading.folder.glob("IM*"))

    @property
    def objects(self) -> list[Path]:
        return sorted((self.folder / "objects").glob("*.dcm"))


def fresh_bundle(folder: Path, *, is_signed: bool = False) -> FreshBundle:
    """Everything but the movie.

    Raises:
        AssertionError: a kind could not be written.
    """
    reading = phantom_reading(folder / "images")
    reading = signed(reading) if is_signed else reading
    kinds = AVAILABLE - {BundleKind.MOVIE}
    outcome = run_bundle(BundleOrder(reading.order, kinds, folder / "bundle"), CancelToken())
    assert outcome.failures == (), outcome.failures
    return FreshBundle(reading, folder / "bundle")


def signed(reading: PhantomReading) -> PhantomReading:
    """What was undecided is accepted, and a reader's name stands under it all."""
    decided = {review.finding_id for review in reading.kept.reviews}
    rest = (f.finding_id for f in reading.order.findings if f.finding_id not in decided)
    accepted = (Review(key, ReviewState.ACCEPTED, READER, DECIDED_AT) for key in rest)
    kept = replace(reading.kept, reviews=(*reading.kept.reviews, *accepted))
    reviews = {review.finding_id: review for review in kept.reviews}
    findings = tuple(
        SignedFinding(number, finding, reviews[finding.finding_id])
        for number, finding in enumerate(reading.order.findings, start=1)
    )
    drawn, codes = kept.annotations.measurements, decided_codes(kept.codes)
    body = ReportBody(kept.content, findings, drawn=drawn, codes=codes)
    version = sealed(ReportVersion(SignOff(READER, SIGNED_AT, "St. Elsewhere"), body, "0.1"))
    return replace(reading, kept=replace(kept, versions=(version,)))
