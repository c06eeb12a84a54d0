"""A trained generator as it lies in its folder, and the pictures it draws."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.torch import load

from medviewer.ai.card_tables import parse_toml, read_table
from medviewer.ai.installed_systems import checked_file
from medviewer.ai.networks.gan import GanShape, Generator
from medviewer.ai.runtime.synthesis.gaussian_pictures import GaussianPictures
from medviewer.domain.system_card import SystemCard
from medviewer.errors import InputError, ModelUnusable
from medviewer.words import message

FACTS = "synthesis.toml"
WEIGHTS = "weights.safetensors"
GAUSSIAN = "pca_gaussian.npz"
NETWORK, PCA_GAUSSIAN = "network", "pca_gaussian"  # subjects that draw
AT_ONCE = 64  # pictures
MOST_BYTES = 256 * 2**20  # of an array that is read

Pictures = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SynthesisFacts:
    """What a run makes.

    Attributes:
        span: what grey 0 and 255 mean in `unit`; unit "" where they mean nothing.
    """

    set_name: str
    title: str
    labels: tuple[str, ...]
    size: int
    noise: int
    width: int
    modality: str
    body_part_examined: str
    unit: str = ""
    span: tuple[float, float] = (0.0, 255.0)

    @property
    def shape(self) -> GanShape:
        return GanShape(self.size, len(self.labels), self.noise, self.width)


class PictureSource(Protocol):
    """What draws."""

    def draw(self, classes: NDArray[np.int64], seed: int) -> Pictures:
        """(n, 1, size, size) in −1..1, one a class asked for; the same for the same seed."""
        ...


class NetworkSource:
    """A trained generator."""

    def __init__(self, generator: Generator) -> None:
        self._generator = generator.eval()

    @torch.inference_mode()
    def draw(self, classes: NDArray[np.int64], seed: int) -> Pictures:
        random = torch.Generator().manual_seed(seed)
        noise = torch.randn(len(classes), self._generator.shape.noise, generator=random)
        wanted = torch.from_numpy(classes)
        parts = [
            self._generator(noise[first : first + AT_ONCE], wanted[first : first + AT_ONCE])
            for first in range(0, len(classes), AT_ONCE)
        ]
        made: Pictures = torch.cat(parts).float().numpy()
        return made


@dataclass(frozen=True, slots=True)
class MadeRun:
    """A run that draws pictures, by the subject its card names as default unless another is asked for."""

    card: SystemCard
    facts: SynthesisFacts
    sources: dict[str, PictureSource]

    def source(self, name: str = "") -> PictureSource:
        """The one of that name; what the card measured best without one."""
        return self.sources[name or self.card.default]


def load_run(card: SystemCard, folder: Path) -> MadeRun:
    """Read what `ai.training.gan` wrote; every file is held against its hash.

    Raises:
        InputError: it makes no pictures.
        ModelUnusable: a file is missing, altered or broken.
    """
    if FACTS not in {each.name for each in card.files}:
        raise InputError(
            message(
                "Synthesis",
                "{system} in {folder} makes no pictures. Name the folder of a `medviewer train gan` run.",
                system=card.system_id,
                folder=folder,
            )
        )
    text = checked_file(card, folder, FACTS).decode("utf-8", "replace")
    weights, arrays = (checked_file(card, folder, name) for name in (WEIGHTS, GAUSSIAN))
    try:
        facts = read_table(SynthesisFacts, parse_toml(text))
        generator = Generator(facts.shape)
        generator.load_state_dict(load(weights))
        gaussian = read_gaussian(arrays, facts.size)
    except (SafetensorError, ValueError, RuntimeError, KeyError, OSError) as error:
        raise broken_run(folder, error) from error
    sources: dict[str, PictureSource] = {NETWORK: NetworkSource(generator), PCA_GAUSSIAN: gaussian}
    return MadeRun(card, facts, sources)


def broken_run(folder: Path, error: Exception) -> ModelUnusable:
    """Files of a run that are the stated ones and yet cannot be read."""
    return ModelUnusable(
        message(
            "Synthesis",
            "The run in {folder} cannot be used: {why}. Train it again.",
            folder=folder,
            why=type(error).__name__,
        )
    )


def gaussian_bytes(pictures: GaussianPictures) -> bytes:
    """Means, axes and spreads as an archive of arrays; half precision is finer than a grey level."""
    target = io.BytesIO()
    np.savez_compressed(
        target,
        means=pictures.means.astype(np.float16),
        axes=pictures.axes.astype(np.float16),
        spreads=pictures.spreads,
    )
    return target.getvalue()


def read_gaussian(data: bytes, size: int) -> GaussianPictures:
    """What `gaussian_bytes` wrote.

    Raises:
        ValueError: an array is missing, or of another size.
    """
    with np.load(io.BytesIO(data), allow_pickle=False) as archive:
        means, axes, spreads = (
            archive[name].astype(np.float32) for name in ("means", "axes", "spreads")
        )
    if means.shape[1] != size * size or axes.shape[2] != size * size or axes.nbytes > MOST_BYTES:
        raise ValueError(f"pictures of {means.shape[1]} pixels, not of {size} x {size}")
    return GaussianPictures(means, axes, spreads, size)
