"""Makes a finding of what the reader points at: a click or a box on one image."""

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime

from medviewer.domain.added_finding import AddedFinding
from medviewer.domain.calibration import Pixel, PixelCalibration
from medviewer.domain.finding import Finding, Provenance, VoxelBox
from medviewer.domain.label_words import ABSENCE, label_words
from medviewer.domain.model_card import ModelCard
from medviewer.domain.study import DisplaySet
from medviewer.errors import MeasuringError
from medviewer.session.images.viewport import ViewportState
from medviewer.session.review.finding_edits import FindingEdits
from medviewer.session.review.finding_places import FindingPlace
from medviewer.words import Message, message

ON_LISTED_SLICES = message(
    "Findings",
    "Findings are added on the slices as they are analyzed. Leave “Slices as acquired” first.",
)
ABSENT = frozenset({"normal", "negative"})  # labels that say there is nothing
OTHER = "other"  # the label where no model's fits
UNNAMED = message("Findings", "finding")
CLICKED_MM, CLICKED_PX = (
    10.0,
    24,
)  # the side of the box that a click makes, where sizes are known or not
LEAST_PX = 2.0  # a box smaller than this was a click


def labels_on_offer(catalog: Iterable[ModelCard], finding: Finding) -> tuple[str, ...]:
    """What a finding can be called: its model's labels, or any model's where a reader added it."""
    cards = (c for c in catalog if c.model_id == finding.provenance.model_id)
    chosen = catalog if finding.provenance.is_by_reader else cards
    labels = (label for card in chosen for label in card.labels)
    present = (label for label in labels if label not in ABSENT and not label.startswith(ABSENCE))
    return tuple(dict.fromkeys((finding.label, *present, OTHER)))


def finding_at(
    state: ViewportState,
    corners: tuple[tuple[float, float], ...],
    reader: str,
    edits: FindingEdits,
) -> AddedFinding | None:
    """The reader's own finding on the image shown; None where nothing is shown.

    Raises:
        MeasuringError: other slices are shown than those the study lists: its voxels count in these.

    Args:
        corners: two opposite ones, (column, row); those of a click are one point.
        edits: knows how findings are measured.
    """
    study, shown = state.study, state.display_set
    if study is None or shown is None:
        return None
    if shown.display_set_id != shown.listed_id:
        raise MeasuringError(ON_LISTED_SLICES)
    calibration = shown.frames[state.index].calibration
    bare = _bare(shown, state.index, reader)
    place = FindingPlace(bare, study, shown)
    box = _box(state.index, corners, calibration)
    return AddedFinding(edits.measured(bare, place, (box, ())), shown.display_set_id)


def name_of(label: str) -> Message:
    """A label in words, as a finding is called by it."""
    return UNNAMED if label == OTHER else label_words(label)


def _bare(shown: DisplaySet, index: int, reader: str) -> Finding:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Finding(
        finding_id=str(uuid.uuid4()),
        label=OTHER,
        name=UNNAMED,
        site=message("Findings", "image {number}", number=index + 1),
        center_lps_mm=None,
        center_voxel=None,
        box_lps_mm=None,
        box_voxel=None,
        diameter_mm=None,
        confidence=0.0,
        is_calibrated=False,
        sop_instance_uids=(),
        provenance=Provenance("", "", "", shown.series_instance_uid, "", now, reader),
    )


def _box(index: int, corners: tuple[tuple[float, float], ...], scale: PixelCalibration) -> VoxelBox:
    columns, rows = zip(*corners, strict=True)
    if max(columns) - min(columns) + max(rows) - min(rows) < LEAST_PX:
        across, down = _clicked_px((columns[0], rows[0]), scale)
        columns = (columns[0] - across / 2, columns[0] + across / 2)
        rows = (rows[0] - down / 2, rows[0] + down / 2)
    return VoxelBox(
        (index, round(min(rows)), round(min(columns))),
        (index, round(max(rows)), round(max(columns))),
    )


def _clicked_px(at: Pixel, calibration: PixelCalibration) -> tuple[float, float]:
    """Columns and rows of a click's box."""
    scale = calibration.scale_at(at)
    if scale is None or not scale.is_length:
        return CLICKED_PX, CLICKED_PX
    return CLICKED_MM / scale.across.per_pixel, CLICKED_MM / scale.down.per_pixel
