"""Every architecture by name: what a task file or a model card may ask for, and what is built from it."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from torch import nn

from medviewer.ai.networks.alexnet import AlexNet
from medviewer.ai.networks.attention import AttentionResNet, AttentionResNetOptions
from medviewer.ai.networks.centre_net import CentreNet, CentreNetOptions
from medviewer.ai.networks.lesion_net import LesionNetOptions, lesion_net
from medviewer.ai.networks.monai_trunks import densenet, efficientnet, se_resnet50
from medviewer.ai.networks.resnet import ResNet, ResNetOptions, se_resnet
from medviewer.ai.networks.slice_cnn import SliceCNN
from medviewer.ai.networks.small_cnn import SmallCNN
from medviewer.ai.networks.stack_classifier import StackClassifier
from medviewer.ai.networks.study_classifier import StudyOptions
from medviewer.ai.networks.vgg import VGG
from medviewer.domain.model_trust import NetworkSpec
from medviewer.errors import ModelUnusable
from medviewer.words import message

Option = int | float | str | bool | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Architecture:
    """How a network is built, and where it may run.

    Attributes:
        builder: its keyword arguments are the options, checked before it is called.
        options: where there are many, the dataclass that holds them; the builder takes one of it.
        smallest_px: shortest side of an image that leaves at least one cell of the feature grid.
        may_ship: plain torch. Others need a library that takes seconds to load: to train and compare only.
    """

    builder: Callable[..., nn.Module]
    smallest_px: int
    may_ship: bool = True
    options: Callable[..., object] | None = None

    def build(self, chosen: dict[str, Option]) -> nn.Module:
        return self.builder(self.options(**chosen)) if self.options else self.builder(**chosen)


ARCHITECTURES: Mapping[str, Architecture] = MappingProxyType(
    {
        "small_cnn": Architecture(SmallCNN, 8),
        "slice_cnn": Architecture(SliceCNN, 4),
        "resnet": Architecture(ResNet, 4, options=ResNetOptions),
        "se_resnet": Architecture(se_resnet, 4, options=ResNetOptions),
        "attention_resnet": Architecture(AttentionResNet, 4, options=AttentionResNetOptions),
        "alexnet": Architecture(AlexNet, 4),
        "vgg": Architecture(VGG, 8),
        "densenet": Architecture(densenet, 32, may_ship=False),
        "se_resnet50": Architecture(se_resnet50, 32, may_ship=False),
        "efficientnet": Architecture(efficientnet, 32, may_ship=False),
        "lesion_net": Architecture(lesion_net, 8, options=LesionNetOptions),
        "centre_net": Architecture(CentreNet, 8, options=CentreNetOptions),
        "stack_classifier": Architecture(StackClassifier, 4, options=StudyOptions),
    }
)

MOST_CHANNELS = 4096  # of one layer; a file that asks for more is broken or hostile
MOST_NUMBERS = 16  # in one option


def build(name: str, options: Mapping[str, Option] | None = None) -> nn.Module:
    """The network `name` with random weights.

    Args:
        options: keyword arguments of its builder; `labels` is the number of logits (1 for yes or no).

    Raises:
        ModelUnusable: no such architecture or option, or a value that is not possible.
    """
    found = architecture(name)
    chosen = {key: _as_tuple(value) for key, value in (options or {}).items()}
    _check_options(name, found.options or found.builder, chosen)
    try:
        return found.build(chosen)
    except (ValueError, IndexError, ZeroDivisionError) as error:
        raise ModelUnusable(
            message(
                "Architectures",
                "The network “{name}” cannot be built with {options}: {cause}.",
                name=name,
                options=_in_words(chosen),
                cause=str(error),
            )
        ) from error


def build_for(spec: NetworkSpec) -> nn.Module:
    """One network as a card specifies it.

    Raises:
        ModelUnusable: as `build`; or its images are smaller than the network can look at.
    """
    smallest = architecture(spec.name).smallest_px
    if min(spec.input_size) < smallest:
        raise ModelUnusable(
            message(
                "Architectures",
                "The network “{name}” needs images of at least {smallest} × {smallest} pixels, not {size}. "
                "Ask for a larger input_size or another network.",
                name=spec.name,
                smallest=smallest,
                size=" × ".join(map(str, spec.input_size)),
            )
        )
    return build(spec.name, dict(spec.options))


def architecture(name: str) -> Architecture:
    """The table's row.

    Raises:
        ModelUnusable: there is none of this name.
    """
    if name not in ARCHITECTURES:
        raise ModelUnusable(
            message(
                "Architectures",
                "There is no network “{name}”. Choose one of: {names}.",
                name=name,
                names=", ".join(ARCHITECTURES),
            )
        )
    return ARCHITECTURES[name]


def _check_options(name: str, taker: Callable[..., object], options: dict[str, Option]) -> None:
    known = inspect.signature(taker).parameters
    for option, value in options.items():
        if option not in known:
            raise ModelUnusable(
                message(
                    "Architectures",
                    "The network “{name}” has no option “{option}”. It has: {known}.",
                    name=name,
                    option=option,
                    known=", ".join(known),
                )
            )
        _check_value(name, option, value, known[option].default)


def _check_value(name: str, option: str, value: Option, default: object) -> None:
    """A value must be of its default's kind and of a size a network can have."""
    if not (_is_of_kind(value, default) and _is_of_size(value)):
        raise ModelUnusable(
            message(
                "Architectures",
                "The option “{option}” of the network “{name}” cannot be {value}; its default is {default}.",
                option=option,
                name=name,
                value=repr(value),
                default=repr(default),
            )
        )


def _as_tuple(value: Option) -> Option:
    """TOML and JSON know lists only."""
    found: object = value
    return tuple(found) if isinstance(found, list) else value


def _is_of_kind(value: Option, default: object) -> bool:
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, float):
        return isinstance(value, int | float)
    if isinstance(default, tuple):
        return isinstance(value, tuple) and all(type(number) is int for number in value)
    return isinstance(value, type(default))


def _is_of_size(value: Option) -> bool:
    if isinstance(value, tuple):
        return 1 <= len(value) <= MOST_NUMBERS and all(_is_of_size(number) for number in value)
    return isinstance(value, str) or 0 <= value <= MOST_CHANNELS


def _in_words(options: Mapping[str, Option]) -> str:
    return ", ".join(f"{name} = {value!r}" for name, value in options.items()) or "no options"
