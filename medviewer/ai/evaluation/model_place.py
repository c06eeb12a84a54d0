"""Where a model lies that is to be judged: shipped, imported, or a training run's folder."""

from dataclasses import dataclass
from pathlib import Path

from medviewer import paths
from medviewer.ai.catalog import CARD, load_card
from medviewer.ai.training.task import TASK_FILE, Task, load_task
from medviewer.domain.model_card import ModelCard
from medviewer.errors import ChoiceNeeded
from medviewer.words import message


@dataclass(frozen=True, slots=True)
class ModelPlace:
    """A model's folder, its card, and the task that says how its data is read."""

    folder: Path
    card: ModelCard
    task: Task


def find_place(name: str) -> ModelPlace:
    """The model of that id, or of that folder.

    Raises:
        ChoiceNeeded: there is neither; lists the ids.
        ModelUnusable: its card cannot be read.
        InputError: no task file says how its data is read.
    """
    given = Path(name)
    folders = (given, *(root / name for root in (paths.models(), paths.imported_models())))
    folder = next((each for each in folders if (each / CARD).is_file()), None)
    if folder is None:
        known = sorted(card.parent.name for card in paths.models().glob(f"*/{CARD}"))
        raise ChoiceNeeded(
            message(
                "Evaluation",
                "There is no model “{name}”. Name one of {known}, or the folder of a training run.",
                name=name,
                known=", ".join(known) or "none",
            )
        )
    card = load_card(folder / CARD)
    task = load_task(str(folder) if (folder / TASK_FILE).is_file() else card.model_id)
    return ModelPlace(folder, card, task)
