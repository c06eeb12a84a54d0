"""A model ready to run: the networks its card describes, with its weights, on a device.

evaluation, analyzers, explanations and self-test all ask it the same questions, so what is measured is what
is shown. Of an ensemble the logit is the mean of the members' logits: their class maps then add up as one's.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from medviewer.ai.runtime.calibration import calibrated
from medviewer.ai.runtime.members import load_networks, network_spec
from medviewer.ai.runtime.memory import BATCH_SIZES, MemoryLadder
from medviewer.domain.model_card import ModelCard
from medviewer.errors import AnalysisError, ModelUnusable
from medviewer.words import message

Images = NDArray[np.float32]
Floats = NDArray[np.float64]

BATCH_PIXELS = 1 << 20  # at once: 16 images of 256 x 256, about half a gigabyte inside a U-Net


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a model says of n images.

    Attributes:
        probabilities: (n, K), calibrated as the card says.
        spread: (n,) standard deviation of the members' probabilities of the likeliest label.
        logits: (n, K) means of the members' logits.
    """

    probabilities: Floats
    spread: Floats
    logits: Floats


class ClassMaps(NamedTuple):
    """Contributions (n, h, w) of each place to one label's logit; with `bias` they sum to it."""

    contributions: NDArray[np.float32]
    bias: float


@dataclass(frozen=True, slots=True)
class ExplainedLesions:
    """What a network that draws and names says of n images, and what each place added to the names.

    Attributes:
        lesions: (n, rows, columns) probability of lesion at each pixel, mean of the members'.
        contributions: (n, K, h, w); their sums over h and w, plus `biases`, are the ensemble's logits.
        biases: (K,).
        members: (members, n, K) logits.
    """

    lesions: NDArray[np.float32]
    contributions: NDArray[np.float32]
    biases: Floats
    members: Floats


