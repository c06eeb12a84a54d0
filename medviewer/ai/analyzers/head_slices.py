"""Slices of a head as the network takes them, and the way back from its maps to the slices' own pixels.

slice ──► hung as a radiologist hangs it ──► framed about the head, one grey scale ──► network
slice's own pixels ◄── turned back ◄── read out of the frame ◄── map
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from medviewer.domain.geometry import ImagePlane
from medviewer.domain.volume import Images, Volume
from medviewer.imaging.head_frame import HeadFrame, head_image
from medviewer.imaging.upright import Turn, turn_upright
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import message

PREPARING = message("Brain tumour", "Preparing slices")


@dataclass(frozen=True, slots=True)
class HeadSlice:
    """One slice: its number, how it was hung and framed, and what the network sees of it, 0..255."""

    index: int
    turn: Turn
    frame: HeadFrame
    hung_shape: tuple[int, int]
    pixels: NDArray[np.uint8]

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns) of the slice itself."""
        return self.hung_shape[::-1] if self.turn.swaps else self.hung_shape

    @property
    def pixels_in_frame(self) -> float:
        """How many of the slice's pixels the frame spans."""
        return self.frame.height * self.frame.width

    def on_slice(self, image: NDArray[np.float32]) -> NDArray[np.float32]:
        """A map of the frame on the slice's own (rows, columns), bilinear; 0 outside the frame."""
        rows, columns = self.hung_shape
        down, across = image.shape[0] / self.frame.height, image.shape[1] / self.frame.width
        way = (across, 0.0, -self.frame.left * across, 0.0, down, -self.frame.top * down)
        hung = Image.fromarray(image).transform(
            (columns, rows), Image.Transform.AFFINE, way, Image.Resampling.BILINEAR
        )
        return self.turn.back(np.asarray(hung, np.float32))

    def edges(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The frame's first and last row, and column, in the slice's voxels (voxel centres at integers)."""
        corners = np.array(
            [
                [self.frame.top, self.frame.left],
                [self.frame.top + self.frame.height, self.frame.left + self.frame.width],
            ]
        )
        turned = self.turn.points_back(corners, self.hung_shape) - 0.5
        (row, column), (last_row, last_column) = turned.min(axis=0), turned.max(axis=0)
        return (float(row), float(last_row)), (float(column), float(last_column))


def head_slices(
    images: Images, size: int, progress: ProgressSink, token: CancelToken
) -> list[HeadSlice]:
    """Every slice, hung and framed to `size` × `size` pixels."""
    prepared = []
    for index, pixels in enumerate(images.array):
        token.check()
        progress(Progress(PREPARING, index, len(images.array)))
        prepared.append(_prepared(index, pixels, slice_plane(images, index), size))
    return prepared


def network_images(slices: Sequence[HeadSlice]) -> NDArray[np.float32]:
    """(n, size, size) in 0..1."""
    return np.divide(np.stack([each.pixels for each in slices]), 255, dtype=np.float32)


def slice_plane(images: Images, index: int) -> ImagePlane | None:
    """Where one slice lies in the patient; None where its header does not say."""
    if isinstance(images, Volume):
        return images.geometry.slice_plane(index)
    return images.planes[index] if images.planes else None


def _prepared(
    index: int, pixels: NDArray[np.generic], plane: ImagePlane | None, size: int
) -> HeadSlice:
    turn = turn_upright(plane)
    hung = turn.upright(pixels)
    row_to_column = plane.row_spacing_mm / plane.column_spacing_mm if plane else 1.0
    seen, frame = head_image(hung, size, 1 / row_to_column if turn.swaps else row_to_column)
    rows, columns = hung.shape
    return HeadSlice(index, turn, frame, (rows, columns), seen)
