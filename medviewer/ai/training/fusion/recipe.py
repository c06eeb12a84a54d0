"""What a file of `resources/systems` says of a fusion model."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from medviewer.ai.runtime.fusion.case_inputs import PartPlan
from medviewer.ai.training.recipe_files import read_recipe_file, unusable_recipe
from medviewer.domain.model_card import TrainingSource
from medviewer.errors import InputError
from medviewer.words import message


@dataclass(frozen=True, slots=True)
class FittingPlan:
    """How subjects are fitted; small, since there are some hundred cases.

    Attributes:
        members: networks of each subject.
        part_dropout: chance that a part of a case is taken away in training.
        inverse_penalty: of the linear baseline (scikit-learn's C).
        folds, repeats: of the cross-validation inside train that chooses the default.
    """

    epochs: int = 120
    learning_rate: float = 5e-3
    weight_decay: float = 0.3
    hidden: int = 8
    dropout: float = 0.3
    part_dropout: float = 0.3
    members: int = 5
    inverse_penalty: float = 0.03
    folds: int = 5
    repeats: int = 2
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Target:
    """One outcome a recipe can be trained for: `--option target=NAME`."""

    name: str
    column: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class FusionRecipe:
    """Everything that decides the outcome of a training but the data.

    Attributes:
        reader: a module of `ai.training.fusion.readers`.
        data_folder: the set's usual name.
        targets: the first one unless an option names another.
        picture_kind: as `FusionPlan.picture_kind`.
        mark_name, mark: cases of this mark get figures of their own ("not in intensive care yet").
        notes: what a reader of the figures must know.
    """

    system_id: str
    family: str
    title: str
    intended_use: str
    licence: str
    release: str
    reader: str
    data_folder: str
    targets: tuple[Target, ...]
    parts: tuple[PartPlan, ...]
    sources: tuple[TrainingSource, ...]
    limits: tuple[str, ...]
    version: str = "1.0"
    published: str = ""
    picture_kind: str = ""
    mark_name: str = ""
    mark: str = ""
    notes: tuple[str, ...] = ()
    fitting: FittingPlan = field(default_factory=FittingPlan)

    def target(self, name: str) -> Target:
        """The one of that name; the first for "".

        Raises:
            InputError: there is none.
        """
        found = [each for each in self.targets if name in ("", each.name)]
        if not found:
            raise InputError(
                message(
                    "Fused answer",
                    "{system} has no target “{name}”. Name one of {known}.",
                    system=self.system_id,
                    name=name,
                    known=", ".join(each.name for each in self.targets),
                )
            )
        return found[0]


def read_recipe(file: Path, options: Sequence[tuple[str, str]] = ()) -> FusionRecipe:
    """The recipe with the options that are settings of its fitting put in.

    Raises:
        InputError: it cannot be read, or an option is none of its settings.
    """
    recipe = read_recipe_file(FusionRecipe, file)
    try:
        return replace(recipe, fitting=_with_options(recipe.fitting, options))
    except ValueError as error:
        raise unusable_recipe(file, str(error)) from error


def _with_options(plan: FittingPlan, options: Sequence[tuple[str, str]]) -> FittingPlan:
    for name, text in options:
        if name == "target":
            continue
        if name not in FittingPlan.__slots__:
            known = ", ".join(("target", *FittingPlan.__slots__))
            raise ValueError(f"it has no setting {name}; there are {known}")
        plan = replace(plan, **{name: type(getattr(plan, name))(text)})
    return plan
