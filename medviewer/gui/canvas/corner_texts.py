"""What stands in the four corners of an image (IHE BIR §5.8, as Weasis has it), in the reader's language.

Top left the patient, top right the study, bottom right the series, bottom left what changes while reading.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from medviewer.domain.cine import frame_time_ms
from medviewer.domain.patient_age import age_words
from medviewer.domain.sex import SEXES
from medviewer.domain.significant_digits import significant
from medviewer.domain.study import DisplaySet, FrameSource, Patient, Series, Study
from medviewer.domain.suv import ValueScale
from medviewer.domain.voi import Voi, VoiLut
from medviewer.gui.canvas.fidelity_light import terminal
from medviewer.gui.canvas.free_side import Side, free_side
from medviewer.gui.canvas.halo_text import WARNING, Line
from medviewer.gui.canvas.measure_marks import calibration_shown
from medviewer.gui.canvas.picture_view import halvings
from medviewer.gui.canvas.pointer import PointerReading
from medviewer.gui.canvas.scale_texts import scale_line, scale_warning
from medviewer.gui.canvas.technique_texts import side_and_view, technique_lines
from medviewer.gui.study_texts import date_text
from medviewer.gui.translation import Translator
from medviewer.imaging.alterations import alterations
from medviewer.imaging.orientation import slice_orientation_name
from medviewer.session.hanging.alignments import is_shared
from medviewer.session.images.viewport import CornerTexts, Viewport, ViewportState
from medviewer.session.session import Session
from medviewer.words import Message, message

AS_STORED = ValueScale()
NARROW = 1  # a window up to here is told in three digits: diffusion is in thousandths
WIDE = 100  # a window from here on is told in whole numbers


@dataclass(frozen=True, slots=True)
class Corners:
    """Lines from the top down, for each corner; `has_bar_left`: where the scale bar stands."""

    top_left: tuple[Line, ...] = ()
    top_right: tuple[Line, ...] = ()
    bottom_left: tuple[Line, ...] = ()
    bottom_right: tuple[Line, ...] = ()
    has_bar_left: bool = False


@dataclass(frozen=True, slots=True)
class LiveValues:
    """What only the canvas knows.

    Attributes:
        magnification: screen pixels an image pixel; None off the screen, where there are none.
        pointer: what lies under the mouse.
        misses_the_data: whether the window leaves nothing but black, or nothing but white.
        leaves_out_who: whether the patient is not named here, whatever the screen shows.
        fidelity: whether the pixels on the screen are coarser than those stored, just now.
    """

    magnification: float | None
    pointer: PointerReading | None = None
    misses_the_data: bool = False
    leaves_out_who: bool = False
    fidelity: tuple[Line, ...] = ()

    @property
    def is_on_screen(self) -> bool:
        """Whether other cells stand beside it, which it may be linked to."""
        return self.magnification is not None


def corners(
    session: Session,
    viewport: Viewport,
    translator: Translator,
    live: LiveValues,
    amount: CornerTexts,
) -> Corners:
    """The lines around what is shown; minimal leaves what a reader must not be without."""
    state, series = viewport.value, session.series(viewport)
    if state.study is None or state.display_set is None or series is None:
        return Corners()
    if amount is CornerTexts.NONE:
        return Corners(bottom_left=_altered(session, viewport, live, translator))
    is_full = amount is CornerTexts.FULL
    frame = state.display_set.frames[state.index]
    is_named = session.overlays.value.shows_identity and not live.leaves_out_who
    patient = _patient(state.study.patient, is_full, is_named)
    is_stray = viewport.viewport_id in session.patients.value.strays
    found = Corners(
        top_left=(
            *_lines(patient, translator, is_warning=is_stray),
            *_lines(_examination(session, state.study), translator),
        ),
        top_right=_lines(_study(state.study, frame, is_named), translator) if is_full else (),
        bottom_right=_lines(
            (*_series(series, frame, is_full), _phase(state.display_set)), translator
        ),
        bottom_left=(
            *_altered(session, viewport, live, translator),
            *_lines(_warnings(state, live), translator, is_warning=True),
            *_lines(
                _gap(session, viewport) if live.is_on_screen else (), translator, is_warning=True
            ),
            *_lines(_live(session, viewport, live, is_full), translator),
        ),
    )
    return put_aside(found, free_side(series.modality, frame, state.turn))


def put_aside(texts: Corners, side: Side | None) -> Corners:
    """All lines at that side: above the patient's, then the study's; below the series', then what is live."""
    if side is None:
        return texts
    above = (*texts.top_left, *texts.top_right)
    below = (*texts.bottom_right, *texts.bottom_left)
    if side is Side.LEFT:
        return Corners(top_left=above, bottom_left=below, has_bar_left=True)
    return Corners(top_right=above, bottom_right=below)


