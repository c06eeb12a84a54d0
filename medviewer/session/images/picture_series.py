"""Every image of a display set as a picture, with the AI's marks, in a file others can play. No Qt.

Names and numbers of the patient are left out: such files go into talks and teaching.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.domain.cine import rate_fps
from medviewer.domain.report import ReportedFinding
from medviewer.domain.study import DisplaySet
from medviewer.domain.voi import Voi
from medviewer.errors import ExportError
from medviewer.progress import CancelToken
from medviewer.whole_files import exported_file
from medviewer.words import Message, message

if TYPE_CHECKING:
    from PIL.Image import Image

    from medviewer.imaging.drawings import Drawings

ENCODER = "ffmpeg"
SHORTEST_GIF_MS = 20  # players slow anything shorter down to a tenth of a second


class PictureFormat(Enum):
    """What is written, by its suffix."""

    GIF = ".gif"
    PNG = ".png"
    MP4 = ".mp4"


@dataclass(frozen=True, slots=True)
class PictureOrder:
    """What to draw, frozen at the moment the reader asked for it.

    `findings` are those shown on these images, `drawings` the reader's by index; `speed` is how many times
    as fast as the header says.
    """

    display_set: DisplaySet
    window: Voi
    is_inverted: bool = False
    findings: tuple[ReportedFinding, ...] = ()
    speed: float = 1.0
    drawings: "Mapping[int, Drawings]" = field(default_factory=dict)


def encoder() -> str | None:
    """The video encoder found on this computer; MedViewer brings none: their licences do not allow it."""
    return shutil.which(ENCODER)


def write_pictures(
    order: PictureOrder, path: Path, token: CancelToken, translate: Callable[[Message], str] = str
) -> Path:
    """Write the file, whole or not at all; PNG files are numbered. Blocks; not for the GUI thread.

    Raises:
        ExportError: the folder cannot be written, or the encoder failed.
        Cancelled: `token` was cancelled.
    """
    writers = {".gif": _write_gif, ".png": _write_png, ".mp4": _write_mp4}
    rate = rate_fps(order.display_set) * order.speed
    with exported_file(path) as temporary:
        writers[path.suffix.lower()](_drawn(order, token, translate), temporary, rate)
    return path


def _drawn(
    order: PictureOrder, token: CancelToken, translate: Callable[[Message], str]
) -> Iterator["Image"]:
    from PIL import Image

    from medviewer.dicom.pixels.frames import read_frame
    from medviewer.imaging.alterations import alterations
    from medviewer.imaging.draw import CornerTexts
    from medviewer.imaging.drawings import NOTHING_DRAWN
    from medviewer.imaging.fonts import find_fonts
    from medviewer.imaging.key_images import SliceView, window_text
    from medviewer.imaging.slice_picture import annotated_picture

    fonts, shown = find_fonts(), order.display_set
    for index, source in enumerate(shown.frames):
        token.check()
        frame = read_frame(source)
        view = SliceView(
            frame,
            order.window,
            source.plane,
            shown.count,
            is_inverted=order.is_inverted,
            patient_orientation=source.instance.patient_orientation,
            alterations=tuple(alterations(shown, source, frame)),
            is_quadruped=source.instance.technique.is_quadruped,
            stated=source.calibration,
            slice_index=index,
            drawings=order.drawings.get(index, NOTHING_DRAWN),
        )
        place = message(
            "Key image", "Slice {number} / {count}", number=index + 1, count=shown.count
        )
        said = (*view.alterations, place, window_text(view.window))
        texts = CornerTexts((), tuple(map(translate, said)))
        here = tuple(f for f in order.findings if _is_on(f, index))
        yield Image.fromarray(annotated_picture(view, texts, translate, fonts, here))


def _is_on(item: ReportedFinding, index: int) -> bool:
    box = item.finding.box_voxel
    return box is not None and box.contains_slice(index)


def _write_gif(pictures: Iterator["Image"], path: Path, rate: float) -> None:
    first = next(pictures)
    wait_ms = max(round(1000 / rate), SHORTEST_GIF_MS)
    first.save(path, save_all=True, append_images=pictures, duration=wait_ms, loop=0)


def _write_png(pictures: Iterator["Image"], path: Path, _: float) -> None:
    """`name-0001.png` and so on beside where the one file would stand."""
    for number, picture in enumerate(pictures, start=1):
        picture.save(path.with_name(f"{path.stem}-{number:04d}.png"))


def _write_mp4(pictures: Iterator["Image"], path: Path, rate: float) -> None:
    program = encoder()
    if program is None:
        raise ExportError(NO_ENCODER)
    first = next(pictures)
    width, height = first.width & ~1, first.height & ~1  # video halves its colours: even sizes only
    words = [program, "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24"]
    words += ["-s", f"{width}x{height}", "-r", f"{rate:.3f}", "-i", "-", "-an"]
    words += ["-pix_fmt", "yuv420p", str(path.resolve())]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdin is not None
        try:
            for picture in _with(first, pictures):
                process.stdin.write(picture.crop((0, 0, width, height)).tobytes())
            process.stdin.close()
        except BrokenPipeError:
            process.kill()
        except BaseException:
            process.kill()
            raise
    if process.returncode != 0:
        raise ExportError(ENCODER_FAILED)


def _with(first: "Image", rest: Iterator["Image"]) -> Iterator["Image"]:
    yield first
    yield from rest


NO_ENCODER = message(
    "Pictures",
    "Videos are written by the program ffmpeg, which is not on this computer. Install it (ffmpeg.org, or "
    "your system's package manager) and try again; GIF and PNG need nothing.",
)
ENCODER_FAILED = message(
    "Pictures", "The program ffmpeg could not write the video. Write a GIF or PNG files instead."
)
