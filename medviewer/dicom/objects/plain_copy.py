"""A deflated object as if it had never been: inflated once, not again for every frame."""

import logging
import shutil
import tempfile
import weakref
import zlib
from pathlib import Path

from pydicom.uid import DeflatedExplicitVRLittleEndian

from medviewer.dicom.disk.bounded_stream import open_bounded
from medviewer.dicom.disk.deflated import HEADER_BYTES, inflated
from medviewer.dicom.headers import pixel_bytes, read_object_frames
from medviewer.domain.study import FrameSource, Instance
from medviewer.errors import UnreadableFile
from medviewer.words import Message, message

logger = logging.getLogger(__name__)


class PlainCopy:
    """Its frames lie in a file of our own, which is gone when nobody holds this any more."""

    def __init__(self, instance: Instance) -> None:
        """Any thread.

        Raises:
            UnreadableFile: what is compressed is damaged, or there is no room for it.
        """
        folder = tempfile.mkdtemp(prefix="medviewer-")  # for our user only
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        copy = Path(folder) / "object.dcm"
        try:
            with open_bounded(instance.path) as stream:
                plain = inflated(stream, HEADER_BYTES + pixel_bytes(instance))
            copy.write_bytes(plain.getbuffer())
            self.frames = read_object_frames(copy)
        except (OSError, zlib.error) as error:
            logger.info("An object could not be inflated (%s)", type(error).__name__)
            raise UnreadableFile(unreadable_pixels(instance.path)) from error


def unreadable_pixels(path: Path) -> Message:
    return message(
        "Objects",
        "The compressed content of {file} is damaged or too large for this disk. Copy the file again.",
        file=path.name,
    )


def is_deflated(source: FrameSource) -> bool:
    """Whether each of its frames would cost inflating the whole file."""
    syntax = source.instance.encoding.transfer_syntax_uid
    return syntax == DeflatedExplicitVRLittleEndian and source.instance.number_of_frames > 1
