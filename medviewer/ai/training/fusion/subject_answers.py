"""What every subject says of cases, and what the gated network says with a part taken away or swapped."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.runtime.fusion.case_inputs import Encoded
from medviewer.ai.runtime.fusion.fused_model import FusedModel
from medviewer.ai.runtime.fusion.subjects import Subject
from medviewer.ai.training.fusion.labelled_cases import LabelledCases
from medviewer.ai.training.fusion.subject_list import ABLATION, GATED

SHUFFLES = 5  # draws of other patients' parts
SEED = 11
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Logits (draws, n) of one subject; `kind` as `SubjectPlan.kind`."""

    name: str
    kind: str
    logits: Numbers


def subject_answers(model: FusedModel, cases: LabelledCases) -> list[Answers]:
    """Of every subject in the plan's order, then the gated network's ablations."""
    given = model.encoded(list(cases.raw))
    found = [
        Answers(plan.name, plan.kind, _logits(model.subjects[plan.name], given))
        for plan in model.plan.subjects
    ]
    gated = model.subjects.get(GATED)
    if gated is None or len(gated.parts) < 2:
        return found
    for part in gated.parts:
        found.append(
            Answers(f"{GATED} without {part}", ABLATION, _logits(gated, given.without(part)))
        )
    strangers = _strangers(cases.groups)
    for part in gated.parts:
        drawn = [_logits(gated, given.swapped(part, others))[0] for others in strangers]
        found.append(Answers(f"{GATED}, {part} shuffled", ABLATION, np.stack(drawn)))
    return found


def _logits(subject: Subject, given: Encoded) -> Numbers:
    mean: Numbers = subject.logits(given).mean(axis=0)
    return mean[None]


def _strangers(groups: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """`SHUFFLES` times, for each case one of another patient; itself where there is no other."""
    random = np.random.default_rng(SEED)
    others = [np.flatnonzero(groups != group) for group in groups]
    return [
        np.array([random.choice(o) if len(o) else own for own, o in enumerate(others)])
        for _ in range(SHUFFLES)
    ]
