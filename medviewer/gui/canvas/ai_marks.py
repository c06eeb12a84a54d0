"""What of the AI lies on the image shown: boxes, attention patches, and the badge that names them."""

from dataclasses import dataclass, replace
from enum import Enum

from medviewer.domain.finding import Finding, VoxelBox, axes_text, confidence_text
from medviewer.domain.label_words import label_words
from medviewer.domain.model_card import AttentionPatch
from medviewer.domain.model_trust import CLASS_MAP, GRAD_CAM
from medviewer.domain.review_words import images_words
from medviewer.gui.explanation_words import method_words
from medviewer.imaging.finding_handles import handles
from medviewer.imaging.marks import Point, Rectangle, Segment, box_edges
from medviewer.imaging.outline_axes import outline_axes
from medviewer.session.images.viewport import Viewport, ViewportState
from medviewer.session.review.reading import ReadingState
from medviewer.session.session import Session
from medviewer.words import Message, message

NOT_VERIFIED = message("Canvas", "AI · not verified")
ATTENTION_CAVEAT = message("Canvas", "logit · shows influence, not lesion extent")
RELATIVE_CAVEAT = message("Canvas", "no unit · shows influence, not lesion extent")
ALL_ACCEPTED = message("Canvas", "AI · accepted by the reader")


class Look(Enum):
    """How a box stands with the reader."""

    PROPOSED = "proposed"  # dashed
    ACCEPTED = "accepted"  # solid
    EDITED = "edited"  # solid, where the reader has put it
    OWN = "own"  # solid, in the colour of what a reader draws
    GHOST = "ghost"  # dotted: what a model proposed, beside what the reader made of it
    REJECTED = "rejected"  # thin and faint, and only while it is selected


CONFIRMED = frozenset({Look.ACCEPTED, Look.EDITED, Look.GHOST})


@dataclass(frozen=True, slots=True)
class BoxMark:
    """One finding on this slice, in pixel coordinates: its box, or its outlines where it was segmented.

    `axes` are the long and the short one of the largest outline, while the finding is selected. A ghost has
    no label; what is being changed has handles.
    """

    finding_id: str
    edges: Rectangle
    label: Message | None
    look: Look
    is_selected: bool
    outlines: tuple[tuple[Point, ...], ...] = ()
    axes: tuple[Segment, ...] = ()
    handles: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class AiMarks:
    """Everything of the AI on this image; empty leaves the picture alone."""

    boxes: tuple[BoxMark, ...] = ()
    attention: tuple[AttentionPatch, ...] = ()
    attention_of: Message | None = None  # the finding's name, for the legend
    opacity: float = 1.0

    @property
    def badge(self) -> Message | None:
        """The word that stands beside any mark of the AI."""
        of_ai = [box.look for box in self.boxes if box.look is not Look.OWN]
        if self.attention or any(look not in CONFIRMED for look in of_ai):
            return NOT_VERIFIED
        return ALL_ACCEPTED if of_ai else None

    @property
    def attention_title(self) -> Message:
        """The map's method and what it is about; never "the lesion"."""
        method = method_words(self.attention[0].method if self.attention else CLASS_MAP)
        if self.attention_of is None:
            return message("Canvas", "{method}", method=method)
        return message(
            "Canvas",
            "{method} · evidence for “{finding}”",
            method=method,
            finding=self.attention_of,
        )

    @property
    def caveat(self) -> Message:
        """The unit of the scale, and what the map is not."""
        is_relative = bool(self.attention) and self.attention[0].method == GRAD_CAM
        return RELATIVE_CAVEAT if is_relative else ATTENTION_CAVEAT


def ai_marks(session: Session, viewport: Viewport) -> AiMarks:
    """The marks to draw on the image shown, after what the reader wants to see."""
    overlays = session.overlays.value
    boxes = _boxes(session, viewport) if overlays.draws_findings else ()
    patches = session.attention_on_slice(viewport) if overlays.draws_attention else ()
    if not patches:
        return AiMarks(boxes)
    return AiMarks(
        boxes,
        patches,
        _subject(session.reading_of(viewport), patches[0]),
        overlays.attention_opacity,
    )


def _subject(reading: ReadingState, patch: AttentionPatch) -> Message | None:
    """What a map is about: a finding, or, where there is none, the label that was scored."""
    finding = reading.find(patch.finding_id)
    if finding is not None:
        return finding.name
    return label_words(patch.label) if patch.label else None


