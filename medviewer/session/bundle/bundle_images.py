"""Key images of a reading for slides and for computing: PNG as shown, TIFF of 16 bits with the values.

A TIFF holds one image's modality values as unsigned numbers: value = stored × slope + intercept, which its
ImageDescription and images.json say. Nothing of the patient is in either.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.report import KeyImage
from medviewer.domain.volume import PixelArray
from medviewer.errors import InputError
from medviewer.progress import CancelToken
from medviewer.report.files import json_bytes
from medviewer.report.findings_json import Json
from medviewer.session.hanging.kept_layout import find_shown
from medviewer.words import Message, message

LARGEST = np.iinfo(np.uint16).max
NO_KEY_IMAGES = message(
    "Bundle", "Images: no finding is confirmed and no image is marked as a key image."
)


@dataclass(frozen=True, slots=True)
class Scaled:
    """Values as 16-bit numbers: value = stored × slope + intercept."""

    stored: NDArray[np.uint16]
    slope: float
    intercept: float


def write_images(
    record: ReadingRecord, pictures: Iterable[KeyImage], folder: Path, token: CancelToken
) -> tuple[Message, ...]:
    """Write `images/key-….png` and `.tif` and `images/images.json`.

    Raises:
        OSError: the disk refused.
    """
    from PIL import Image

    listed: list[Json] = []
    for number, picture in enumerate(pictures, start=1):
        token.check()
        (folder / "images").mkdir(exist_ok=True)
        name = f"key-{number:03d}"
        Image.fromarray(picture.pixels).save(folder / "images" / f"{name}.png")
        listed.append({"picture": f"{name}.png", **_values(record, picture, folder, name)})
    if not listed:
        return (NO_KEY_IMAGES,)
    (folder / "images" / "images.json").write_bytes(json_bytes({"version": 1, "images": listed}))
    return ()


def scaled(values: PixelArray) -> Scaled:
    """Whole numbers keep their steps where they fit; others are spread over all 16 bits."""
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
    is_whole = values.dtype.kind in "iu" or bool(np.all(finite == np.rint(finite)))
    slope = 1.0 if is_whole and high - low <= LARGEST else (high - low) / LARGEST or 1.0
    intercept = 0.0 if slope == 1.0 and low >= 0 and high <= LARGEST else low
    stored = np.nan_to_num((values.astype(np.float64) - intercept) / slope, nan=0.0)
    return Scaled(np.clip(np.rint(stored), 0, LARGEST).astype(np.uint16), slope, intercept)


def _values(record: ReadingRecord, picture: KeyImage, folder: Path, name: str) -> dict[str, "Json"]:
    """What the list says of the image, with its values written where it has any."""
    from PIL import Image, TiffImagePlugin

    from medviewer.dicom.pixels.frames import read_frame

    shown = find_shown(record.study, picture.display_set_id)
    if shown is None:
        return {}
    source = shown.frames[picture.index]
    told: dict[str, Json] = {
        "series_instance_uid": shown.series_instance_uid,
        "sop_instance_uid": source.instance.sop_instance_uid,
        "frame": source.frame_index + 1,
        "tracking_uid": _tracking_uid(record, picture.finding_id),
    }
    if source.is_colour:
        return told
    try:
        frame = read_frame(source)
    except InputError:
        return told
    values = scaled(frame.array)
    rescale: dict[str, Json] = {
        "slope": values.slope,
        "intercept": values.intercept,
        "unit": str(frame.unit),
    }
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[270] = json.dumps({"value": "stored * slope + intercept", **rescale})  # ImageDescription
    image = Image.fromarray(values.stored)
    image.save(folder / "images" / f"{name}.tif", tiffinfo=tags, compression="tiff_deflate")
    return {**told, "values": f"{name}.tif", **rescale}


def _tracking_uid(record: ReadingRecord, finding_id: str) -> str | None:
    found = (f for f in record.findings if f.finding.finding_id == finding_id)
    return next((each.tracking_uid for each in found), None)


def confirmed_pictures(record: ReadingRecord, pictures: Iterable[KeyImage]) -> Iterator[KeyImage]:
    """Those the reader stands by: of confirmed findings, and of images the reader marked."""
    confirmed = {each.finding.finding_id for each in record.confirmed}
    return (each for each in pictures if each.finding_id in {"", *confirmed})
