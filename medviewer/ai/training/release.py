"""Writes what a model is shipped as: its weights and the card that describes exactly them."""

import json
from dataclasses import asdict
from pathlib import Path

from safetensors.torch import save

from medviewer.ai.networks.slice_cnn import SliceCNN
from medviewer.ai.runtime.weights import sha256
from medviewer.ai.training.evaluate import Evaluation
from medviewer.domain.model_card import Metric

CARD_FILE, WEIGHTS_FILE = "card.toml", "weights.safetensors"


def write_release(
    folder: Path, network: SliceCNN, evaluation: Evaluation, kept_metrics: tuple[Metric, ...] = ()
) -> Path:
    """Write weights and card into `folder`; returns the card's path.

    Args:
        kept_metrics: figures measured elsewhere on these very weights, listed after the patch figures.
    """
    folder.mkdir(parents=True, exist_ok=True)
    data = save({name: value.cpu().contiguous() for name, value in network.state_dict().items()})
    (folder / WEIGHTS_FILE).write_bytes(data)
    card = folder / CARD_FILE
    card.write_text(card_text(sha256(data), evaluation, kept_metrics), encoding="utf-8")
    return card


def card_text(weights_sha256: str, evaluation: Evaluation, more: tuple[Metric, ...] = ()) -> str:
    """The card as TOML: the words below, this run's figures and the weights' hash."""
    head = _CARD
    for name, value in (
        ("sha256", weights_sha256),
        ("threshold", repr(evaluation.score_threshold)),
        ("fit", f"{evaluation.fit_count:,}"),
        ("selection", f"{evaluation.selection_count:,}"),
    ):
        head = head.replace(f"{{{name}}}", value)
    return head + "".join(_table("metrics", metric) for metric in evaluation.metrics + more)


def _table(name: str, metric: Metric) -> str:
    # A JSON string or number is also a TOML one.
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in asdict(metric).items()
    ]
    return f"\n[[{name}]]\n" + "\n".join(lines) + "\n"


_CARD = '''# Written by `medviewer train chest_ct_nodules`; the figures belong to the weights with this hash.
model_id = "chest_ct_nodules"
version = "1.0"
title = "Chest CT nodules"
analyzer = "chest_ct_nodules"
intended_use = """\
Proposes places in a chest CT that look like solid lung nodules of 5 to 30 mm, for a reader who looks at \
every image anyway. For research and education; not a medical device; not to rule anything out."""
labels = ["lung_nodule"]
weights_file = "weights.safetensors"
weights_sha256 = "{sha256}"
score_threshold = {threshold}
is_calibrated = false
licence = "Apache-2.0"
limits = [
  "A score is not a probability: it has not been calibrated on whole scans.",
  "The figures on patches say how well a given place is judged, not how many nodules of a patient are found.",
  "Whole-scan figures are from phantoms (computed scans with round nodules), not from patients.",
  "Nothing below the score threshold or 4 mm is reported; there is no second list.",
  "Made for solid nodules: ground-glass, part-solid and cavitating ones may be missed.",
  "A place must also look like a nodule in the two upright planes; this is weaker where slices are thick.",
  "Slices more than 5 mm apart and pixels above 1 mm are refused; tilted scans were not tested.",
  "Scars, lymph nodes, vessels running through few slices and rib ends are known false positives.",
  "The score is explained by class maps of the axial slices; the upright planes can only veto a place.",
]

[applicability]
modalities = ["CT"]
body_parts = ["CHEST", "THORAX", "LUNG"]
min_slices = 10
max_slice_spacing_mm = 5.0
max_pixel_spacing_mm = 1.0
unit = "HU"
orientation = "axial"

[display_window]
center = -600.0
width = 1500.0

[[sources]]
name = "LUNA16 candidate patches (LIDC-IDRI), from the repository swethasubramanian/LungCancerDetection"
licence = "CC BY 3.0"
attribution = """\
Armato SG et al., The Lung Image Database Consortium and Image Database Resource Initiative, Med Phys 2011; \
Setio AAA et al., LUNA16, Med Image Anal 2017."""
note = """\
{fit} patches were fitted to and {selection} chose epoch and threshold; both are of the official training \
part, divided by index with gaps of 2,000 rows so that no scan is on two sides. Scan LIDC-IDRI-0001 \
(candidate_index 146699-146984) was left out and is unseen. The official validation part was used for \
neither."""
'''
