"""Judges the model of a run folder and writes what was found into its card; ends training and ensembling."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.cli.progress_line import ProgressLine
from medviewer.errors import NothingToOpen
from medviewer.progress import Progress
from medviewer.words import Message, message

if TYPE_CHECKING:
    from medviewer.ai.evaluation.evaluate import Evaluation


def judge(folder: Path, data: Path, device: str) -> "Evaluation":
    """Calibrate, choose thresholds, measure on `val` beside the baselines; the card is written anew.

    Raises:
        InputError: the data lacks the training part or `val`.
    """
    from medviewer.ai.evaluation.model_place import find_place
    from medviewer.ai.evaluation.release import judge_run
    from medviewer.ai.runtime.device import pick_device
    from medviewer.ai.runtime.image_model import ImageModel

    place = find_place(str(folder))
    model = ImageModel.load(place.card, place.folder, pick_device(device))
    with ProgressLine() as line:
        return judge_run(model, place, data, lambda name: line(Progress(stage(name), 0, 1)))


def judge_where_possible(folder: Path, data: Path, device: str) -> "Evaluation | None":
    """As `judge`; without `val` the card stays unjudged, and a line says so."""
    try:
        return judge(folder, data, device)
    except NothingToOpen as error:
        print(f"not judged: {error}", file=sys.stderr)
        return None


def stage(name: str) -> Message:
    return message("Evaluation", "Measuring {name}", name=name)
