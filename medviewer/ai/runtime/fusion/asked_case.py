"""A patient's radiograph, notes and headers as inputs; a value in another unit is left out, and said.

A number is found by the names its recipe lists, whatever their case; the last one noted counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from medviewer.ai.runtime.fusion.case_inputs import (
    Floats,
    NumberInput,
    PartKind,
    PartPlan,
    RawCase,
    is_known,
)
from medviewer.ai.text.hashed_words import without_words
from medviewer.ai.text.tokens import keys_of, readable
from medviewer.domain.clinical_notes import LabValue
from medviewer.domain.fused_answer import FusionRequest
from medviewer.words import Message, message

# How units are written beside UCUM; what is not listed must be written as the recipe has it.
SAME_UNITS = {
    "mmhg": "mm[hg]",
    "°c": "cel",
    "c": "cel",
    "years": "a",
    "y": "a",
    "10^9/l": "10*9/l",
    "10⁹/l": "10*9/l",
    "x10^9/l": "10*9/l",
    "×10^9/l": "10*9/l",
    "×10⁹/l": "10*9/l",
}
AS_READ = {
    "a": "y",
    "Cel": "°C",
    "mm[Hg]": "mmHg",
    "10*9/L": "10⁹/L",
}  # UCUM as it is written on paper
FROM_UNITS = {("mg/dl", "mg/l"): 10.0, ("10*3/ul", "10*9/l"): 1.0, ("/ul", "10*9/l"): 0.001}


@dataclass(frozen=True, slots=True)
class AskedCase:
    """What was found of the request; `notes` say what could not be taken."""

    case: RawCase
    notes: tuple[Message, ...] = ()


def asked_case(
    request: FusionRequest, parts: Sequence[PartPlan], features: Floats | None
) -> AskedCase:
    """The request as `parts` read it."""
    numbers: dict[str, float] = {}
    notes: list[Message] = []
    if request.age_years is not None:
        numbers["age"] = request.age_years
    for number in _numbers(parts):
        for value in request.notes.values:
            found = taken(number, value)
            if isinstance(found, Message):
                notes.append(found)
            elif found is not None:
                numbers[number.name] = found
    choices = {"sex": request.sex} if request.sex else {}
    return AskedCase(RawCase(features, numbers, choices, request.notes.text), tuple(notes))


def taken(number: NumberInput, value: LabValue) -> float | Message | None:
    """The value in the input's unit; None where it is another quantity; why it cannot be taken."""
    name = value.name.strip().casefold()
    known = {number.name.replace("_", " "), number.label.casefold(), *number.names, number.name}
    if name not in known or value.value is None:
        return None
    stated, wanted = _canonical(value.unit), _canonical(number.unit)
    if stated in ("", wanted):
        return value.value
    if (stated, wanted) in FROM_UNITS:
        return value.value * FROM_UNITS[stated, wanted]
    return message(
        "Fused answer",
        "{name} is stated in {unit} and the model knows it in {wanted}: it was left out.",
        name=number.label,
        unit=value.unit,
        wanted=number.unit,
    )


def used_inputs(part: PartPlan, case: RawCase) -> tuple[str, ...]:
    """What is known of a table, in words."""
    told = []
    for each in part.inputs:
        if not is_known(each, case):
            continue
        if isinstance(each, NumberInput):
            unit = AS_READ.get(each.unit, each.unit)
            told.append(f"{each.label} {case.numbers[each.name]:g} {unit}".strip())
        else:
            told.append(f"{each.label} {case.choices[each.name]}")
    return tuple(told)


def missing_inputs(part: PartPlan, case: RawCase) -> tuple[str, ...]:
    """The labels of what is not known of a table."""
    return tuple(each.label for each in part.inputs if not is_known(each, case))


def hidden_words(part: PartPlan, text: str) -> int:
    """How many words of a text are not read since they tell the outcome."""
    if part.kind is not PartKind.TEXT:
        return 0
    left = without_words(text, part.hidden_stems)
    return len(keys_of(readable(text).text)) - len(keys_of(left))


def _numbers(parts: Sequence[PartPlan]) -> list[NumberInput]:
    found = {number.name: number for part in parts for number in part.numbers}
    return list(found.values())


def _canonical(unit: str) -> str:
    folded = unit.strip().casefold().replace("µ", "u").replace("μ", "u").replace(" ", "")
    return SAME_UNITS.get(folded, folded)
