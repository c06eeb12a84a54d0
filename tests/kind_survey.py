"""How the guard names DICOM series nobody trained it on: `python -m tests.kind_survey [SHARED]`.

Prints a line a series and writes what came out into the card of `image_kind`. These series are a report:
nothing of the network, its statistics or its thresholds was chosen on them.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from medviewer import paths
from medviewer.ai.card_writer import write_card
from medviewer.ai.catalog import CARD, load_card
from medviewer.ai.evaluation.phantoms import wilson_interval
from medviewer.ai.guard.glance import glance_at
from medviewer.ai.guard.seen_kind import FOREIGN, SeenKind
from medviewer.ai.runtime.image_kinds import MODEL_ID, ImageKinds, load_image_kinds
from medviewer.dicom import scanner
from medviewer.dicom.pixels import stacks, volumes
from medviewer.domain.model_card import Metric
from medviewer.domain.study import DisplaySet
from medviewer.domain.volume import Images
from medviewer.progress import CancelToken, ignore_progress
from tests.shared_folder import WHY_MISSING, find_shared

OTHER = "other"
FILMS = ("chest_xray", "hand_xray", "turned_chest_xray", "inverted_chest_xray")
KINDS_OF = {
    "CR": FILMS,
    "DX": FILMS,
    "CT": ("chest_ct", "abdomen_ct", "head_ct"),
    "MR": ("brain_mr", "breast_mr"),
}
SMALLEST_PX = 48
# What each place below data/dicom shows, as its maker says or as is plain to see.
TRUTH = {
    "ct_thorax/lidc_idri_0314_every4th": "chest_ct",
    "../labelled/dicom_lidc_ct/LIDC-IDRI-0001.zip": "chest_ct",
    "transfer_syntaxes/ctimage": "chest_ct",
    "sr_seg/dcmqi_ct3slice": "abdomen_ct",
    "transfer_syntaxes/jpeg2000": "head_ct",
    "mr_brain": "brain_mr",
    "mammo_cr_dx/cxr.dcm": "chest_xray",
    "mr_wrist": OTHER,
    "multimodality_rt/STS_008": OTHER,
    "overlays_palette": OTHER,
    "sr_seg/paramap": OTHER,
    "geometry/mixed_orientation_mr": OTHER,
    "mammo_cr_dx/CR-ModalitySequenceLUT.dcm": OTHER,
    "mammo_cr_dx/RG3_J2KR.dcm": OTHER,
    "mammo_cr_dx/dx_image.dcm": OTHER,
}
FIGURE = "kind named right, given the modality"


@dataclass(frozen=True, slots=True)
class Named:
    """A series, what it shows, and what the guard makes of it, given its modality."""

    name: str
    truth: str
    likeliest: str
    strangeness: float

    @property
    def is_right(self) -> bool:
        """A series is no known kind where "other" is likeliest, or where it is foreign to the likeliest."""
        is_foreign = self.likeliest == OTHER or self.strangeness > FOREIGN
        return (
            is_foreign if self.truth == OTHER else (self.likeliest == self.truth and not is_foreign)
        )

    def __str__(self) -> str:
        verdict = "right" if self.is_right else "WRONG"
        return f"{self.name:44}{self.truth:12}{self.likeliest:22}{self.strangeness:6.2f}  {verdict}"


def survey(dicom: Path, kinds: ImageKinds) -> Iterator[Named]:
    """One line a display set."""
    for place, truth in TRUTH.items():
        for modality, display_set in _display_sets(dicom / place):
            if truth != OTHER and truth not in KINDS_OF[modality]:
                continue  # a neighbour in the same folder
            seen = kinds.judge(glance_at(_images(display_set)))
            first = display_set.frames[0].instance.path.name
            yield _named(f"{Path(place).name}/{first}"[:42], truth, seen, modality)


def _named(name: str, truth: str, seen: SeenKind, modality: str) -> Named:
    known = (OTHER, *KINDS_OF[modality])
    likeliest = max(known, key=lambda kind: seen.shares[kind])
    return Named(name, truth, likeliest, seen.strangeness.get(likeliest, 0.0))


def _display_sets(place: Path) -> Iterator[tuple[str, DisplaySet]]:
    with tempfile.TemporaryDirectory() as unpacked:
        found = scanner.scan(
            [place], Path(unpacked), CancelToken(), ignore_progress, lambda update: None
        )
        for study in found.studies:
            for series in study.series:
                if series.modality in KINDS_OF:
                    yield from ((series.modality, e) for e in series.display_sets if _is_fit(e))


def _is_fit(display_set: DisplaySet) -> bool:
    is_grey = not any(frame.is_colour for frame in display_set.frames)
    return is_grey and display_set.frames[0].rows >= SMALLEST_PX


def _images(display_set: DisplaySet) -> Images:
    load = stacks.load_stack if display_set.geometry is None else volumes.load_volume
    return load(display_set, CancelToken(), ignore_progress)


def as_metric(series: list[Named], of_what: str) -> Metric:
    """How many were named right, and which were not."""
    right = sum(each.is_right for each in series)
    wrong = ", ".join(
        f"{each.name} (taken for {each.likeliest})" for each in series if not each.is_right
    )
    data = (
        f"{len(series)} DICOM series of {of_what}, none trained or tuned on; wrong: {wrong or '-'}"
    )
    low, high = (round(bound, 4) for bound in wilson_interval(right, len(series)))
    return Metric("network", FIGURE, round(right / len(series), 4), low, high, data)


def main(arguments: list[str]) -> int:
    shared = Path(arguments[0]) if arguments else find_shared()
    kinds = load_image_kinds(torch.device("cpu"))
    if shared is None or kinds is None:
        print(f"kind survey: nothing was looked at, {WHY_MISSING}", file=sys.stderr)
        return 2
    series = []
    for named in survey(shared / "data" / "dicom", kinds):
        print(named, flush=True)
        series.append(named)
    known = as_metric([each for each in series if each.truth != OTHER], "kinds it knows")
    others = as_metric(
        [each for each in series if each.truth == OTHER], "other body parts, to be “other”"
    )
    file = paths.models() / MODEL_ID / CARD
    card = load_card(file)
    kept = tuple(metric for metric in card.metrics if metric.name != FIGURE)
    write_card(replace(card, metrics=(*kept, known, others)), file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
