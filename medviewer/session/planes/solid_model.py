"""The forms of one volume that it is rendered from, each made when it is first needed. For one thread."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.section import Projection
from medviewer.domain.transfer_function import TransferFunction
from medviewer.domain.voi import VoiWindow
from medviewer.domain.volume import Volume
from medviewer.imaging.body_planes import View
from medviewer.imaging.maximum_rays import brightest, usual_window
from medviewer.imaging.shear import Shear, shear
from medviewer.imaging.solid_grid import SolidGrid, coarser, codes_of, edge_codes, solid_grid
from medviewer.imaging.volume_rendering import Boxes, rendered, seen_boxes
from medviewer.progress import CancelToken

MOST_FORMS = 8  # kept of each kind: those of two looks, fine and coarse
Codes = NDArray[np.uint8]
Key = TypeVar("Key", bound=Hashable)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What was seen: `colours[row, column, 3]` or, of a MIP, `values[row, column]`, and where it lies.

    `way.to_view` maps its (column, row, 1) to mm right of and below the middle.
    """

    way: Shear
    colours: NDArray[np.uint8] | None
    values: NDArray[np.float32] | None
    radius_mm: float
    voxel_mm: float


class SolidModel:
    """Grids, codes and boxes of a volume."""

    def __init__(self, volume: Volume) -> None:
        self.volume = volume
        self.usual_window: VoiWindow | None = (
            None  # of the first MIP: one that changed would flicker
        )
        self._grids: dict[tuple[Projection, bool], SolidGrid] = {}
        self._codes: dict[tuple[str, bool], Codes] = {}
        self._boxes: dict[tuple[str, bool, int], Boxes] = {}

    def mip(self, view: View, token: CancelToken, *, is_coarse: bool) -> Sight:
        """The brightest value along every ray."""
        grid = self._grid(Projection.MAXIMUM, token, is_coarse=is_coarse)
        way = shear(_shape(grid), grid.axes, view)
        values = brightest(grid.values, way, token)
        self.usual_window = self.usual_window or usual_window(values)
        return Sight(way, None, values, grid.radius_mm, grid.voxel_mm)

    def solid(
        self, view: View, seen_as: TransferFunction, token: CancelToken, *, is_coarse: bool
    ) -> Sight:
        """Light that goes into the volume."""
        grid = self._grid(Projection.MEAN, token, is_coarse=is_coarse)
        way = shear(_shape(grid), grid.axes, view)
        codes = _kept(
            self._codes, (seen_as.key, is_coarse), lambda: codes_of(grid, seen_as), MOST_FORMS
        )
        axis = way.order[0]
        boxes = _kept(
            self._boxes,
            (seen_as.key, is_coarse, axis),
            lambda: seen_boxes(codes, seen_as, axis),
            3 * MOST_FORMS,
        )
        colours = rendered(codes, seen_as, edge_codes(seen_as), way, boxes, token)
        return Sight(way, colours, None, grid.radius_mm, grid.voxel_mm)

    def _grid(self, how: Projection, token: CancelToken, *, is_coarse: bool) -> SolidGrid:
        if (how, is_coarse) not in self._grids:
            fine = self._grids.get((how, False)) or solid_grid(self.volume, how, token=token)
            self._grids = {
                (how, False): fine,
                (how, True): coarser(fine, how),
            }  # of one kind: 90 MB
        return self._grids[how, is_coarse]


def _shape(grid: SolidGrid) -> tuple[int, int, int]:
    slices, rows, columns = grid.values.shape
    return (slices, rows, columns)


def _kept(store: dict[Key, T], key: Key, make: Callable[[], T], most: int) -> T:
    """From the store, else made; the oldest gives way."""
    if key not in store:
        if len(store) >= most:
            del store[next(iter(store))]
        store[key] = make()
    return store[key]
