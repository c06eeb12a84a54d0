"""Cards of models of CT, MR and radiographs, as the guard reads them."""

import dataclasses

from medviewer.domain.model_card import Applicability, ModelCard
from medviewer.domain.model_trust import NetworkSpec
from medviewer.domain.unit import Unit

CARD = ModelCard(
    model_id="sample",
    version="1",
    title="Sample",
    analyzer="sample",
    intended_use="",
    labels=("lesion",),
    weights_file="weights.safetensors",
    weights_sha256="",
    score_threshold=0.5,
    is_calibrated=False,
    applicability=Applicability(
        ("CT",), ("CHEST",), 1, 5.0, 5.0, Unit.HU, image_kinds=("chest_ct",)
    ),
    sources=(),
    metrics=(),
    limits=(),
    licence="",
)


def ct_card() -> ModelCard:
    return CARD


def mr_card() -> ModelCard:
    rules = Applicability(("MR",), ("BRAIN",), 1, 5.0, 5.0, Unit.NONE, image_kinds=("brain_mr",))
    return dataclasses.replace(CARD, applicability=rules)


def film_card(input_size: tuple[int, int] = (28, 28)) -> ModelCard:
    rules = Applicability(
        ("CR", "DX"),
        ("CHEST",),
        1,
        5.0,
        5.0,
        Unit.NONE,
        needs_volume=False,
        image_kinds=("chest_xray",),
    )
    network = NetworkSpec("small_cnn", input_size)
    return dataclasses.replace(CARD, applicability=rules, network=network)
