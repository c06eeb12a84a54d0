"""The one door to SimpleITK: loaded when it is first needed, and untyped, as its filters are."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Image = Any  # a SimpleITK.Image


def simpleitk() -> Any:  # its filters carry no types
    import SimpleITK

    return SimpleITK


def as_image(array: NDArray[Any], spacing_mm: tuple[float, float, float]) -> Image:
    """`array[slice, row, column]` with its spacing in that order; axes are the array's own."""
    image = simpleitk().GetImageFromArray(array)
    slice_mm, row_mm, column_mm = spacing_mm
    image.SetSpacing((float(column_mm), float(row_mm), float(slice_mm)))
    return image


def as_array(image: Image) -> NDArray[Any]:
    """A copy of an image's values as `[slice, row, column]`."""
    array: NDArray[Any] = simpleitk().GetArrayFromImage(image)
    return array


def as_bytes(mask: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """What SimpleITK takes for a mask."""
    return mask.astype(np.uint8)


def depth_mm(
    mask: NDArray[np.bool_], spacing_mm: tuple[float, float, float]
) -> NDArray[np.float32]:
    """Distance below a mask's surface; negative outside (Maurer 2003, exact)."""
    depth: NDArray[np.float32] = as_array(
        simpleitk().SignedMaurerDistanceMap(as_image(as_bytes(mask), spacing_mm), True, False, True)
    )
    return depth


def plane_depth_mm(
    mask: NDArray[np.bool_], spacing_mm: tuple[float, float, float]
) -> NDArray[np.float32]:
    """Depth within each slice alone: thick slices make a small thing too flat to have depth across them."""
    planes = [depth_mm(plane[None], spacing_mm) for plane in mask]
    return np.concatenate(planes)
