"""The images a model is asked about, as their headers describe them."""

from collections.abc import Callable
from dataclasses import dataclass

from medviewer.domain.model_card import ModelCard
from medviewer.domain.patient_age import age_years
from medviewer.domain.study import DisplaySet, Instance, Series, Study
from medviewer.words import Message

RADIOGRAPHS = {
    "CR",
    "DX",
    "RG",
}  # Modality of a projection on film, plate or detector (PS3.3 C.7.3.1.1.1)


@dataclass(frozen=True, slots=True)
class AskedImages:
    """A display set with the series and the study it is of."""

    study: Study
    series: Series
    display_set: DisplaySet

    @property
    def first(self) -> Instance:
        """The instance of the first frame."""
        return self.display_set.frames[0].instance

    @property
    def body_part(self) -> str:
        """Body Part Examined, else the anatomic region's meaning; upper case, "" where neither is stated."""
        return (self.series.body_part_examined or self.first.technique.anatomic_region).upper()

    @property
    def is_radiograph(self) -> bool:
        return self.series.modality in RADIOGRAPHS

    @property
    def patient_age_years(self) -> float | None:
        return age_years(self.study)


Question = Callable[[ModelCard, AskedImages], Message | None]
