"""Writes voxels and their place as NIfTI, NRRD, MetaImage (SimpleITK writes) or NumPy files."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np

from medviewer.domain.geometry import FloatArray
from medviewer.domain.volume import PixelArray
from medviewer.errors import ExportError
from medviewer.whole_files import exported_file, not_written
from medviewer.words import message


class VolumeFormat(Enum):
    """File formats by their suffix."""

    NIFTI_COMPRESSED = ".nii.gz"
    NIFTI = ".nii"
    NRRD = ".nrrd"
    META_IMAGE = ".mha"
    NUMPY = ".npy"

    @property
    def is_nifti(self) -> bool:
        return self in (VolumeFormat.NIFTI, VolumeFormat.NIFTI_COMPRESSED)

    @property
    def holds_shear(self) -> bool:
        """Whether readers of the format understand axes that are not at right angles.

        NIfTI's header could say it, but ITK's readers refuse such a file and its writer straightens it.
        """
        return not self.is_nifti


@dataclass(frozen=True, slots=True)
class PlacedVoxels:
    """Voxels and where they lie.

    Attributes:
        voxels: [slice, row, column], [phase, slice, row, column], or either with three colour samples last.
        affine_lps: 4 × 4 from (column, row, slice, 1) to patient mm; None where nothing is known: unit
            spacing is written then.
    """

    voxels: PixelArray
    affine_lps: FloatArray | None
    is_colour: bool = False


def format_of(path: Path) -> VolumeFormat:
    """The format a file's name asks for.

    Raises:
        ExportError: none that can be written.
    """
    for kind in VolumeFormat:
        if path.name.lower().endswith(kind.value):
            return kind
    raise ExportError(
        message(
            "Export",
            "“{name}” does not end in a format MedViewer writes. Use one of {suffixes}.",
            name=path.name,
            suffixes=", ".join(kind.value for kind in VolumeFormat),
        )
    )


def write_volume(path: Path, placed: PlacedVoxels) -> None:
    """Write the file whole or not at all.

    Raises:
        ExportError: the format is unknown, or the folder cannot be written.
    """
    kind = format_of(path)
    try:
        with exported_file(path, makes_folder=True) as temporary:
            named = temporary.with_name(f"volume{kind.value}")  # writers know lower-case suffixes
            if kind is VolumeFormat.NUMPY:
                np.save(named, placed.voxels, allow_pickle=False)
            else:
                _write_by_itk(named, placed)
            named.replace(temporary)
    except RuntimeError as error:  # ITK's, for a full disk too
        raise not_written(path, error) from error


def right_handed(placed: PlacedVoxels) -> PlacedVoxels:
    """The same voxels at the same places, the slices counted so that the three axes are right-handed.

    Display order runs from the head down, which makes left-handed grids that many programs mirror.
    """
    affine = placed.affine_lps
    if affine is None or np.linalg.det(affine[:3, :3]) > 0:
        return placed
    axis = placed.voxels.ndim - (4 if placed.is_colour else 3)
    turned = affine.copy()
    turned[:3, 3] += affine[:3, 2] * (placed.voxels.shape[axis] - 1)
    turned[:3, 2] = -affine[:3, 2]
    return PlacedVoxels(np.flip(placed.voxels, axis), turned, placed.is_colour)


def _simpleitk() -> Any:  # its filters carry no types
    import SimpleITK

    return SimpleITK


def _write_by_itk(path: Path, placed: PlacedVoxels) -> None:
    sitk = _simpleitk()
    turned = right_handed(placed)
    has_phases = turned.voxels.ndim - turned.is_colour == 4
    parts = turned.voxels if has_phases else turned.voxels[np.newaxis]
    images = [sitk.GetImageFromArray(part, isVector=turned.is_colour) for part in parts]
    if turned.affine_lps is not None:
        spacing = np.linalg.norm(turned.affine_lps[:3, :3], axis=0)
        for image in images:
            image.SetSpacing(spacing.tolist())
            image.SetDirection((turned.affine_lps[:3, :3] / spacing).ravel().tolist())
            image.SetOrigin(turned.affine_lps[:3, 3].tolist())
    sitk.WriteImage(sitk.JoinSeries(images) if has_phases else images[0], str(path), True)
