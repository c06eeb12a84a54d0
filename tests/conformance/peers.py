"""What other programs read in every shared file: pydicom with libjpeg, OpenJPEG and GDCM, none of them ours.

Run by hand, in an environment of its own that has those decoders (libjpeg's is GPL and stays out of ours):

    python -m tests.conformance.peers SHARED/data/dicom > tests/conformance/peers.json

Each image file gets its facts and a SHA-256 over all its stored values; colour and lossy files also get the
block means of their first frame, because two decoders may round a cosine transform or a colour apart.
"""

import hashlib
import json
import sys
import warnings
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import FileDataset
from pydicom.pixels.decoders.base import get_decoder
from pydicom.pixels.processing import apply_color_lut
from pydicom.pixels.utils import pixel_array

FAILURES = (RuntimeError, ValueError, AttributeError, NotImplementedError, zlib.error)
BLOCKS = 8  # a side
LOSSY = tuple(f"1.2.840.10008.1.2.4.{number}" for number in (50, 51, 53, 55, 91, 203))


def digest(frames: NDArray[Any]) -> str:
    """Of the values, whatever their type: integers as 64 bits, floating point as doubles."""
    wide = "<f8" if frames.dtype.kind == "f" else "<i8"
    return hashlib.sha256(np.ascontiguousarray(frames, dtype=wide).tobytes()).hexdigest()[:32]


def block_means(frame: NDArray[Any]) -> list[float]:
    """Means of 8 × 8 blocks that cover one frame, channel after channel."""
    grey = np.atleast_3d(frame.astype(np.float64))
    means = [
        block[..., channel].mean()
        for channel in range(grey.shape[2])
        for rows in np.array_split(grey, BLOCKS, axis=0)
        for block in np.array_split(rows, BLOCKS, axis=1)
        if block.size
    ]
    return [round(float(mean), 3) for mean in means]


def frames_of(path: Path, dataset: FileDataset) -> NDArray[Any]:
    """[frame, row, column] as stored, or [frame, row, column, 3] in RGB of 8 bits."""
    pixels = _pixels(path, dataset)
    if dataset.PhotometricInterpretation == "PALETTE COLOR":
        pixels = apply_color_lut(pixels, dataset)[..., :3]
    is_colour = pixels.shape[-1] == 3 and pixels.ndim > 2
    if is_colour and pixels.dtype != np.uint8:
        pixels = (pixels >> 8 * (pixels.dtype.itemsize - 1)).astype(np.uint8)
    return pixels.reshape(-1, *pixels.shape[-3 if is_colour else -2 :])


def _pixels(path: Path, dataset: FileDataset) -> NDArray[Any]:
    """By the first plugin that can; some files only by way of the whole data set."""
    failure: Exception = NotImplementedError(dataset.file_meta.TransferSyntaxUID)
    for plugin in (*get_decoder(dataset.file_meta.TransferSyntaxUID).available_plugins, ""):
        for source in (path, dataset):
            try:
                return pixel_array(source, decoding_plugin=plugin)
            except FAILURES as error:
                failure = error
    raise failure


def facts_of(path: Path) -> dict[str, Any] | None:
    """What the table has of one file; None where it is no DICOM image."""
    dataset = dcmread(path)
    if "Rows" not in dataset or not {"PixelData", "FloatPixelData", "DoubleFloatPixelData"} & set(
        dataset.dir()
    ):
        return None
    facts: dict[str, Any] = {
        "syntax": str(dataset.file_meta.TransferSyntaxUID),
        "photometric": str(dataset.PhotometricInterpretation),
        "bits": f"{dataset.get('BitsStored', dataset.BitsAllocated)} of {dataset.BitsAllocated}",
        "signed": int(dataset.get("PixelRepresentation", 0)) == 1,
        "modality": str(dataset.get("Modality", "")),
    }
    try:
        frames = frames_of(path, dataset)
    except FAILURES as error:
        return {**facts, "unread": type(error).__name__}
    return {
        **facts,
        "frames": len(frames),
        "sha256": digest(frames),
        **({"blocks": block_means(frames[0])} if is_inexact(facts) else {}),
    }


def is_inexact(facts: dict[str, Any]) -> bool:
    """Whether two right decoders may differ by a level: lossy JPEG, or YBR turned into RGB."""
    return facts["syntax"] in LOSSY or facts["photometric"].startswith("YBR")


def table(folder: Path) -> dict[str, dict[str, Any]]:
    """Facts by path within the folder, malformed files left out."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or name.startswith("malformed/"):
            continue
        try:
            facts = facts_of(path)
        except Exception as error:  # noqa: BLE001 - one file of many; named and left out
            print(name, type(error).__name__, file=sys.stderr)
            continue
        if facts is not None:
            found[name] = facts
    return found


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    json.dump(table(Path(sys.argv[1])), sys.stdout, indent=0, sort_keys=True)
