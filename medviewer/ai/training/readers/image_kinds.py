"""What tells kinds of image apart (`image_kind`): several labelled sets under one folder, and made pictures.

DIR/mednist64              chest, abdomen and head CT, chest and hand radiographs, breast MR
DIR/brain_mri_t1ce_boxes   brain MR in three planes
DIR/pneumoniamnist_28      chest radiographs of children
DIR/luna16_nodule_patches  cut-outs of chest CT: no kind
phantoms                   chest CT through many windows
odd pictures               radiographs turned and inverted; parts, shuffled tiles, patterns: no kind

A set that is not there, or has not the split, is left out; DIR may also be the folder of mednist64 alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.training import odd_pictures
from medviewer.ai.training.readers import candidate_patches, medmnist
from medviewer.ai.training.readers.labelled_files import (
    decode_picture,
    missing,
    read_members,
    read_picture,
    read_table,
    unreadable,
)
from medviewer.ai.training.samples import Samples, resized_image
from medviewer.errors import NothingToOpen
from medviewer.imaging.phantom import ThoraxSpec, thorax_phantom

SIZE = 64  # pixels a side; mednist64's own
MOST = {"train": 700, "val": 120, "test": 10_000}  # pictures of one kind from one set
PHANTOMS = {"train": 16, "val": 4, "test": 4}
FIRST_PHANTOM = {"train": 1_001, "val": 2_001, "test": 3_001}  # seeds
PHANTOM_SHAPE, PHANTOM_PIXEL_MM, PHANTOM_SLICE_MM = (20, 128, 128), 2.9, 14.0
LARGE_GAP = 1_000_000  # between the groups of two sources

OTHER, CHEST_XRAY, TURNED_XRAY, INVERTED_XRAY = (
    "other",
    "chest_xray",
    "turned_chest_xray",
    "inverted_chest_xray",
)
CHEST_CT, ABDOMEN_CT, BRAIN_MR = "chest_ct", "abdomen_ct", "brain_mr"
MEDNIST_KINDS = {
    "AbdomenCT": ABDOMEN_CT,
    "BreastMRI": "breast_mr",
    "ChestCT": CHEST_CT,
    "CXR": CHEST_XRAY,
    "Hand": "hand_xray",
    "HeadCT": "head_ct",
}
# Centre and width a chest CT is looked at with, and the whole range.
WINDOWS_HU = ((40, 400), (50, 350), (-600, 1500), (-500, 1200), (0, 2000), (0, 4000))

Pictures = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Pool:
    """Pictures (n, 64, 64) of one kind from one source; `groups` (n,) what may not be parted."""

    kind: str
    source: str
    pictures: Pictures
    groups: NDArray[np.int64]

    def thinned(self, most: int) -> "Pool":
        """At most that many, evenly through the source's order."""
        if len(self.pictures) <= most:
            return self
        keep = np.linspace(0, len(self.pictures) - 1, most).astype(np.int64)
        return Pool(self.kind, self.source, self.pictures[keep], self.groups[keep])


def read(folder: Path, split: str, labels: tuple[str, ...]) -> Samples:
    """Everything found of `split`, with what is made from it.

    Raises:
        NothingToOpen: none of the sets is there.
    """
    pools = [pool.thinned(MOST[split]) for pool in _found(folder, split)]
    if not pools:
        raise missing(folder, f"mednist64/{split}.zip")
    if not (folder / f"{split}.zip").is_file():  # the folder of sets, not mednist64 alone
        pools += [_phantoms(split), *_made_from(pools, np.random.default_rng(len(split)))]
    pictures = np.concatenate([pool.pictures for pool in pools])
    groups = [pool.groups + index * LARGE_GAP for index, pool in _numbered(pools)]
    return Samples(
        images=pictures,
        labels=np.concatenate([_repeated(labels.index(p.kind), p) for p in pools]),
        label_names=labels,
        groups=np.concatenate(groups),
        order=np.arange(len(pictures)),
        files=tuple(f"{p.source}#{index}" for p in pools for index in range(len(p.pictures))),
    )


def _repeated(value: int, pool: Pool) -> NDArray[np.int64]:
    return np.full(len(pool.pictures), value, np.int64)


def _numbered(pools: list[Pool]) -> Iterator[tuple[int, Pool]]:
    """Pools of one source share a number: a turned film stays beside the film."""
    sources = list(dict.fromkeys(pool.source for pool in pools))
    return ((sources.index(pool.source), pool) for pool in pools)


def _found(folder: Path, split: str) -> Iterator[Pool]:
    sources: tuple[Callable[[Path, str], Iterator[Pool]], ...] = (
        _mednist,
        _brain,
        _children,
        _cut_outs,
    )
    for read_set in sources:
        try:
            yield from read_set(folder, split)
        except NothingToOpen:
            continue


