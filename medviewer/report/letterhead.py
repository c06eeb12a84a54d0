"""A site's logo from a file the reader chose: small, whole, and no larger in memory than it need be."""

import logging
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from medviewer.domain.report import Letterhead
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

LARGEST_FILE_BYTES = 5 << 20
LARGEST_PIXELS = 25_000_000  # before it is made small
LARGEST_LOGO = (1200, 400)  # 500 dpi at the size it is printed
FORMATS = ("PNG", "JPEG")


def read_letterhead(institution: str, logo: str) -> tuple[Letterhead, tuple[Message, ...]]:
    """Institution and logo; and what to tell the reader where the logo cannot be used.

    Args:
        logo: path of a PNG or JPEG file; "" for none.
    """
    if not logo:
        return Letterhead(institution), ()
    try:
        return Letterhead(institution, _read(Path(logo))), ()
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        logger.warning("The logo was left out: %s", type(error).__name__)
        return Letterhead(institution), (LEFT_OUT,)


def _read(file: Path) -> NDArray[np.uint8]:
    """Raises OSError or ValueError where it is no such picture, or too large a one."""
    if file.stat().st_size > LARGEST_FILE_BYTES:
        raise ValueError("too large a file")
    with Image.open(file, formats=FORMATS) as picture:
        if picture.width * picture.height > LARGEST_PIXELS:
            raise ValueError("too many pixels")
        whole = picture.convert("RGBA")
    whole.thumbnail(LARGEST_LOGO)
    return np.asarray(whole)


LEFT_OUT = message(
    "Report",
    "The logo could not be used and was left out of the report. Choose a PNG or JPEG file of at most 5 MB in "
    "the settings.",
)
