"""A recipe of family "text" as its file declares it: data, network, teaching, baselines, the card's words.

`resources/systems/<system_id>.toml`; a key that is no field here is an error.
"""

from dataclasses import dataclass, field
from pathlib import Path

from medviewer.ai.networks.text_coder import TextNetwork
from medviewer.ai.training.recipe_files import read_recipe_file
from medviewer.domain.model_card import TrainingSource

HEADLINES = ("map", "micro_f1", "accuracy")
BASELINES = ("svm", "logistic", "perceptron", "dictionary", "prior")


@dataclass(frozen=True, slots=True)
class TextCardWords:
    """What the card says that no measurement can; the fields are those of `SystemCard`."""

    title: str
    intended_use: str
    licence: str
    sources: tuple[TrainingSource, ...]
    limits: tuple[str, ...]
    version: str = "1.0"
    published: str = ""
    is_synthetic_data: bool = False


@dataclass(frozen=True, slots=True)
class TeachingPlan:
    """AdamW with a one-cycle learning rate.

    Attributes:
        mark_weight: of the loss that draws a label's attention to the words marked for it; 0: none.
        word_dropout: share of words read as unknown, so that no answer hangs on one of them.
        patience: epochs without a better selection score after which it stops; 0: never.
        selection: share of the training part's groups that chooses epoch, thresholds and blend.
    """

    epochs: int = 20
    batch_size: int = 16
    learning_rate: float = 2e-3
    weight_decay: float = 1e-3
    word_dropout: float = 0.1
    mark_weight: float = 0.0
    largest_gradient: float = 1.0
    patience: int = 0
    selection: float = 0.15


@dataclass(frozen=True, slots=True)
class TextTask:
    """Everything that decides the outcome, but the data and the machine.

    Attributes:
        reader: a module of `ai.training.text.readers`.
        folder: the usual name of the set's folder.
        is_single_label: a text has exactly one label; softmax instead of one sigmoid a label.
        headline: the figure epochs are chosen and the system is reported by.
        min_cases: labels of fewer cases in train are not learnt by the network.
        marks_negation: whether words the text denies become other words.
        variants: further networks ("lstm", "bilstm", "gru", "bigru") to measure beside, in a table.
        variant_epochs: how long those are taught.
    """

    system_id: str
    family: str
    reader: str
    folder: str
    release: str
    card: TextCardWords
    is_single_label: bool = False
    headline: str = "micro_f1"
    min_cases: int = 1
    marks_negation: bool = False
    min_documents: int = 2
    seed: int = 7
    members: int = 1
    network: TextNetwork = field(default_factory=TextNetwork)
    teaching: TeachingPlan = field(default_factory=TeachingPlan)
    baselines: tuple[str, ...] = ("svm", "prior")
    variants: tuple[str, ...] = ()
    variant_epochs: int = 0
    options: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if self.headline not in HEADLINES:
            raise ValueError(f"headline is {self.headline!r}, not one of {', '.join(HEADLINES)}")
        unknown = sorted(set(self.baselines) - set(BASELINES))
        if unknown:
            raise ValueError(f"baselines names {unknown[0]!r}, not one of {', '.join(BASELINES)}")


def read_text_task(file: Path) -> TextTask:
    """Read a recipe.

    Raises:
        InputError: it cannot be read or says something impossible.
    """
    return read_recipe_file(TextTask, file)