class ImageModel:
    """The members of one ensemble; `load` makes it from a model's folder.

    Images are float32 (n, rows, columns) or (n, channels, rows, columns), 0..1, of the card's input size.

    Attributes:
        members: networks of one architecture, ready for inference.
        ladder: the device and batch size in use, and notes on any step down.
        has_channels_last, is_half: how the networks are run; `backends.accelerating` decides.
        as_trained: the same model in plain torch, for explanations that need gradients.
    """

    def __init__(
        self, card: ModelCard, members: tuple[nn.Module, ...], device: torch.device
    ) -> None:
        self.card = card
        self.spec = network_spec(card)
        self.members = tuple(member.eval() for member in members)
        self.has_channels_last = self.is_half = False
        self.as_trained: ImageModel = self
        rows, columns = self.spec.input_size
        self.ladder = MemoryLadder(
            device, min(BATCH_SIZES[0], max(1, BATCH_PIXELS // (rows * columns)))
        )

    @property
    def channels(self) -> int:
        """How many an image has; a graph of others knows it itself."""
        given = getattr(self.members[0], "channels", None)
        return given if isinstance(given, int) else self.spec.image_channels

    @classmethod
    def load(cls, card: ModelCard, folder: Path, device: torch.device) -> Self:
        """The model in `folder`.

        Raises:
            ModelUnusable: card or weights are missing, altered, or do not fit each other.
        """
        return cls(card, load_networks(card, folder), device)

    def with_members(self, members: tuple[nn.Module, ...]) -> Self:
        """The same card and device with other networks."""
        return type(self)(self.card, members, self.ladder.device)

    def logits(self, images: Images) -> Floats:
        """(members, n, K)."""
        found = self._for_each_member(images, label_logits)
        result: Floats = np.stack(found).astype(np.float64)
        return result

    def first_look(self, images: Images) -> Floats:
        """(n, K) logits of the first member, of each image as it is: the cheapest word there is."""
        return self._run(self.members[0], images, _quick_logits).astype(np.float64)

    def probabilities(self, images: Images) -> Prediction:
        """Calibrated probabilities, how far the members differ, and the ensemble's logits."""
        return self.judged(self.logits(images))

    def judged(self, members: Floats) -> Prediction:
        """What `members`' logits (members, n, K) say together."""
        logits = members.mean(axis=0)
        probabilities = calibrated(logits, self.card.calibration)
        each = np.stack([calibrated(one, self.card.calibration) for one in members])
        likeliest = probabilities.argmax(axis=1)
        spread = each[:, np.arange(len(likeliest)), likeliest].std(axis=0)
        return Prediction(probabilities, spread, logits)

    def class_maps(self, images: Images, label: int = 0) -> ClassMaps:
        """The exact additive maps for one label, mean of the members'.

        Raises:
            ModelUnusable: the network has no class map.
        """

        def contributions(member: nn.Module, batch: Tensor) -> Tensor:
            maps: Tensor = _method(member, "class_map")(batch)[:, label].double()
            return maps / maps[0].numel()

        maps = np.mean(self._for_each_member(images, contributions), axis=0)
        bias = float(np.mean([float(_bias(member)[label]) for member in self.members]))
        return ClassMaps(maps.astype(np.float32), bias)

    def lesion_maps(self, images: Images) -> NDArray[np.float32] | None:
        """(n, rows, columns) probability of lesion at each pixel; None where the network draws none."""
        if not hasattr(self.members[0], "lesion_logits"):
            return None

        def lesions(member: nn.Module, batch: Tensor) -> Tensor:
            drawn: Tensor = _method(member, "lesion_logits")(batch)[:, 0].sigmoid()
            return drawn

        maps: NDArray[np.float32] = np.mean(self._for_each_member(images, lesions), axis=0)
        return maps

    def logits_and_lesions(self, images: Images) -> tuple[Floats, NDArray[np.float32] | None]:
        """`logits` and `lesion_maps`; of a network that does both, at the cost of one."""
        if not hasattr(self.members[0], "lesion_logits"):
            return self.logits(images), None

        def both(member: nn.Module, batch: Tensor) -> Tensor:
            lesions, labels = member(batch)
            return torch.cat([labels.double(), lesions[:, 0].double().sigmoid().flatten(1)], dim=1)

        found = np.stack(self._for_each_member(images, both))
        labels = found.shape[2] - images.shape[-2] * images.shape[-1]
        maps = found[:, :, labels:].mean(axis=0).reshape(len(images), *images.shape[-2:])
        return found[:, :, :labels], maps.astype(np.float32)

    def explained_lesions(self, images: Images) -> ExplainedLesions:
        """Everything a network that draws and names can say, at the cost of one pass.

        Raises:
            ModelUnusable: the network does not do both.
        """
        pixels = images.shape[-2] * images.shape[-1]
        shapes: list[tuple[int, ...]] = []

        def all_of_it(member: nn.Module, batch: Tensor) -> Tensor:
            lesions, maps = _method(member, "drawn_and_mapped")(batch)
            shapes.append(tuple(maps.shape[1:]))
            shares = maps.double() / maps[0, 0].numel()
            return torch.cat([lesions.double().sigmoid().flatten(1), shares.flatten(1)], dim=1)

        found = np.stack(self._for_each_member(images, all_of_it))
        shares = found[:, :, pixels:].reshape(*found.shape[:2], *shapes[0])
        biases = np.stack([_bias(member).double().cpu().numpy() for member in self.members])
        return ExplainedLesions(
            found[:, :, :pixels]
            .mean(axis=0)
            .reshape(len(images), *images.shape[-2:])
            .astype(np.float32),
            shares.mean(axis=0).astype(np.float32),
            biases.mean(axis=0),
            shares.sum(axis=(3, 4)) + biases[:, None],
        )

    def features(self, images: Images) -> NDArray[np.float32]:
        """(n, d) pooled features under the class map, of the first member: by these images are compared."""

        def pooled(member: nn.Module, batch: Tensor) -> Tensor:
            features: Tensor = _method(member, "pooled_features")(batch)
            return features

        return self._run(self.members[0], images, pooled).astype(np.float32)

    def _for_each_member(
        self, images: Images, compute: Callable[[nn.Module, Tensor], Tensor]
    ) -> list[NDArray[np.float64]]:
        return [self._run(member, images, compute) for member in self.members]

    def _run(
        self, member: nn.Module, images: Images, compute: Callable[[nn.Module, Tensor], Tensor]
    ) -> NDArray[np.float64]:
        """`compute` on batches that fit the memory, joined."""

        @torch.inference_mode()
        def on_batch(batch: Images, device: torch.device) -> NDArray[np.float64]:
            _place(member, device)
            with self._precision(device):
                found = compute(member, self._laid_out(as_batch(batch, device)))
            result: NDArray[np.float64] = (found.float() if self.is_half else found).cpu().numpy()
            return result

        self._check_size(images)
        parts = self.ladder.run(on_batch, images, lambda done: None)  # type: ignore[arg-type]  # sliced
        return np.concatenate(parts)

    def _precision(self, device: torch.device) -> AbstractContextManager[object]:
        return torch.autocast(device.type, torch.bfloat16) if self.is_half else nullcontext()

    def _laid_out(self, batch: Tensor) -> Tensor:
        return (
            batch.contiguous(memory_format=torch.channels_last) if self.has_channels_last else batch
        )

    def _check_size(self, images: Images) -> None:
        if not len(images) or images.shape[-2:] != self.spec.input_size:
            raise AnalysisError(
                message(
                    "Image model",
                    "{model} takes images of {wanted} pixels but was given {given}. This is an error of the "
                    "program; please report it.",
                    model=self.card.title,
                    wanted=" × ".join(map(str, self.spec.input_size)),
                    given=" × ".join(map(str, images.shape)),
                )
            )


def as_batch(images: Images, device: torch.device) -> Tensor:
    """(n, rows, columns) or (n, channels, rows, columns) to a network's (n, channels, rows, columns)."""
    batch = torch.from_numpy(np.ascontiguousarray(images, np.float32)).to(device)
    return batch[:, None] if batch.dim() == 3 else batch


def _place(member: nn.Module, device: torch.device) -> None:
    """Move a network that lies elsewhere; asking one tensor spares small networks a walk over all of them."""
    one = next(member.parameters(), None)
    if one is None or one.device != device:
        member.to(device)


def label_logits(member: nn.Module, batch: Tensor) -> Tensor:
    """(n, K) float64; a network that also draws lesions says its labels apart."""
    draws = hasattr(member, "lesion_logits")
    logits = _method(member, "label_logits" if draws else "forward")(batch)
    if not isinstance(logits, Tensor):  # a detector's maps
        raise _lacks(member, "label_logits")
    return logits.double()


def _quick_logits(member: nn.Module, batch: Tensor) -> Tensor:
    one_look = getattr(member, "one_look", None)
    return one_look(batch).double() if callable(one_look) else label_logits(member, batch)


def _bias(member: nn.Module) -> Tensor:
    bias = getattr(member, "bias", None)
    if not isinstance(bias, Tensor):
        raise _lacks(member, "bias")
    return bias.detach()


def _method(member: nn.Module, name: str) -> Callable[[Tensor], Tensor]:
    found = getattr(member, name, None)
    if not callable(found):
        raise _lacks(member, name)
    method: Callable[[Tensor], Tensor] = found
    return method


def _lacks(member: nn.Module, what: str) -> ModelUnusable:
    return ModelUnusable(
        message(
            "Image model",
            "The network {network} has no “{what}”, so it cannot be asked for that. Choose another network.",
            network=type(member).__name__,
            what=what,
        )
    )
