"""Measuring an image by a line of known length."""

from medviewer.commands.command import Command, Context
from medviewer.commands.tools import MENU
from medviewer.commands.view import has_image
from medviewer.domain.measurement import Measurement, ReferencedImage
from medviewer.domain.study_annotations import WHOLE_SERIES, UserCalibration
from medviewer.errors import MeasuringError
from medviewer.session.drawing.annotations import reference_to
from medviewer.session.drawing.drawing import ToolKind
from medviewer.words import Message, message

LONGEST_MM = 10_000.0  # a known length that is longer was a slip of the keyboard


def image_shown(context: Context) -> ReferencedImage | None:
    state = context.session.viewport.value
    if state.study is None or state.display_set is None:
        return None
    return reference_to(state.study, state.display_set, state.index)


def calibrate(context: Context, line: Measurement | None = None) -> None:
    """Ask how long the line drawn is; the image is measured by it from now on."""
    if line is None:
        return
    context.prompts.ask_text(
        message("Measure", "Calibrate the image"),
        message("Measure", "The line is how long, in mm?"),
        "",
        lambda typed: calibrate_by(context, line, typed),
    )


def calibrate_by(context: Context, line: Measurement, typed: str) -> None:
    """Take the typed length; what is none is told, and nothing changes."""
    try:
        length_mm = known_length_mm(typed)
    except MeasuringError as error:
        context.session.messages.error(error.message)
        return
    calibration = context.session.quantities.calibration_by(line, length_mm)
    if calibration is not None:
        context.session.annotations.calibrate(line.image.study_key, calibration)
        context.session.drawing.take(ToolKind.LENGTH)


def known_length_mm(typed: str) -> float:
    """A length in mm as a reader types it; a decimal comma is one, too.

    Raises:
        MeasuringError: it is no length.
    """
    try:
        length = float(typed.strip().lower().removesuffix("mm").strip().replace(",", "."))
    except ValueError:
        length = 0.0
    if not 0 < length <= LONGEST_MM:
        raise MeasuringError(
            message(
                "Measure",
                "“{typed}” is no length in mm, so the image was not calibrated. Type a number above 0, "
                "such as 25.",
                typed=typed,
            )
        )
    return length


def is_calibrated_by_reader(context: Context) -> bool:
    image = image_shown(context)
    if image is None:
        return False
    study = context.session.annotations.value.of(image.study_key)
    return study.calibration_of(image) is not None


def own_calibration(context: Context) -> UserCalibration | None:
    """Of the image shown alone."""
    image = image_shown(context)
    if image is None:
        return None
    held = context.session.annotations.value.of(image.study_key).calibration_of(image)
    return held if held is not None and held.sop_instance_uid != WHOLE_SERIES else None


def can_calibrate_series(context: Context) -> bool:
    shown = context.session.viewport.value.display_set
    return shown is not None and shown.count > 1 and own_calibration(context) is not None


def calibrate_series(context: Context) -> None:
    image, own = image_shown(context), own_calibration(context)
    if image is not None and own is not None:
        context.session.annotations.calibrate_series(image.study_key, own)


def why_no_series(context: Context) -> Message | None:
    shown = context.session.viewport.value.display_set
    if shown is None or shown.count < 2 or own_calibration(context) is not None:
        return None
    return message("Measure", "Draw a line of known length over this image first.")


def reset_calibration(context: Context) -> None:
    image = image_shown(context)
    if image is not None:
        context.session.annotations.reset_calibration(image)


COMMANDS = [
    Command(
        "measure.calibrate",
        message("Measure", "Calibrate by a line"),
        calibrate,
        enabled_when=has_image,
    ),
    Command(
        "measure.calibrate_series",
        message("Measure", "Calibrate the whole &series like this image"),
        calibrate_series,
        MENU,
        enabled_when=can_calibrate_series,
        help=message(
            "Measure",
            "Let the length you drew over this image hold for all images of the series. Only where they were "
            "taken from the same distance.",
        ),
        why_disabled=why_no_series,
    ),
    Command(
        "measure.reset_calibration",
        message("Measure", "Take the calibration bac&k"),
        reset_calibration,
        MENU,
        enabled_when=is_calibrated_by_reader,
        help=message("Measure", "Measure this image as its header says again."),
    ),
]
