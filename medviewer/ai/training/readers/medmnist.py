"""MedMNIST archives: any *.npz with {split}_images and {split}_labels, or {split}.npz with plain names."""

import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.training.readers.labelled_files import DAMAGED, unreadable
from medviewer.ai.training.samples import Samples
from medviewer.errors import NothingToOpen
from medviewer.words import message

MAX_BYTES = 4 * 2**30  # of one array, uncompressed


def read(folder: Path, split: str, labels: tuple[str, ...]) -> Samples:
    """Images of `split`; the same picture twice is one group, since nothing else is known of patients.

    Raises:
        NothingToOpen: no archive in the folder has that split; names it and those that are there.
    """
    archives = sorted(folder.glob("*.npz"))
    for file in archives:
        found = _arrays(file, split)
        if found is not None:
            images, classes = found
            return Samples(
                images=images,
                labels=classes,
                label_names=labels,
                groups=same_pictures(images),
                order=np.arange(len(classes)),
                files=tuple(f"{file.name}#{split}/{index}" for index in range(len(classes))),
            )
    raise NothingToOpen(
        message(
            "Training",
            "No archive in {folder} holds {name} (looked into: {files}). Name the folder with the "
            "MedMNIST file of that split.",
            folder=folder,
            name=f"{split}_images",
            files=", ".join(file.name for file in archives) or "no *.npz there",
        )
    )


def _arrays(file: Path, split: str) -> tuple[NDArray[np.uint8], NDArray[np.int64]] | None:
    """Images and labels of one archive, None where it has not that split."""
    try:
        with zipfile.ZipFile(file) as archive:
            sizes = {
                item.filename.removesuffix(".npy"): item.file_size for item in archive.infolist()
            }
        start = "" if file.stem == split and "images" in sizes else f"{split}_"
        images, labels = f"{start}images", f"{start}labels"
        if images not in sizes or labels not in sizes:
            return None
        if max(sizes[images], sizes[labels]) > MAX_BYTES:
            raise ValueError(f"an array has more than {MAX_BYTES} bytes")
        with np.load(file, allow_pickle=False) as archive:
            pixels, classes = archive[images], archive[labels].reshape(-1).astype(np.int64)
        if pixels.dtype != np.uint8 or len(pixels) != len(classes):
            raise ValueError(f"{images} is {pixels.dtype} {pixels.shape}, {labels} {len(classes)}")
    except (OSError, ValueError, *DAMAGED) as error:
        raise unreadable(file, error) from error
    return (np.moveaxis(pixels, -1, 1) if pixels.ndim == 4 else pixels), classes


def same_pictures(images: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Number the distinct pictures in order of first appearance."""
    seen: dict[bytes, int] = {}
    return np.array([seen.setdefault(image.tobytes(), len(seen)) for image in images], np.int64)
