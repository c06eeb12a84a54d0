"""What `resources/systems/gan.toml` says: the sets a generator or a restorer is trained on, and how."""

from dataclasses import dataclass, field
from pathlib import Path

from medviewer.ai.training.division import DivisionPlan
from medviewer.ai.training.gan.judges import JudgePlan
from medviewer.ai.training.gan.trainer import GanPlan
from medviewer.ai.training.recipe_files import read_recipe_file
from medviewer.ai.training.restoration.trainer import RestorationPlan
from medviewer.domain.model_card import TrainingSource
from medviewer.errors import ChoiceNeeded
from medviewer.words import message

GENERATE, RESTORE = "generate", "restore"


@dataclass(frozen=True, slots=True)
class ImageTags:
    """What a made image says of itself in DICOM. Attribute names as PS3.3 has them, in snake_case."""

    modality: str
    body_part_examined: str


@dataclass(frozen=True, slots=True)
class PictureSet:
    """A labelled set and what is trained on it.

    Attributes:
        kind: "generate" or "restore".
        folder: its usual name within the folder of all sets.
        reader: the name of a reader of `ai.training.readers`.
        labels: the classes that are made; `judged_labels`, where stated, those that the judges tell apart.
        size: pixels a side that images are brought to.
        span: what grey 0 and 255 mean in `unit`; ("", 0, 255) where they mean nothing.
        width: channels of the networks' widest grid but the image's.
    """

    name: str
    title: str
    folder: str
    reader: str
    labels: tuple[str, ...]
    size: int
    release: str
    tags: ImageTags
    source: TrainingSource
    kind: str = GENERATE
    judged_labels: tuple[str, ...] = ()
    unit: str = ""
    span: tuple[float, float] = (0.0, 255.0)
    noise: int = 64
    width: int = 16
    division: DivisionPlan = field(default_factory=DivisionPlan)
    plan: GanPlan = field(default_factory=GanPlan)
    judges: JudgePlan = field(default_factory=JudgePlan)
    restoration: RestorationPlan = field(default_factory=RestorationPlan)
    limits: tuple[str, ...] = ()

    @property
    def read_labels(self) -> tuple[str, ...]:
        """Every class that is read: those made come first."""
        return self.judged_labels or self.labels


@dataclass(frozen=True, slots=True)
class GanRecipe:
    """The recipe of the family."""

    system_id: str
    family: str
    version: str
    default_set: str
    intended_use: str
    licence: str
    published: str
    limits: tuple[str, ...]
    sets: tuple[PictureSet, ...]

    def chosen(self, name: str) -> PictureSet:
        """The set of that name, or the default one.

        Raises:
            ChoiceNeeded: there is none of that name.
        """
        wanted = name or self.default_set
        for each in self.sets:
            if each.name == wanted:
                return each
        raise ChoiceNeeded(
            message(
                "Training",
                "{system} knows no set “{name}”. Choose one of {names}, as --option set=NAME.",
                system=self.system_id,
                name=wanted,
                names=", ".join(each.name for each in self.sets),
            )
        )


def load_gan_recipe(file: Path) -> GanRecipe:
    """Read a recipe of the family "gan".

    Raises:
        InputError: it cannot be read or says something impossible.
    """
    return read_recipe_file(GanRecipe, file)
