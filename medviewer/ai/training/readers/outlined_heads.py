"""Outlined slices through heads, each brought to one frame and grey scale as the analyzer does it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.training.readers import outlined_slices
from medviewer.ai.training.samples import Samples
from medviewer.imaging.head_frame import HeadFrame, framed, head_image

FULL = 255  # a mask as a picture


def read(folder: Path, split: str, labels: tuple[str, ...], size: int = 160) -> Samples:
    """As `outlined_slices.read`, in frames of `size` × `size` pixels about each head."""
    found = outlined_slices.read(folder, split, labels)
    seen = [head_image(image, size) for image in found.images]
    frames = [frame for _, frame in seen]
    return replace(
        found,
        images=np.stack([image for image, _ in seen]),
        masks=_framed_masks(found.masks, frames, size),
        boxes=_framed_boxes(found.boxes, frames, size),
    )


def _framed_masks(
    masks: NDArray[np.uint8] | None, frames: list[HeadFrame], size: int
) -> NDArray[np.uint8] | None:
    if masks is None:
        return None
    shares = [
        framed(mask * np.uint8(FULL), frame, size)
        for mask, frame in zip(masks, frames, strict=True)
    ]
    return np.greater_equal(np.stack(shares), FULL / 2).astype(np.uint8)


def _framed_boxes(
    boxes: NDArray[np.float32] | None, frames: list[HeadFrame], size: int
) -> NDArray[np.float32] | None:
    """Boxes are x0, y0, x1, y1; frames speak of (row, column)."""
    if boxes is None:
        return None
    moved = [
        frame.to_frame(box.reshape(2, 2)[:, ::-1].astype(np.float64), size)[:, ::-1].reshape(4)
        for box, frame in zip(boxes, frames, strict=True)
    ]
    return np.clip(np.stack(moved), 0, size).astype(np.float32)
