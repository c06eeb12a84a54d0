"""What `medviewer evaluate` measures besides the split: whole scans on phantoms, tests of explanations."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.cli.judging import stage
from medviewer.cli.progress_line import ProgressLine
from medviewer.progress import Progress

if TYPE_CHECKING:
    from medviewer.ai.evaluation.model_place import ModelPlace
    from medviewer.domain.model_card import Metric
    from medviewer.domain.model_trust import ExplanationTest


@dataclass(frozen=True, slots=True)
class Extras:
    """Both empty where they were not asked for."""

    whole_scans: "tuple[Metric, ...]" = ()
    explanations: "tuple[ExplanationTest, ...]" = ()

    def as_json(self) -> dict[str, object]:
        return {
            "whole_scans": [asdict(metric) for metric in self.whole_scans],
            "explanations": [asdict(row) for row in self.explanations],
        }

    def as_lines(self) -> Iterator[str]:
        if self.whole_scans:
            yield from ("", "Whole scans")
        for metric in self.whole_scans:
            bounds = f"{metric.value:.3f} [{metric.low:.3f}, {metric.high:.3f}]"
            yield f"  {metric.name:<52}{bounds}  {metric.data}"
        if self.explanations:
            yield from ("", "Explanations")
        for row in self.explanations:
            outcome = ("passed" if row.is_passed else "FAILED") if row.gate else "reported"
            yield f"  {row.method:<22}{row.name:<50}{row.value:<10.3f}{outcome:<10}{row.gate}".rstrip()


def measured_extras(place: "ModelPlace", arguments: argparse.Namespace) -> Extras:
    """What the command line asks for; into the card, too, where that is being written."""
    return Extras(
        _on_phantoms(place.folder, arguments) if arguments.phantoms else (),
        _explanations(arguments) if arguments.explanations is not None else (),
    )


def compare_explanations(place: "ModelPlace", rows: "tuple[ExplanationTest, ...]") -> int:
    """Name every row of the card, of methods examined now, not found again; 1 where there are any."""
    from medviewer.ai.evaluation.explanation_release import differences

    found = list(differences(place.card.explanation_tests, rows))
    for difference in found:
        print(difference, file=sys.stderr)
    return int(bool(found))


def _on_phantoms(folder: Path, arguments: argparse.Namespace) -> "tuple[Metric, ...]":
    from medviewer.ai.evaluation.phantom_release import phantom_figures, write_phantom_figures
    from medviewer.ai.runtime.device import pick_device

    device = pick_device(arguments.device)
    found = phantom_figures(
        folder, arguments.phantoms, device, lambda counts: print(counts, file=sys.stderr)
    )
    if arguments.write_card:
        write_phantom_figures(folder, found)
    return found


def _explanations(arguments: argparse.Namespace) -> "tuple[ExplanationTest, ...]":
    from medviewer.ai.evaluation.explanation_release import explanation_rows, write_explanations
    from medviewer.ai.evaluation.model_place import find_place
    from medviewer.ai.runtime.device import pick_device
    from medviewer.ai.runtime.image_model import ImageModel

    place = find_place(arguments.model)  # its calibration may have been written just now
    model = ImageModel.load(place.card, place.folder, pick_device(arguments.device))
    with ProgressLine() as line:
        rows = explanation_rows(
            model,
            place,
            arguments.data,
            arguments.split,
            lambda name: line(Progress(stage(name), 0, 1)),
            arguments.explanations,
        )
    if arguments.write_card:
        write_explanations(place.folder, rows)
    return rows
