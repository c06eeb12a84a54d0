"""Cases whose outcome is known, and to whom they belong."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.runtime.fusion.case_inputs import RawCase

Cases = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class LabelledCases:
    """n cases.

    Attributes:
        labels: (n,) 1 where the outcome came.
        groups: (n,) the patient of each.
        marks: (n,) which of `mark_name` a case is of, for figures of a part of the cases; () without any.
    """

    raw: tuple[RawCase, ...]
    labels: Cases
    groups: Cases
    marks: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.raw)

    def take(self, cases: Cases) -> Self:
        """These cases, in that order."""
        return type(self)(
            tuple(self.raw[case] for case in cases),
            self.labels[cases],
            self.groups[cases],
            tuple(self.marks[case] for case in cases) if self.marks else (),
        )
