"""A small made plan of three parts, for tests."""

import numpy as np

from medviewer.ai.runtime.fusion.case_inputs import (
    ChoiceInput,
    Encoded,
    NumberInput,
    PartKind,
    PartPlan,
    RawCase,
    encoded,
)

IMAGE = PartPlan("image", PartKind.PICTURE, size=2)
VALUES = PartPlan(
    "values",
    PartKind.TABLE,
    numbers=(
        NumberInput("age", "Age", "a", mean=50.0, scale=10.0),
        NumberInput("crp", "CRP", "mg/L", is_log=True, mean=0.0, scale=1.0),
    ),
    choices=(ChoiceInput("sex", "Sex", ("M", "F")),),
)
TEXT = PartPlan("text", PartKind.TEXT, size=2, buckets=8, hidden_stems=("icu",))
PARTS = (IMAGE, VALUES, TEXT)
ARRAYS = {
    "image.mean": np.zeros(3, np.float32),
    "image.axes": np.eye(2, 3, dtype=np.float32),
    "text.mean": np.zeros(8, np.float32),
    "text.axes": np.eye(2, 8, dtype=np.float32),
    "text.rarity": np.ones(8, np.float32),
}


def cases() -> list[RawCase]:
    """One of whom everything is known, and one of each part alone; of the last nothing."""
    picture = np.array([1.0, 2.0, 3.0], np.float32)
    return [
        RawCase(picture, {"age": 70.0, "crp": np.e}, {"sex": "F"}, "fever and cough"),
        RawCase(features=picture),
        RawCase(numbers={"age": 70.0}),
        RawCase(text="fever"),
        RawCase(text="ICU"),
    ]


def given() -> Encoded:
    return encoded(PARTS, ARRAYS, cases())