def time_text(value: str) -> str:
    """DICOM's 142503.12 as 14:25:03; empty where there is none."""
    digits = value[:6]
    if len(digits) == 6 and digits.isdigit():
        return f"{digits[:2]}:{digits[2:4]}:{digits[4:]}"
    return ""


def date_time_text(value: str) -> str:
    """DICOM's 20260131142503.12, or the dotted forms of older standards, as 2026-01-31 14:25:03."""
    digits = "".join(letter for letter in value if letter.isdigit())
    return f"{date_text(digits[:8])} {time_text(digits[8:])}".strip()


def number_text(value: float) -> str:
    """At most one decimal, with a real minus sign."""
    return f"{round(value, 1) + 0.0:g}".replace("-", "−")


def _patient(patient: Patient, is_full: bool, is_named: bool) -> Iterable[Message | str]:
    if not is_named:
        yield message("Canvas", "(identity hidden)")
    else:
        yield patient.patient_name or message("Canvas", "(no name)")
        if patient.patient_id:
            yield message("Canvas", "ID: {identifier}", identifier=patient.patient_id)
    if is_full:
        born = date_text(patient.birth_date)
        if born and is_named:
            yield message("Canvas", "born {date}", date=born)
        sex = SEXES.get(patient.sex)
        age = age_words(patient.age)
        if sex is not None and age:
            yield message("Canvas", "{sex}, {age}", sex=sex, age=age)
        elif sex is not None or age:
            yield sex or age


def _study(study: Study, frame: FrameSource, is_named: bool) -> Iterable[Message | str]:
    yield study.institution_name if is_named else ""
    yield study.study_description
    if study.study_id and is_named:
        yield message("Canvas", "Study {identifier}", identifier=study.study_id)
    if study.accession_number and is_named:
        yield message("Canvas", "Acc. {number}", number=study.accession_number)
    yield date_time_text(
        frame.instance.acquisition_date_time or study.study_date + study.study_time
    )


def _series(series: Series, frame: FrameSource, is_full: bool) -> Iterable[Message | str]:
    if series.series_number is not None:
        yield message(
            "Canvas",
            "{modality} · series {number}",
            modality=series.modality,
            number=series.series_number,
        )
    else:
        yield series.modality
    yield from side_and_view(series, frame)
    yield series.series_description
    if not is_full:
        return
    if series.contrast_bolus_agent:
        yield message("Canvas", "Contrast: {agent}", agent=series.contrast_bolus_agent)
    if series.convolution_kernel:
        yield message("Canvas", "Kernel {kernel}", kernel=series.convolution_kernel)
    yield from technique_lines(series, frame)
    yield from _slice(frame)


def _phase(display_set: DisplaySet) -> str:
    """Which time, echo or b-value: without it the images of a 4D group look like one another."""
    return display_set.phase.label if display_set.phase is not None else ""


def _slice(frame: FrameSource) -> Iterable[Message | str]:
    thickness = frame.instance.slice_thickness_mm
    if thickness is not None:
        yield message("Canvas", "Thickness {thickness} mm", thickness=number_text(thickness))
    orientation = slice_orientation_name(frame.plane)
    if frame.plane is not None and orientation is not None:
        yield message(
            "Canvas",
            "{orientation} {position} mm",
            orientation=orientation,
            position=number_text(frame.plane.distance_mm),
        )


def _altered(
    session: Session, viewport: Viewport, live: LiveValues, translator: Translator
) -> tuple[Line, ...]:
    """How the pixels differ from those of the scanner, for now or for good: in every state of the texts."""
    state = viewport.value
    assert state.display_set is not None  # for the type checker: corners() asked
    frame = state.display_set.frames[state.index]
    told = alterations(state.display_set, frame, session.frame(viewport))
    turned = () if state.turn.words is None else (state.turn.words,)
    return (
        *live.fidelity,
        *_lines(turned, translator, is_warning=True),
        *(terminal(translator(words)) for words in told),
    )


def _warnings(state: ViewportState, live: LiveValues) -> Iterable[Message | str]:
    if state.display_set is not None:
        yield from scale_warning(state.display_set.frames[state.index].calibration)
    if live.misses_the_data:
        yield message("Canvas", "No value of this image lies in the window")


