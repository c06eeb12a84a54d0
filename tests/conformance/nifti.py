"""Reads a NIfTI-1 file by the letter of its header: SimpleITK writes ours and shall not read them back."""

import gzip
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

HEADER_BYTES = 348
TYPES = {2: "u1", 4: "i2", 8: "i4", 16: "f4", 64: "f8", 256: "i1", 512: "u2", 768: "u4"}
RGB, RGBA = 128, 2304
SCANNER_SPACE = 0  # any larger code means that the transform is set


@dataclass(frozen=True, slots=True)
class Nifti:
    """`voxels` is [column, row, slice, time] or […, time, channel]; `affine` leads to RAS mm."""

    voxels: NDArray[Any]
    affine: NDArray[np.float64]


def read_nifti(path: Path) -> Nifti:
    """One file, gzipped or not, in either byte order."""
    content = path.read_bytes()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    order = "<" if struct.unpack_from("<i", content)[0] == HEADER_BYTES else ">"
    sizes = struct.unpack_from(f"{order}8h", content, 40)
    shape = tuple(max(size, 1) for size in (*sizes[1 : sizes[0] + 1], 1, 1, 1, 1))[:4]
    code = struct.unpack_from(f"{order}h", content, 70)[0]
    channels = {RGB: 3, RGBA: 4}.get(code, 1)
    # SimpleITK writes vectors along the fifth dimension, one channel after the other.
    planes = sizes[5] if sizes[0] >= 5 and channels == 1 else 1
    kind = np.dtype(f"{order}{TYPES.get(code, 'u1')}")
    offset = int(struct.unpack_from(f"{order}f", content, 108)[0])
    count = int(np.prod(shape)) * channels * planes
    flat = np.frombuffer(content, kind, count, offset)
    if channels > 1:
        voxels = np.moveaxis(flat.reshape((channels, *shape), order="F"), 0, -1)
    elif planes > 1:
        voxels = flat.reshape((*shape, planes), order="F")
    else:
        voxels = flat.reshape(shape, order="F")
    slope, intercept = struct.unpack_from(f"{order}2f", content, 112)
    if channels == 1 and np.isfinite(slope) and slope not in (0, 1):
        voxels = voxels * slope + intercept
    return Nifti(voxels, _affine(content, order))


def _affine(content: bytes, order: str) -> NDArray[np.float64]:
    """The sform where it is set, else the qform."""
    qform_code, sform_code = struct.unpack_from(f"{order}2h", content, 252)
    affine = np.eye(4)
    if sform_code > SCANNER_SPACE:
        affine[:3] = np.array(struct.unpack_from(f"{order}12f", content, 280)).reshape(3, 4)
    elif qform_code > SCANNER_SPACE:
        pixdim = struct.unpack_from(f"{order}8f", content, 76)
        b, c, d, x, y, z = struct.unpack_from(f"{order}6f", content, 256)
        affine[:3, :3] = _rotation(b, c, d) * [pixdim[1], pixdim[2], pixdim[3] * (pixdim[0] or 1)]
        affine[:3, 3] = x, y, z
    return affine


def _rotation(b: float, c: float, d: float) -> NDArray[np.float64]:
    """The matrix of a unit quaternion whose real part is not negative."""
    a = np.sqrt(max(0.0, 1 - b * b - c * c - d * d))
    return np.array(
        [
            [a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)],
            [2 * (b * c + a * d), a * a + c * c - b * b - d * d, 2 * (c * d - a * b)],
            [2 * (b * d - a * c), 2 * (c * d + a * b), a * a + d * d - b * b - c * c],
        ]
    )
