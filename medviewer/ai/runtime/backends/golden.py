"""Images every back-end must answer alike about: those kept beside a model, or drawn ones where none are.

`golden.safetensors` holds some images of the data a run was trained on (uint8); shipped models carry none.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from medviewer.ai.runtime.image_model import Images
from medviewer.domain.model_trust import NetworkSpec

FILE = "golden.safetensors"
DRAWN = 24  # images, where none are kept
COARSEST = 3  # halvings between the finest and the coarsest blobs of a drawn image


def golden_images(folder: Path, spec: NetworkSpec) -> Images:
    """(n, rows, columns) or (n, channels, rows, columns), 0..1."""
    try:
        kept = load_file(folder / FILE)["images"]
    except (OSError, KeyError, SafetensorError):
        return drawn_images(spec)
    images: Images = np.divide(kept, 255, dtype=np.float32)
    return images if images.shape[-2:] == spec.input_size else drawn_images(spec)


def keep_golden(images: NDArray[np.uint8], folder: Path) -> None:
    save_file({"images": np.ascontiguousarray(images)}, folder / FILE)


def drawn_images(spec: NetworkSpec) -> Images:
    """Blobs of several sizes: the same ones on every computer."""
    random = np.random.default_rng(1)
    rows, columns = spec.input_size
    channels = spec.image_channels
    shape = (DRAWN, rows, columns) if channels == 1 else (DRAWN, channels, rows, columns)
    images = np.zeros(shape, np.float32)
    for step in range(COARSEST + 1):
        images += _blobs(random, shape, 1 << step)
    low, high = images.min(), images.max()
    drawn: Images = ((images - low) / (high - low)).astype(np.float32)
    return drawn


def _blobs(random: np.random.Generator, shape: tuple[int, ...], side: int) -> NDArray[np.float32]:
    small = (*shape[:-2], -(-shape[-2] // side), -(-shape[-1] // side))
    blobs = random.normal(size=small).repeat(side, axis=-2).repeat(side, axis=-1)
    return blobs[..., : shape[-2], : shape[-1]].astype(np.float32)