def _mednist(folder: Path, split: str) -> Iterator[Pool]:
    file = folder / "mednist64" / f"{split}.zip"
    file = file if file.is_file() else folder / f"{split}.zip"
    by_kind: dict[str, list[Pictures]] = {}
    for name, data in sorted(read_members(file).items()):
        kind = MEDNIST_KINDS.get(Path(name).parent.name)
        if kind is not None:
            by_kind.setdefault(kind, []).append(_decoded(file, data))
    for kind, pictures in by_kind.items():
        yield Pool(kind, f"mednist64 {kind}", np.stack(pictures), np.arange(len(pictures)))


def _decoded(file: Path, data: bytes) -> Pictures:
    try:
        return as_picture(decode_picture(data))
    except (OSError, ValueError) as error:
        raise unreadable(file, error) from error


def _brain(folder: Path, split: str) -> Iterator[Pool]:
    place = folder / "brain_mri_t1ce_boxes"
    rows = read_table(place, "annotations.csv", split)
    rows = rows[:: max(1, len(rows) // MOST[split])]
    pictures = np.stack([as_picture(read_picture(place / row["file"])) for row in rows])
    yield Pool(BRAIN_MR, place.name, pictures, np.array([int(r["orig_index"]) // 13 for r in rows]))


def _children(folder: Path, split: str) -> Iterator[Pool]:
    found = medmnist.read(folder / "pneumoniamnist_28", split, ("normal", "pneumonia"))
    found = found.where(np.linspace(0, len(found) - 1, MOST[split]).astype(np.int64))
    pictures = np.stack([as_picture(image) for image in found.images])
    yield Pool(CHEST_XRAY, "pneumoniamnist_28", pictures, found.groups)


def _cut_outs(folder: Path, split: str) -> Iterator[Pool]:
    found = candidate_patches.read(folder / "luna16_nodule_patches", split, ("no", "nodule"))
    found = found.where(np.linspace(0, len(found) - 1, MOST[split] // 3).astype(np.int64))
    pictures = np.stack([as_picture(image) for image in found.images])
    yield Pool(OTHER, "luna16_nodule_patches", pictures, found.groups)


def _phantoms(split: str) -> Pool:
    pictures, groups = [], []
    for seed in range(FIRST_PHANTOM[split], FIRST_PHANTOM[split] + PHANTOMS[split]):
        spec = ThoraxSpec(
            seed, PHANTOM_SHAPE, PHANTOM_PIXEL_MM, PHANTOM_SLICE_MM, nodule_diameters_mm=()
        )
        random = np.random.default_rng(seed)
        for slice_hu in thorax_phantom(spec).volume.array:
            center, width = WINDOWS_HU[random.integers(len(WINDOWS_HU))]
            shown = np.clip((slice_hu - center) / width + 0.5, 0, 1) * 255
            pictures.append(as_picture(shown.astype(np.uint8)))
            groups.append(seed)
    return Pool(CHEST_CT, "phantoms", np.stack(pictures), np.array(groups))


def windowed(pictures: Pictures, random: np.random.Generator) -> Pictures:
    """mednist64's abdomen CT, of the whole range of values, as through a window of soft tissue.

    There air, its commonest grey, lies about 40 greys below soft tissue.
    """
    shown = []
    for picture in pictures:
        low = np.bincount(picture.ravel(), minlength=256).argmax() + random.uniform(15, 42)
        width = random.uniform(20, 90)
        shown.append(np.clip((picture - low) / width, 0, 1) * 255)
    return np.stack(shown).astype(np.uint8)


def _made_from(pools: list[Pool], random: np.random.Generator) -> Iterator[Pool]:
    for pool in pools:
        if pool.kind == ABDOMEN_CT:
            yield _changed(pool, ABDOMEN_CT, windowed(pool.pictures, random))
        if pool.kind == CHEST_XRAY:
            yield _changed(pool, TURNED_XRAY, odd_pictures.turned(pool.pictures, random))
            yield _changed(pool, INVERTED_XRAY, odd_pictures.inverted(pool.pictures))
        if pool.kind != OTHER:
            some = pool.thinned(len(pool.pictures) // 8)
            yield _changed(some, OTHER, odd_pictures.cut_out(some.pictures, random))
            yield _changed(some, OTHER, odd_pictures.shuffled(some.pictures, random))
    made = odd_pictures.patterns(sum(len(p.pictures) for p in pools) // 8, SIZE, random)
    yield Pool(OTHER, "patterns", made, np.arange(len(made)))


def _changed(pool: Pool, kind: str, pictures: Pictures) -> Pool:
    return Pool(kind, pool.source, pictures, pool.groups)


def as_picture(image: Pictures) -> Pictures:
    """The whole image on a black square of 64 pixels; nothing is cut away or stretched."""
    rows, columns = image.shape
    scale = SIZE / max(rows, columns)
    size = (max(1, round(rows * scale)), max(1, round(columns * scale)))
    square = np.zeros((SIZE, SIZE), np.uint8)
    top, left = (SIZE - size[0]) // 2, (SIZE - size[1]) // 2
    square[top : top + size[0], left : left + size[1]] = resized_image(image, size)
    return square
