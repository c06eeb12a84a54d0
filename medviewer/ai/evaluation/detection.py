"""The free-response figures of a detector on one labelled set: marks against the experts' boxes."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from medviewer.ai.evaluation.classification import Figures
from medviewer.ai.figures.discrimination import Labels
from medviewer.ai.figures.froc import (
    FALSE_POSITIVES_A_SCAN,
    ScanMarks,
    competition_metric,
    sensitivities,
)
from medviewer.ai.figures.intervals import Cases, intervals
from medviewer.ai.networks.centre_net import CentreOutput
from medviewer.ai.training.centres import marks_of
from medviewer.ai.training.samples import Samples

BATCH = 16


@torch.inference_mode()
def marks_on(
    members: Sequence[nn.Module], samples: Samples, device: torch.device
) -> tuple[ScanMarks, ...]:
    """Each image's marks by the mean of the members' maps; the image takes a scan's place.

    Raises:
        ValueError: the samples have no boxes to compare with.
    """
    if samples.boxes is None:
        raise ValueError("a detector is measured against boxes, and these samples have none")
    images, boxes = torch.from_numpy(samples.inputs()), torch.from_numpy(samples.boxes)
    found: list[ScanMarks] = []
    for batch, truth in zip(torch.split(images, BATCH), torch.split(boxes, BATCH), strict=True):
        outputs = [member.to(device).eval()(batch.to(device)) for member in members]
        found += marks_of(_mean(outputs), truth.to(device), samples.size[0])
    return tuple(found)


def detection_figures(marks: tuple[ScanMarks, ...], groups: Labels) -> Figures:
    """Sensitivity at 1/8 to 8 false positives an image, and their mean (CPM)."""

    def figures(cases: Cases) -> dict[str, float]:
        drawn = tuple(marks[case] for case in cases)
        found = zip(FALSE_POSITIVES_A_SCAN, sensitivities(drawn), strict=True)
        named = {f"sensitivity_at_{rate:g}_false_positives": value for rate, value in found}
        return {**named, "cpm": competition_metric(drawn)}

    return intervals(figures, groups)


def _mean(outputs: Sequence[CentreOutput]) -> CentreOutput:
    def mean(name: str) -> Tensor:
        return torch.stack([getattr(output, name) for output in outputs]).mean(dim=0)

    return CentreOutput(mean("heat"), mean("size"), mean("offset"))