def _live(
    session: Session, viewport: Viewport, live: LiveValues, is_full: bool
) -> Iterable[Message | str]:
    state, frame = viewport.value, session.frame(viewport)
    assert state.display_set is not None  # for the type checker: corners() asked
    if is_full and live.pointer is not None:
        yield from live.pointer.lines()
    window = session.window(viewport)
    if frame is not None and window is not None and not frame.is_colour:
        yield window_text(window, session.value_scales.of(state.display_set))
    if is_full and live.magnification is not None:
        yield zoom_text(live.magnification)
    if is_full:
        yield from scale_line(calibration_shown(session, state))
    if session.cine.value.is_playing and session.viewports.is_active(viewport):
        rate = number_text(session.cine.value.rate_fps)
        yield message("Canvas", "▶ {rate} images/s", rate=rate)
    yield _place_in_stack(state)
    if live.is_on_screen:
        yield from _link(session, viewport)


def _place_in_stack(state: ViewportState) -> Message:
    """Which image of how many; of moving ones also when it was taken."""
    assert state.display_set is not None  # for the type checker: corners() asked
    place = message(
        "Canvas", "Image {number} / {count}", number=state.index + 1, count=state.display_set.count
    )
    time_ms = frame_time_ms(state.display_set, state.index)
    if time_ms is not None:
        place = message("Canvas", "{place}  {time} s", place=place, time=f"{time_ms / 1000:.2f}")
    return place


def _examination(session: Session, study: Study) -> Iterable[Message | str]:
    """Of when it is, while another examination is beside it: nobody may take the prior one for today's."""
    dates = [date for key, date in session.patients.value.dates if key != study.key]
    if not dates:
        return
    date = date_text(study.study_date)
    is_one_patient = not session.patients.value.is_mixed
    is_prior = is_one_patient and bool(study.study_date) and study.study_date < max(dates)
    yield message("Canvas", "{date} · prior", date=date) if is_prior else date


def _gap(session: Session, viewport: Viewport) -> Iterable[Message]:
    """Where this stack ends before the active one goes on: two images side by side are not of one place."""
    gap_mm = session.linking.gap_mm(viewport)
    if gap_mm:
        yield message("Canvas", "{distance} mm off the other", distance=f"{gap_mm:.0f}")


def _link(session: Session, viewport: Viewport) -> Iterable[Message]:
    """Whether other cells scroll along, and on whose word."""
    partners = session.linking.partners(viewport)
    if not partners:
        return
    if all(is_shared(viewport.value, partner.value) for partner in partners):
        yield message("Canvas", "Linked")
    else:
        yield message("Canvas", "Linked as aligned")


def window_text(window: Voi, scale: ValueScale = AS_STORED) -> Message:
    """Whole numbers where the window is wide: nobody sees half a HU of 400. SUV with its unit."""
    if isinstance(window, VoiLut):
        return message("Canvas", "VOI LUT of the image")
    width, center = window.width * scale.factor, window.center * scale.factor
    fine = {"width": significant(width, 3), "center": significant(center, 3).replace("-", "−")}
    if scale.is_suv:
        return message("Canvas", "W {width}  L {center}  {unit}", unit=scale.unit, **fine)
    if width < NARROW:
        return message("Canvas", "W {width}  L {center}", **fine)
    if width >= WIDE:
        return message("Canvas", "W {width}  L {center}", width=whole(width), center=whole(center))
    return message(
        "Canvas", "W {width}  L {center}", width=number_text(width), center=number_text(center)
    )


def zoom_text(magnification: float) -> Message:
    """How large, and how many pixels of the image a pixel of the screen stands for."""
    percent, times = round(magnification * 100), 2 ** halvings(magnification)
    if times == 1:
        return message("Canvas", "Zoom {percent} %", percent=percent)
    return message(
        "Canvas", "Zoom {percent} %, mean of {times} × {times}", percent=percent, times=times
    )


def whole(value: float) -> str:
    return f"{value:.0f}".replace("-", "−")


def _lines(
    texts: Iterable[Message | str], translator: Translator, *, is_warning: bool = False
) -> tuple[Line, ...]:
    """Empty attributes leave no empty line."""
    words = (translator(text) if isinstance(text, Message) else text for text in texts)
    return tuple(Line(text, WARNING) if is_warning else Line(text) for text in words if text)
