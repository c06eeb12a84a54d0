"""`medviewer render PATH --series UID --slice N --out FILE.png`: one slice as the viewport shows it.

Without annotations (what happens unless they are asked for) the picture is bit for bit what the viewport's
renderer makes of the image: one pixel for each of the image's, grey, or RGB for colour images.
"""

import argparse
import math
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from PIL import Image

from medviewer.cli.progress_line import ProgressLine
from medviewer.cli.series_choice import find_series, left_out, shown_first
from medviewer.dicom.pixels.frames import read_frame
from medviewer.dicom.scanner import scan
from medviewer.domain.study import DisplaySet, FrameSource, Series, Study
from medviewer.domain.voi import Voi, VoiWindow
from medviewer.domain.volume import Frame
from medviewer.errors import ExportError, InputError
from medviewer.imaging.alterations import alterations
from medviewer.imaging.draw import CornerTexts
from medviewer.imaging.key_images import SliceView, window_text
from medviewer.imaging.luts import automatic_window
from medviewer.imaging.render import ImageArray
from medviewer.imaging.slice_picture import annotated_picture, bare_picture
from medviewer.imaging.suv import suv_window
from medviewer.progress import CancelToken
from medviewer.whole_files import exported_file
from medviewer.words import message


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("render", help="write one slice as the viewport shows it, as PNG")
    parser.add_argument(
        "places", nargs="+", type=Path, metavar="PATH", help="folders, DICOM files, ZIP archives"
    )
    parser.add_argument(
        "--series", dest="series_uid", default="", metavar="UID", help="SeriesInstanceUID"
    )
    parser.add_argument(
        "--display-set", dest="display_set_id", default="", metavar="ID", help="as inspect names it"
    )
    parser.add_argument(
        "--slice",
        dest="index",
        type=int,
        required=True,
        metavar="N",
        help="in display order, the first is 0; -1 is the last",
    )
    parser.add_argument(
        "--window",
        type=window,
        default=None,
        metavar="W,L",
        help="width,level; else the image's own",
    )
    parser.add_argument(
        "--annotations",
        action=argparse.BooleanOptionalAction,
        default=False,
        help="draw texts, letters and scale bar, in true proportions",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.png", help="the picture")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the picture; errors are raised for `main` to print."""
    refuse_other_formats(arguments.out)
    with ExitStack() as stack:
        progress = stack.enter_context(ProgressLine())
        unpacked = stack.enter_context(tempfile.TemporaryDirectory(prefix="medviewer-"))
        studies = scan(
            arguments.places, Path(unpacked), CancelToken(), progress, lambda update: None
        ).studies
        series = find_series(studies, arguments.series_uid, arguments.display_set_id)
        display_set = shown_first(series, arguments.display_set_id)
        index = checked_index(display_set, arguments.index)
        view = slice_view(display_set, index, arguments.window)
    texts = corner_texts(holder(studies, series), series, view, index)
    picture = annotated_picture(view, texts) if arguments.annotations else bare_picture(view)
    write_png(arguments.out, picture)
    others = None if arguments.display_set_id else left_out(series, [display_set])
    if others is not None:
        print(f"medviewer: {others}", file=sys.stderr)
    return 0


def window(text: str) -> VoiWindow:
    """`400,40` as a window of width 400 around 40."""
    try:
        width, center = (float(part) for part in text.split(","))
        if not (math.isfinite(center) and 0 < width < math.inf):
            raise ValueError
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” is not a window: write its width and its level, as in 400,40"
        ) from None
    return VoiWindow(center, width)


def checked_index(display_set: DisplaySet, number: int) -> int:
    """The index of slice `number`, counted from the end where it is negative.

    Raises:
        InputError: there is no such slice.
    """
    index = number + display_set.count if number < 0 else number
    if 0 <= index < display_set.count:
        return index
    raise InputError(
        message(
            "Render",
            "There is no slice {number}: this display set has slices 0 to {last}.",
            number=number,
            last=display_set.count - 1,
        )
    )


def slice_view(display_set: DisplaySet, index: int, chosen: Voi | None) -> SliceView:
    """Decode the slice, and find the window the viewport would show it through."""
    source = display_set.frames[index]
    frame = read_frame(source)
    return SliceView(
        frame,
        chosen or own_window(display_set, source, frame),
        source.plane,
        display_set.count,
        is_inverted=False,
        patient_orientation=source.instance.patient_orientation,
        alterations=tuple(alterations(display_set, source, frame)),
        is_quadruped=source.instance.technique.is_quadruped,
        stated=source.calibration,
    )


def own_window(display_set: DisplaySet, source: FrameSource, frame: Frame) -> Voi:
    """The header's first window, else SUV 0 to 5, else an automatic one of the middle slice.

    The middle slice is where the viewport starts.
    """
    if source.windows:
        return source.windows[0].window
    of_uptake = suv_window(display_set)
    if of_uptake is not None:
        return of_uptake
    middle = display_set.frames[display_set.count // 2]
    return automatic_window(frame if middle is source else read_frame(middle))


def holder(studies: Sequence[Study], series: Series) -> Study:
    return next(study for study in studies if series in study.series)


def corner_texts(study: Study, series: Series, view: SliceView, index: int) -> CornerTexts:
    """Who and what, and which slice through which window."""
    patient = " · ".join(filter(None, (study.patient.patient_name, study.patient.patient_id)))
    described = " ".join(filter(None, (series.modality, series.series_description)))
    place = message(
        "Key image", "Slice {number} / {count}", number=index + 1, count=view.slice_count
    )
    window = () if view.frame.is_colour else (window_text(view.window),)
    lines = tuple(map(str, (*view.alterations, place, *window)))
    return CornerTexts(tuple(filter(None, (patient, study.study_date, described))), lines)


def refuse_other_formats(out: Path) -> None:
    """Only PNG is written: whatever loses greys has no place here.

    Raises:
        ExportError: the file's name asks for something else.
    """
    if out.suffix.lower() != ".png":
        raise ExportError(
            message("Render", "“{name}” does not end in .png. Only PNG is written.", name=out.name)
        )


def write_png(path: Path, picture: ImageArray) -> None:
    """Write the file whole or not at all.

    Raises:
        ExportError: the folder cannot be written.
    """
    with exported_file(path, makes_folder=True) as temporary:
        Image.fromarray(picture).save(temporary, format="PNG")
