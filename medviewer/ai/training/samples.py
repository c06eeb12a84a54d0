"""Labelled images of one size: what readers deliver and what trainers, judges and baselines take."""

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

TRAIN, VALIDATION = "train", "val"  # official splits; a held-back one is called otherwise

ImageArray = NDArray[np.uint8] | NDArray[np.float32]
Kept = NDArray[np.bool_] | NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Samples:
    """Images with what is known of each; all arrays have the same length.

    Attributes:
        images: uint8 or float32 (n, rows, columns) or (n, channels, rows, columns).
        labels: (n,) index into `label_names`.
        masks: uint8 (n, rows, columns) of 0 and 1: the expert's outline filled.
        boxes: float32 (n, 4) x0, y0, x1, y1 in pixel edges; NaN where an image has none.
        groups: (n,) patient, scan or position block: what may never stand on two sides of a division.
        order: (n,) position in the original listing: neighbours may be of one patient.
        subgroups: what figures are also reported for, one name an image ("axial", "coronal" …), or None.
        files: what each image was read from, for error lists and key images.
    """

    images: ImageArray
    labels: NDArray[np.int64]
    label_names: tuple[str, ...]
    groups: NDArray[np.int64]
    order: NDArray[np.int64]
    files: tuple[str, ...]
    masks: NDArray[np.uint8] | None = None
    boxes: NDArray[np.float32] | None = None
    subgroups: NDArray[np.str_] | None = None

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def size(self) -> tuple[int, int]:
        """(rows, columns) of every image."""
        rows, columns = self.images.shape[-2:]
        return rows, columns

    def where(self, keep: Kept) -> "Samples":
        """The samples a boolean mask or an array of indices names, in its order."""
        changes: dict[str, object] = {"files": tuple(np.asarray(self.files, object)[keep])}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                changes[field.name] = value[keep]
        return replace(self, **changes)  # type: ignore[arg-type]  # names and arrays of this very class

    def inputs(self) -> NDArray[np.float32]:
        """Images as a network takes them: float32 (n, channels, rows, columns) in 0..1."""
        images = self.images[:, None] if self.images.ndim == 3 else self.images
        if images.dtype == np.uint8:
            return np.divide(images, 255, dtype=np.float32)
        return images.astype(np.float32, copy=False)


def resized(samples: Samples, size: tuple[int, int]) -> Samples:
    """Bring images (area-weighted), masks and boxes to `size` (rows, columns)."""
    if samples.size == size:
        return samples
    rows, columns = samples.size
    images = samples.images.reshape(-1, rows, columns)
    small = np.stack([resized_image(image, size) for image in images])
    masks, boxes = samples.masks, samples.boxes
    if masks is not None:
        shares = [resized_image(mask.astype(np.float32), size) for mask in masks]
        masks = np.greater_equal(np.stack(shares), 0.5).astype(np.uint8)
    if boxes is not None:
        scale = np.array([size[1] / columns, size[0] / rows] * 2, np.float32)
        boxes = boxes * scale
    shape = (*samples.images.shape[:-2], *size)
    return replace(samples, images=small.reshape(shape), masks=masks, boxes=boxes)


def resized_image(image: ImageArray, size: tuple[int, int]) -> ImageArray:
    """One (rows, columns) image brought to `size`; every output pixel is the mean of those it covers.

    Pillow's bilinear filter widens with the reduction, so that shrinking never aliases.
    """
    rows, columns = size
    picture = Image.fromarray(image).resize((columns, rows), Image.Resampling.BILINEAR)
    if image.dtype == np.uint8:
        return np.asarray(picture, np.uint8)
    return np.asarray(picture, np.float32)
