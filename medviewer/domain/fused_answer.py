"""What a model that reads an image, clinical values and a text together is asked, and how it answers.

Every part may be missing: a part that is not there is left out, and nothing is taken for it.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.clinical_notes import NO_NOTES, ClinicalNotes
from medviewer.words import Message


@dataclass(frozen=True, slots=True, eq=False)
class FusionRequest:
    """A patient's radiograph, values and words, for one trained fusion model.

    Attributes:
        model_id: of an installed system of family "fusion".
        picture: `[row, column]` greys 0..255 as a reader sees them, reduced; None without a radiograph.
        sex: "M", "F" or "" where the headers do not say.
        subject: which of the model's subjects answers; "" for its default.
    """

    request_id: str
    model_id: str
    picture: NDArray[np.uint8] | None = field(default=None, repr=False)
    notes: ClinicalNotes = field(default=NO_NOTES, repr=False)  # no clinical text in any log
    age_years: float | None = None
    sex: str = ""
    subject: str = ""
    device: str = "auto"


@dataclass(frozen=True, slots=True)
class PartShare:
    """What one part of the input did to the answer.

    Attributes:
        name: "image", "values", "text" or another part the recipe names.
        is_read: whether the subject that answers looks at this part at all.
        contribution: signed, in logit; all of them and `FusedAnswer.bias` sum to `FusedAnswer.logit`.
        score_without: the score had this part been missing; None where it is missing.
        used: its inputs that were known, as a reader knows them ("CRP 120 mg/L").
        missing: its inputs that were not.
    """

    name: str
    is_present: bool
    is_read: bool
    contribution: float = 0.0
    score_without: float | None = None
    used: tuple[str, ...] = field(default=(), repr=False)
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class FusedAnswer:
    """The answer to a `FusionRequest`.

    Attributes:
        target: what the score speaks of, in the model's words ("intensive care").
        score: 0..1; a probability only where `tells_probabilities`.
        low, high: lowest and highest score of the members of the ensemble, or equal to `score` without one.
        logit: mean of the members'; `bias` is its part that no input moved.
        subject, subjects: who answered, and who could.
        is_exact: whether the contributions are the network's own sum; otherwise they are Shapley values over
            the parts, which sum as well.
    """

    request: FusionRequest
    model_version: str
    target: str
    score: float
    low: float
    high: float
    logit: float
    bias: float
    parts: tuple[PartShare, ...]
    subject: str
    subjects: tuple[str, ...]
    default: str
    is_exact: bool
    tells_probabilities: bool = False
    notes: tuple[Message, ...] = ()
