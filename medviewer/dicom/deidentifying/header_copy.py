"""A file's header without identity and without its picture: enough to see a fault again, nothing to look at.

read up to the pixels → table E.1-1 → look for what survived → zeros in the picture's place, uncompressed
"""

from io import BytesIO
from pathlib import Path

from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import ExplicitVRLittleEndian

from medviewer.dicom.deidentifying.clean_file import clean_dataset, read
from medviewer.dicom.deidentifying.cleaning import Cleaner

LARGEST_PICTURE_BYTES = 64 << 20  # of zeros; they compress to a thousandth
SIZES = ("Rows", "Columns", "BitsAllocated")
LONGEST_LINES = 200_000  # letters; a header has a twentieth of it
IN_COLOUR = ("YBR", "RGB")
BITS_A_BYTE = 8


def header_copy(path: Path, cleaner: Cleaner) -> bytes:
    """A Part 10 file (Explicit VR Little Endian) of the attributes that name nobody; its pixels are all zero.

    A picture larger than 64 MB is left out altogether. Pixels that were compressed were of another transfer
    syntax, which the copy cannot state.

    Raises:
        UnreadableFile: it is no DICOM file, cannot be read, or cannot be cleaned; says why.
    """
    dataset = read(path, stops_before_pixels=True)
    cleaned = clean_dataset(dataset, cleaner).dataset
    _blank(
        cleaned
    )  # afterwards: nobody looks for lettering in zeros, which took six sevenths of the time
    cleaned.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    stream = BytesIO()
    cleaned.save_as(stream, implicit_vr=False, little_endian=True, enforce_file_format=True)
    return stream.getvalue()


def header_lines(copy: bytes) -> str:
    """What a copy says, a line for each attribute but the picture: for a reader who is to pass it on."""
    dataset = dcmread(BytesIO(copy), stop_before_pixels=True)
    return str(dataset)[:LONGEST_LINES]


def _blank(dataset: Dataset) -> None:
    """Zeros where the picture was, as many as the header says."""
    if any(not isinstance(dataset.get(keyword), int) for keyword in SIZES):
        return
    samples = int(dataset.get("SamplesPerPixel", 1) or 1)
    frames = int(dataset.get("NumberOfFrames", 1) or 1)
    bits = int(dataset.BitsAllocated) * int(dataset.Rows) * int(dataset.Columns) * samples * frames
    size = -(-bits // BITS_A_BYTE)
    if not 0 < size <= LARGEST_PICTURE_BYTES:
        return
    if str(dataset.get("PhotometricInterpretation", "")).startswith(IN_COLOUR):
        dataset.PhotometricInterpretation = "RGB"  # the others exist compressed only, or subsampled
        dataset.PlanarConfiguration = 0
    dataset.PixelData = bytes(size + size % 2)
    dataset["PixelData"].VR = "OW" if dataset.BitsAllocated > BITS_A_BYTE else "OB"
