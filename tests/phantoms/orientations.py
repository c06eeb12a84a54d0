"""A cube that lies in the patient with a letter on each face, sampled in any orientation.

The cube is a function of the place in the patient, so a voxel's value is right exactly when its place is:
whoever finds an upright L at the patient's left has the geometry right.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations, product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.phantoms.dicom_files import write_image

FloatArray = NDArray[np.float64]

HALF_MM = 22.0  # from the centre of the cube to a face
FACE_MM = 4.0  # thickness of a face
LETTER_MM = 4.0  # side of one cell of a letter
INSIDE, FACE, LETTER, OUTSIDE = 100, 200, 1000, 0

# Seven rows of five cells each, as seen by someone who looks at the face from outside, head up.
GLYPHS = {
    "L": ("#....", "#....", "#....", "#....", "#....", "#....", "#####"),
    "R": ("####.", "#...#", "#...#", "####.", "#.#..", "#..#.", "#...#"),
    "A": (".###.", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"),
    "P": ("####.", "#...#", "#...#", "####.", "#....", "#....", "#...."),
    "H": ("#...#", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"),
    "F": ("#####", "#....", "#....", "####.", "#....", "#....", "#...."),
}
# For each face: outward direction, the reader's right and the reader's up, all in LPS.
FACES: dict[str, tuple[tuple[int, int, int], tuple[int, int, int], tuple[int, int, int]]] = {
    "L": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "R": ((-1, 0, 0), (0, -1, 0), (0, 0, 1)),
    "P": ((0, 1, 0), (-1, 0, 0), (0, 0, 1)),
    "A": ((0, -1, 0), (1, 0, 0), (0, 0, 1)),
    "H": ((0, 0, 1), (1, 0, 0), (0, 1, 0)),
    "F": ((0, 0, -1), (1, 0, 0), (0, -1, 0)),
}


@dataclass(frozen=True, slots=True)
class Orientation:
    """Unit vectors in LPS along a row, down a column and from slice to slice."""

    name: str
    row_direction: tuple[float, float, float]
    column_direction: tuple[float, float, float]
    slice_direction: tuple[float, float, float]

    @property
    def cosines(self) -> list[float]:
        """ImageOrientationPatient."""
        return [*self.row_direction, *self.column_direction]


@dataclass(frozen=True, slots=True)
class LetterCube:
    """What was written: `shape` is (slices, rows, columns), `spacing_mm` in the same order."""

    folder: Path
    orientation: Orientation
    shape: tuple[int, int, int]
    spacing_mm: tuple[float, float, float]


def right_angle_orientations() -> Iterator[Orientation]:
    """The 24 ways to lay a right-handed image stack along the patient's axes."""
    for axes in permutations(range(3)):
        for signs in product((1.0, -1.0), repeat=3):
            row, column, through = np.zeros((3, 3))
            row[axes[0]], column[axes[1]], through[axes[2]] = signs
            if np.allclose(np.cross(row, column), through):
                yield _orientation(row, column, through)


def oblique_orientations() -> Iterator[Orientation]:
    """Tilted about one, two and three axes."""
    for angles in ((20.0, 0.0, 0.0), (0.0, -35.0, 10.0), (12.0, 27.0, -41.0), (44.0, 1.0, 44.0)):
        row, column, through = _rotation(*angles).T
        yield _orientation(row, column, through, f"oblique{angles}")


def cube_value(points: FloatArray) -> NDArray[np.uint16]:
    """The cube at patient points of shape (..., 3), LPS mm."""
    values = np.full(points.shape[:-1], OUTSIDE, np.uint16)
    values[np.abs(points).max(axis=-1) <= HALF_MM] = INSIDE
    for letter, (outward, right, up) in FACES.items():
        depth = HALF_MM - points @ np.array(outward, float)
        across, along = points @ np.array(right, float), points @ np.array(up, float)
        # Edges belong to no face, so that no letter is ambiguous there.
        inner = HALF_MM - FACE_MM
        on_face = (depth >= 0) & (depth <= FACE_MM)
        on_face &= (np.abs(across) < inner) & (np.abs(along) < inner)
        values[on_face] = FACE
        values[on_face & _in_glyph(letter, across, along)] = LETTER
    return values


def write_letter_cube(folder: Path, orientation: Orientation) -> LetterCube:
    """A CT of the cube: slices 3 mm apart, rows 1.5 mm and columns 1.25 mm, no two sides of equal length."""
    shape, spacing_mm = (21, 42, 54), (3.0, 1.5, 1.25)
    frame = np.array(
        [orientation.slice_direction, orientation.column_direction, orientation.row_direction]
    )
    centre = (np.array(shape) - 1) / 2
    voxels = np.moveaxis(np.indices(shape), 0, -1) - centre
    values = cube_value((voxels * spacing_mm) @ frame)
    for index in range(shape[0]):
        corner = (np.array([index, 0, 0]) - centre) * spacing_mm @ frame
        write_image(
            folder / f"{(index * 8) % shape[0]:02}.dcm",  # 8 and 21 share no factor: names shuffle
            values[index],
            ImageOrientationPatient=[f"{value:.10g}" for value in orientation.cosines],
            ImagePositionPatient=[f"{value:.10g}" for value in corner],
            PixelSpacing=[spacing_mm[1], spacing_mm[2]],
            InstanceNumber=1,
        )
    return LetterCube(folder, orientation, shape, spacing_mm)


def letter_points(letter: str) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Centres of a face's 7 × 5 letter cells in patient mm, rows from the top; and which of them are ink."""
    outward, right, up = (np.array(vector, float) for vector in FACES[letter])
    rows, columns = np.indices((7, 5))
    points = (
        outward * (HALF_MM - FACE_MM / 2)
        + right * ((columns - 2) * LETTER_MM)[..., None]
        + up * ((3 - rows) * LETTER_MM)[..., None]
    )
    return points, _ink(letter)


def _in_glyph(letter: str, across: FloatArray, along: FloatArray) -> NDArray[np.bool_]:
    column = np.rint(across / LETTER_MM).astype(int) + 2
    row = 3 - np.rint(along / LETTER_MM).astype(int)
    inside = (column >= 0) & (column < 5) & (row >= 0) & (row < 7)
    return inside & _ink(letter)[np.where(inside, row, 0), np.where(inside, column, 0)]


def _ink(letter: str) -> NDArray[np.bool_]:
    return np.array([[cell == "#" for cell in line] for line in GLYPHS[letter]])


def _orientation(
    row: FloatArray, column: FloatArray, through: FloatArray, name: str = ""
) -> Orientation:
    towards = [_letter(row), _letter(column), _letter(through)]
    vectors = [(float(v[0]), float(v[1]), float(v[2])) for v in (row, column, through)]
    return Orientation(name or "".join(towards), vectors[0], vectors[1], vectors[2])


def _letter(direction: FloatArray) -> str:
    return max(FACES, key=lambda letter: float(np.dot(FACES[letter][0], direction)))


def _rotation(about_x: float, about_y: float, about_z: float) -> FloatArray:
    x, y, z = np.deg2rad([about_x, about_y, about_z])
    turn_x = [[1, 0, 0], [0, np.cos(x), -np.sin(x)], [0, np.sin(x), np.cos(x)]]
    turn_y = [[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]]
    turn_z = [[np.cos(z), -np.sin(z), 0], [np.sin(z), np.cos(z), 0], [0, 0, 1]]
    rotation: FloatArray = np.array(turn_x) @ np.array(turn_y) @ np.array(turn_z)
    return rotation
