"""The shapes of the sample makers in conftest."""

from collections.abc import Callable
from typing import Protocol

from medviewer.domain.finding import Finding
from medviewer.domain.study import Study

MakeFinding = Callable[[str, float], Finding]


class MakeStudy(Protocol):
    def __call__(self, count: int, study_uid: str = "1.2") -> Study: ...
