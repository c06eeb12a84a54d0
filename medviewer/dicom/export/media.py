"""A folder of DICOM files as media: file names of the standard and a DICOMDIR (PS3.10 section 8, PS3.11)."""

from collections.abc import Sequence
from pathlib import Path

import pydicom
from pydicom.fileset import FileSet

from medviewer.errors import ExportError
from medviewer.words import message


def write_dicomdir(files: Sequence[Path], folder: Path) -> None:
    """Copy the files into `folder` under names of at most eight letters, with a DICOMDIR beside them.

    Raises:
        ExportError: a file cannot stand in a DICOMDIR.
        OSError: the disk refused.
    """
    media = FileSet()
    try:
        for path in files:
            media.add(pydicom.dcmread(path))
        media.write(folder)
    except (ValueError, AttributeError, NotImplementedError) as error:
        raise ExportError(
            message(
                "Bundle",
                "No DICOMDIR could be made of the DICOM objects ({reason}). Export into a folder instead.",
                reason=type(error).__name__,
            )
        ) from error
