"""A task file's [augment] table as a chain of steps, in the order it stands there.

[augment.geometry]
turn_deg = 10.0
scale = [0.9, 1.1]

[augment.noise]
largest_sigma = 0.05
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from medviewer.ai.training.augment.bias_field import BiasField
from medviewer.ai.training.augment.compression import Compression
from medviewer.ai.training.augment.cutout import Cutout
from medviewer.ai.training.augment.draws import Draws
from medviewer.ai.training.augment.geometry import Geometry
from medviewer.ai.training.augment.healing import Healing
from medviewer.ai.training.augment.histogram_warp import HistogramWarp
from medviewer.ai.training.augment.intensity import Intensity
from medviewer.ai.training.augment.noise import Noise
from medviewer.ai.training.augment.resolution import Resolution
from medviewer.ai.training.augment.scene import Scene
from medviewer.errors import InputError
from medviewer.words import message


class Step(Protocol):
    """One kind of change; `share`, where it has one, is the share of samples it happens to."""

    def __call__(self, scene: Scene, draws: Draws) -> Scene: ...


STEPS: Mapping[str, type] = {
    "healing": Healing,
    "geometry": Geometry,
    "intensity": Intensity,
    "histogram_warp": HistogramWarp,
    "bias_field": BiasField,
    "resolution": Resolution,
    "compression": Compression,
    "noise": Noise,
    "cutout": Cutout,
}


@dataclass(frozen=True, slots=True)
class Recipe:
    """Steps in order; an empty one changes nothing."""

    steps: tuple[Step, ...] = ()

    def __call__(self, scene: Scene, draws: Draws) -> Scene:
        for step in self.steps:
            scene = step(scene, draws)
        return dataclasses.replace(scene, images=scene.images.clamp(0, 1))


def parse_recipe(table: Mapping[str, Mapping[str, object]]) -> Recipe:
    """The recipe a task file's [augment] table describes.

    Raises:
        InputError: a step or an option has no such name, or an option's value is of the wrong kind.
    """
    return Recipe(tuple(_step(name, options) for name, options in table.items()))


def _step(name: str, options: Mapping[str, object]) -> Step:
    if name not in STEPS:
        raise InputError(
            message(
                "Training",
                "The task file asks for the augmentation “{name}”, which does not exist. Known: {known}.",
                name=name,
                known=", ".join(STEPS),
            )
        )
    kind = STEPS[name]
    defaults = {field.name: field.default for field in dataclasses.fields(kind)}
    values = {key: _value(name, key, options[key], defaults) for key in options}
    step: Step = kind(**values)
    return step


def _value(step: str, key: str, value: object, defaults: Mapping[str, object]) -> object:
    """An option as its field wants it: TOML has lists where we have tuples, and whole numbers are numbers."""
    plain = tuple(value) if isinstance(value, list) else value
    default = defaults.get(key)
    if isinstance(default, float) and isinstance(plain, int) and not isinstance(plain, bool):
        plain = float(plain)
    if key not in defaults or type(plain) is not type(default):
        raise InputError(
            message(
                "Training",
                "The augmentation “{step}” has no option “{key}” that could be {value}. Known: {known}.",
                step=step,
                key=key,
                value=repr(value),
                known=", ".join(defaults),
            )
        )
    return plain