def findings_of_display_set(session: Session, viewport: Viewport) -> tuple[Finding, ...]:
    """The visible findings that were made on the display set shown, as their authors stated them."""
    shown = viewport.value.display_set
    if shown is None:
        return ()
    reading = session.reading_of(viewport)
    here = {
        finding.finding_id
        for result in session.results(viewport)
        if result.request.display_set_id == shown.display_set_id
        for finding in result.findings
    } | {
        own.finding.finding_id
        for own in reading.added
        if own.display_set_id == shown.display_set_id
    }
    return tuple(f for f in reading.visible if f.finding_id in here)


def _boxes(session: Session, viewport: Viewport) -> tuple[BoxMark, ...]:
    state, reading = viewport.value, session.reading_of(viewport)
    edits = session.finding_edits.value
    marks = []
    for stated in findings_of_display_set(session, viewport):
        draft = edits.draft_of(stated.finding_id)
        finding = draft or reading.as_read(stated)
        if finding.box_voxel is not None and finding.box_voxel.contains_slice(state.index):
            mark = _box(state, reading, finding, finding.box_voxel)
            marks.append(mark if draft is None else _in_hand(mark, state, finding))
        is_other = finding != stated and not stated.provenance.is_by_reader
        if is_other and stated.finding_id == reading.selected_id:
            marks += _ghost(state, stated)
    return tuple(mark for mark in marks if mark.look is not Look.REJECTED or mark.is_selected)


def _in_hand(mark: BoxMark, state: ViewportState, draft: Finding) -> BoxMark:
    """With handles, and the images it reaches over."""
    box = draft.box_voxel
    assert box is not None  # for the type checker: it has a mark
    said = message(
        "Canvas",
        "{size} · {images}",
        size=axes_text(draft),
        images=images_words(box),
    )
    held = tuple(handle.at for handle in handles(draft, state.index))
    return replace(mark, label=said, handles=held)


def _ghost(state: ViewportState, stated: Finding) -> tuple[BoxMark, ...]:
    """What the model proposed, where that lies on the slice."""
    box = stated.box_voxel
    if box is None or not box.contains_slice(state.index):
        return ()
    outlines = _outlines(stated, state.index)
    mark = BoxMark(stated.finding_id, box_edges(box), None, Look.GHOST, False, outlines)
    return (mark,)


def look_of(reading: ReadingState, finding: Finding) -> Look:
    """How a finding's mark is drawn."""
    if finding.provenance.is_by_reader:
        return Look.OWN
    return Look(reading.review_of(finding.finding_id).state.value)


def _box(state: ViewportState, reading: ReadingState, finding: Finding, box: VoxelBox) -> BoxMark:
    look = look_of(reading, finding)
    is_selected = finding.finding_id == reading.selected_id
    outlines = _outlines(finding, state.index)
    return BoxMark(
        finding.finding_id,
        box_edges(box),
        mark_label(reading.number_of(finding.finding_id), finding, look),
        look,
        is_selected,
        outlines,
        _axes(state, outlines) if is_selected else (),
    )


def _outlines(finding: Finding, index: int) -> tuple[tuple[Point, ...], ...]:
    return tuple(
        tuple(Point(column, row) for row, column in outline.points)
        for outline in finding.outlines
        if outline.slice_index == index and len(outline.points) > 2
    )


def _axes(state: ViewportState, outlines: tuple[tuple[Point, ...], ...]) -> tuple[Segment, ...]:
    shown = state.display_set
    if shown is None or not outlines:
        return ()
    calibration = shown.frames[state.index].calibration
    largest = max(outlines, key=len)
    return outline_axes(largest, (calibration.row_spacing, calibration.column_spacing))


def mark_label(number: int, finding: Finding, look: Look) -> Message:
    """Its number in the list, how sure the model is, and what the reader said of it."""
    values = {"number": number, "confidence": confidence_text(finding)}
    if look is Look.OWN:
        return message("Canvas", "{number} · by the reader", number=number)
    if look is Look.EDITED:
        return message("Canvas", "✎ {number} · {confidence} · edited", **values)
    if look is Look.ACCEPTED:
        return message("Canvas", "✓ {number} · {confidence} · accepted", **values)
    if look is Look.REJECTED:
        return message("Canvas", "✗ {number} · {confidence} · rejected", **values)
    if finding.is_calibrated:
        return message("Canvas", "{number} · {confidence}", **values)
    return message("Canvas", "{number} · score {confidence}", **values)
