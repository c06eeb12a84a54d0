"""Small files whose attributes are known: nested sequences, private blocks, every encoding."""

from collections.abc import Callable
from pathlib import Path

from pydicom import FileMetaDataset
from pydicom.dataset import Dataset, FileDataset
from pydicom.sequence import Sequence
from pydicom.uid import (
    UID,
    CTImageStorage,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    generate_uid,
)

CHANNEL = 0x00191010


def attribute_file(
    path: Path,
    change: Callable[[Dataset], None] = lambda dataset: None,
    syntax: UID = ExplicitVRLittleEndian,
) -> Path:
    """A CT header with one referenced image, a private block and 16 pixel bytes, as `change` leaves it."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = CTImageStorage, generate_uid()
    meta.TransferSyntaxUID = syntax
    is_implicit, is_little = syntax == ImplicitVRLittleEndian, syntax != ExplicitVRBigEndian
    dataset = FileDataset(str(path), {}, bytes(128), meta, is_implicit, is_little)
    dataset.SOPClassUID = CTImageStorage
    dataset.Modality = "CT"
    dataset.PatientName = "Doe^Jane"
    dataset.ImagePositionPatient = ["1.5", "-2", "30"]
    dataset.Rows, dataset.Columns, dataset.BitsAllocated = 2, 4, 16
    dataset.PixelRepresentation = 1
    dataset.SmallestImagePixelValue = -5
    referenced = Dataset()
    referenced.ReferencedSOPInstanceUID = "1.2.3"
    dataset.ReferencedImageSequence = Sequence([referenced])
    block = dataset.private_block(0x0029, "SIEMENS CSA HEADER", create=True)
    block.add_new(0x08, "CS", "IMAGE NUM 4")
    dataset.PixelData = bytes(range(16))
    change(dataset)
    dataset.save_as(path, enforce_file_format=True)
    return path


def multi_frame(dataset: Dataset, frames: int = 3) -> None:
    """Give the data set functional groups whose z position is the frame's number."""
    dataset.NumberOfFrames = frames
    groups = []
    for number in range(frames):
        position, group = Dataset(), Dataset()
        position.ImagePositionPatient = ["0", "0", str(number)]
        group.PlanePositionSequence = Sequence([position])
        groups.append(group)
    dataset.PerFrameFunctionalGroupsSequence = Sequence(groups)
