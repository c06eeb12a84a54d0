"""A training task as its file declares it: data, network, optimiser, division, and the card's words.

`resources/tasks/<task_id>.toml`; every table of the file is a dataclass here, and a key that is none of its
fields is an error, so that a misspelt setting is never silently the default.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

from medviewer import paths
from medviewer.ai.card_tables import parse_toml, read_table, table_text
from medviewer.ai.training.division import DivisionPlan
from medviewer.ai.training.judging_plan import JudgingPlan
from medviewer.ai.training.recipe_files import read_recipe_file
from medviewer.domain.model_card import Applicability, TrainingSource
from medviewer.domain.voi import VoiWindow
from medviewer.errors import InputError
from medviewer.words import message

Option = (
    int
    | str
    | bool
    | tuple[int, ...]
    | float
    | tuple[float, ...]
    | tuple[str, ...]
    | tuple[tuple[str, str], ...]
)
Options = tuple[tuple[str, Option], ...]
NetworkOption = int | float | str | bool | tuple[int, ...]

KINDS = ("classification", "segmentation", "segmentation+classification", "detection")
IMBALANCES = ("none", "class_weights", "focal", "balanced_sampling")
PRECISIONS = ("fp32", "bf16", "fp16")
TASK_FILE = "task.toml"  # in a run folder
LEFT_RIGHT = "left_right"  # the flip, as augment.geometry names it
RESEARCH_ONLY = "RESEARCH-ONLY"
RELEASES = ("SHIP-OK", "SHARE-ALIKE", RESEARCH_ONLY)


@dataclass(frozen=True, slots=True)
class NetworkChoice:
    """An entry of `ai.networks.architectures` and its keyword arguments.

    `views_when_done`: from how many sides the finished model looks at an image, where that is another
    number than `options.views`, with which epochs are chosen; 0: the same. No weight depends on it.
    """

    name: str
    options: tuple[tuple[str, NetworkOption], ...] = ()
    views_when_done: int = 0


@dataclass(frozen=True, slots=True)
class CardWords:
    """What a model card says that no measurement can; the fields are those of `ModelCard`."""

    title: str
    analyzer: str
    intended_use: str
    limits: tuple[str, ...]
    licence: str
    sources: tuple[TrainingSource, ...]
    applicability: Applicability
    version: str = "1.0"
    display_window: VoiWindow | None = None


@dataclass(frozen=True, slots=True)
class OptimiserPlan:
    """AdamW with a one-cycle learning rate and a running average of the weights.

    Attributes:
        average_decay: of the running average, a step; 0: no average.
        label_smoothing: share of a label given to the others.
        mixup: alpha of the Beta distribution two images are mixed with; 0: none.
        patience: epochs without a better selection score after which it stops; 0: never.
        class_weight_cap: largest weight "class_weights" gives to a rare class.
        focal_gamma: exponent of "focal".
        lesion_weight: of the outline's loss beside the label's, where a network learns both.
    """

    epochs: int = 20
    batch_size: int = 64
    learning_rate: float = 3e-3
    weight_decay: float = 0.02
    average_decay: float = 0.995
    label_smoothing: float = 0.0
    mixup: float = 0.0
    patience: int = 0
    class_weight_cap: float = 10.0
    focal_gamma: float = 2.0
    lesion_weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Task:
    """Everything that decides the outcome of a training, but the data and the machine.

    Attributes:
        labels: the classes, in the order of the readers' indices; of two, the second has the only logit.
        input_size: (rows, columns).
        members: networks of the ensemble; member i has seed + i.
        rotate_selection: whether every member has another selection part.
        release: weights may be given away ("SHIP-OK"), under the data's licence ("SHARE-ALIKE"), or not
            at all ("RESEARCH-ONLY").
        laterality_matters: a left-right flip would make another patient; augmentation with one is refused.
        augment: steps of `augment.recipe` in order, with their options.
        judging: how thresholds and promises are chosen once it is trained.
        card: the words of the model card.
    """

    task_id: str
    kind: str
    reader: str
    labels: tuple[str, ...]
    input_size: tuple[int, int]
    network: NetworkChoice
    release: str
    card: CardWords
    reader_options: Options = ()
    augment: tuple[tuple[str, Options], ...] = ()
    imbalance: str = "none"
    optimiser: OptimiserPlan = field(default_factory=OptimiserPlan)
    division: DivisionPlan = field(default_factory=DivisionPlan)
    judging: JudgingPlan = field(default_factory=JudgingPlan)
    members: int = 1
    rotate_selection: bool = True
    seed: int = 7
    precision: str = "fp32"
    laterality_matters: bool = False

    def __post_init__(self) -> None:
        _check(self)

    @property
    def outputs(self) -> tuple[str, ...]:
        """What the network answers: the second of two classes, or every one of more."""
        return self.labels[1:] if len(self.labels) == 2 else self.labels

    def for_member(self, member: int) -> "Task":
        """The task with the member's own seed."""
        return replace(self, seed=self.seed + member)


def load_task(name: str) -> Task:
    """The task of that id, or of that file or run folder.

    Raises:
        InputError: there is none, or its file says something impossible.
    """
    given = Path(name)
    file = given / TASK_FILE if given.is_dir() else given
    if not file.is_file():
        file = paths.tasks() / f"{name}.toml"
    if not file.is_file():
        known = ", ".join(sorted(each.stem for each in paths.tasks().glob("*.toml")))
        raise InputError(
            message(
                "Training",
                "There is no task “{name}”. Name one of {known}, or a task file.",
                name=name,
                known=known or "none",
            )
        )
    return read_task(file)


def read_task(file: Path) -> Task:
    """Parse one task file.

    Raises:
        InputError: see `load_task`.
    """
    return read_recipe_file(Task, file)


def parse_task(text: str) -> Task:
    """A task from the text of its file.

    Raises:
        ValueError: what is wrong, and where.
    """
    return read_table(Task, parse_toml(text))


def write_task(task: Task, file: Path) -> None:
    """Write `task` so that `read_task` reads an equal one."""
    file.write_text(table_text(task), encoding="utf-8", newline="\n")


def _check(task: Task) -> None:
    for name, value, known in (
        ("kind", task.kind, KINDS),
        ("imbalance", task.imbalance, IMBALANCES),
        ("precision", task.precision, PRECISIONS),
        ("release", task.release, RELEASES),
    ):
        if value not in known:
            raise ValueError(f"{name} is “{value}”, not one of {', '.join(known)}")
    if task.release == RESEARCH_ONLY and not task.card.licence.startswith(RESEARCH_ONLY):
        raise ValueError(f"card.licence must begin with {RESEARCH_ONLY}, as release says")
    if task.kind == "detection" and task.optimiser.mixup:
        raise ValueError("optimiser.mixup cannot mix boxes; leave it out of a detection task")
    if len(task.labels) < 2:
        raise ValueError("labels needs two classes at least, the negative one first")
    flips = [flip for _, step in task.augment for flip in _flips(step)]
    if task.laterality_matters and LEFT_RIGHT in flips:
        raise ValueError(
            "the augmentation mirrors left and right, but laterality_matters is true: a mirrored image "
            "is another patient's. Remove one of the two"
        )
    if min(task.members, task.optimiser.epochs, task.optimiser.batch_size) < 1:
        raise ValueError("members, epochs and batch_size are at least 1")


def _flips(step: Options) -> tuple[str, ...]:
    found = dict(step).get("flips", ())
    return tuple(str(flip) for flip in found) if isinstance(found, tuple) else ()
