"""A recipe of family "terms" as its file declares it."""

from dataclasses import dataclass, field
from pathlib import Path

from medviewer.ai.networks.term_matcher import MatcherShape
from medviewer.ai.training.recipe_files import read_recipe_file
from medviewer.ai.training.text.task import TextCardWords


@dataclass(frozen=True, slots=True)
class MatcherPlan:
    """AdamW with a one-cycle learning rate; the epoch that does best on the selection part.

    Attributes:
        others: wrong candidates of a string that are shown in a step, the likeliest most often.
    """

    epochs: int = 8
    batch_size: int = 32
    learning_rate: float = 2e-3
    weight_decay: float = 1e-3
    others: int = 24
    largest_gradient: float = 1.0


@dataclass(frozen=True, slots=True)
class TermsTask:
    """Everything that decides the outcome, but the data and the machine.

    Attributes:
        selection: share of the training strings that chooses epochs, thresholds and who answers.
    """

    system_id: str
    family: str
    folder: str
    release: str
    card: TextCardWords
    seed: int = 7
    selection: float = 0.1
    network: MatcherShape = field(default_factory=MatcherShape)
    teaching: MatcherPlan = field(default_factory=MatcherPlan)


def read_terms_task(file: Path) -> TermsTask:
    """Read a recipe.

    Raises:
        InputError: it cannot be read or says something impossible.
    """
    return read_recipe_file(TermsTask, file)
