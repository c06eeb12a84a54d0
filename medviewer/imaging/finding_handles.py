"""The handles of a finding that is being changed on one slice, and what moving one of them makes of it.

A box has eight: corners and the middles of its sides. An outline has at most `MOST_ON_OUTLINE`, spread along
it; its points between two handles follow the nearer one, so that a fine outline stays fine.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from medviewer.domain.finding import Finding, SliceOutline, VoxelBox
from medviewer.imaging.marks import Point, box_edges

MOST_ON_OUTLINE = 16
# Which of a box's edges each handle moves: -1 the first, 1 the last, 0 neither; (down, across).
SIDES = ((-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1))
Shape = tuple[VoxelBox, tuple[SliceOutline, ...]]


@dataclass(frozen=True, slots=True)
class Handle:
    """Where it is on the image, and of what: an outline by its place among the finding's, -1 for the box."""

    at: Point
    outline: int
    index: int


def handles(finding: Finding, slice_index: int) -> tuple[Handle, ...]:
    """Of the outlines on that slice; of the box where there is none. None beyond the box's slices."""
    box = finding.box_voxel
    if box is None or not box.contains_slice(slice_index):
        return ()
    found = [
        handle
        for number, outline in enumerate(finding.outlines)
        if outline.slice_index == slice_index
        for handle in _on_outline(number, outline)
    ]
    return tuple(found) or _on_box(box)


def _on_box(box: VoxelBox) -> tuple[Handle, ...]:
    edges = box_edges(box)
    across = {-1: edges.left, 0: (edges.left + edges.right) / 2, 1: edges.right}
    down = {-1: edges.top, 0: (edges.top + edges.bottom) / 2, 1: edges.bottom}
    return tuple(
        Handle(Point(across[side[1]], down[side[0]]), -1, index) for index, side in enumerate(SIDES)
    )


def _on_outline(number: int, outline: SliceOutline) -> list[Handle]:
    count = len(outline.points)
    shown = min(count, MOST_ON_OUTLINE)
    indices = [round(n * count / shown) for n in range(shown)]
    return [Handle(Point(outline.points[i][1], outline.points[i][0]), number, i) for i in indices]


def moved(finding: Finding, handle: Handle, by: Point) -> Shape:
    """Box and outlines after that handle of the finding was moved by so many pixels."""
    assert finding.box_voxel is not None  # for the type checker: it has a handle
    if handle.outline < 0:
        return _with_sides_moved(finding.box_voxel, SIDES[handle.index], by), finding.outlines
    outline = finding.outlines[handle.outline]
    bent = replace(outline, points=_bent(outline.points, handle.index, by))
    outlines = (*finding.outlines[: handle.outline], bent, *finding.outlines[handle.outline + 1 :])
    return finding.box_voxel, outlines


def shifted(finding: Finding, by: Point) -> Shape:
    """All of it moved by so many whole pixels."""
    assert finding.box_voxel is not None
    across, down = round(by.x), round(by.y)
    box = finding.box_voxel
    first, last = (
        (corner[0], corner[1] + down, corner[2] + across) for corner in (box.first, box.last)
    )
    outlines = tuple(
        replace(o, points=tuple((row + down, column + across) for row, column in o.points))
        for o in finding.outlines
    )
    return VoxelBox(first, last), outlines


def stretched(finding: Finding, before: int, now: int) -> Shape:
    """The end of its slices that is nearer to the slice left behind, at the slice that is shown now."""
    assert finding.box_voxel is not None
    box = finding.box_voxel
    first, last = box.first[0], box.last[0]
    is_first_nearer = abs(before - first) < abs(before - last) or (first == last and now < before)
    if is_first_nearer:
        first = min(now, last)
    else:
        last = max(now, first)
    return VoxelBox((first, *box.first[1:]), (last, *box.last[1:])), finding.outlines


def outlined(finding: Finding, slice_index: int, points: Sequence[Point]) -> Shape:
    """With that outline in place of those it had on the slice; its slices reach to that one."""
    assert finding.box_voxel is not None
    box = finding.box_voxel
    drawn = SliceOutline(slice_index, tuple((point.y, point.x) for point in points))
    others = tuple(o for o in finding.outlines if o.slice_index != slice_index)
    first = min(box.first[0], slice_index)
    last = max(box.last[0], slice_index)
    reached = VoxelBox((first, *box.first[1:]), (last, *box.last[1:]))
    return reached, (*others, drawn)


def _with_sides_moved(box: VoxelBox, side: tuple[int, int], by: Point) -> VoxelBox:
    """Sides stop one pixel before the ones across from them."""
    first, last = list(box.first), list(box.last)
    for axis, (which, step) in enumerate(zip(side, (by.y, by.x), strict=True), start=1):
        if which < 0:
            first[axis] = min(first[axis] + round(step), last[axis])
        elif which > 0:
            last[axis] = max(last[axis] + round(step), first[axis])
    return VoxelBox((first[0], first[1], first[2]), (last[0], last[1], last[2]))


def _bent(
    points: Sequence[tuple[float, float]], index: int, by: Point
) -> tuple[tuple[float, float], ...]:
    """A point moved; its neighbours up to the next handle follow, less and less."""
    count = len(points)
    reach = max(1.0, count / min(count, MOST_ON_OUTLINE))
    bent = []
    for number, (row, column) in enumerate(points):
        apart = min((number - index) % count, (index - number) % count)
        share = (1 + math.cos(math.pi * apart / reach)) / 2 if apart < reach else 0.0
        bent.append((row + share * by.y, column + share * by.x))
    return tuple(bent)
