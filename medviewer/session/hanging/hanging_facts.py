"""What hanging protocols ask of studies and display sets, from their headers."""

from collections.abc import Iterable
from dataclasses import dataclass

from medviewer.domain.hanging_protocol import Facts
from medviewer.domain.patient_identity import is_same_patient
from medviewer.domain.study import DisplaySet, Series, Study
from medviewer.imaging.orientation import slice_orientation_name
from medviewer.session.images.series_order import is_listed

SHORT_ECHO_MS, LONG_ECHO_MS = 30.0, 70.0  # T1 below, T2 above; in spin echo, at 1.5 and 3 T
SHORT_REPETITION_MS, LONG_REPETITION_MS = 1000.0, 2000.0
FLUID_INVERSION_MS = 1500.0  # the inversion that nulls fluid, not fat (STIR has about 150 ms)
FEW, MANY = 3, 20  # images of a localizer or a key series; of a volume


def study_facts(study: Study, prior: Study | None) -> Facts:
    """`modality`, `words`, `prior` (yes or no)."""
    texts = [study.study_description]
    for series in study.series:
        texts += [series.body_part_examined, series.series_description, series.protocol_name]
    return {
        "modality": _values(series.modality for series in study.series if series.display_sets),
        "words": _values([" ".join(texts)]),
        "prior": _values(["yes" if prior is not None else "no"]),
    }


def display_set_facts(series: Series, display_set: DisplaySet) -> Facts:
    """`modality`, `words`, `plane`, `side`, `view`, `kind`, `count`, `weighting`, `contrast`, `localizer`."""
    first = display_set.frames[0]
    technique = first.instance.technique
    plane = slice_orientation_name(first.plane)
    kernel = first.acquisition.kernel or series.convolution_kernel
    texts = (series.series_description, series.protocol_name, series.body_part_examined, kernel)
    return {
        "modality": _values([series.modality]),
        "words": _values([" ".join((*texts, display_set.label))]),
        "plane": _values([str(plane) if plane is not None else ""]),
        "side": _values([technique.laterality or series.laterality]),
        "view": _values([technique.view_position]),
        "kind": _values([display_set.kind]),
        "count": _values([_count(display_set)]),
        "weighting": _values([_weighting(series, display_set)]),
        "contrast": _values(["yes" if series.contrast_bolus_agent else "no"]),
        "localizer": _values(["yes" if display_set.is_localizer else "no"]),
    }


def facts_of_all(study: Study) -> dict[str, Facts]:
    """Facts by display set id, in the study's order; phases of a group stand for one another."""
    return {
        display_set.display_set_id: display_set_facts(series, display_set)
        for series in study.series
        for display_set in series.display_sets
        if is_listed(display_set)
    }


@dataclass(frozen=True, slots=True)
class Comparison:
    """The examination that is read, and the one before that it is read beside, where there is one."""

    current: Study
    prior: Study | None


def comparison_of(study: Study, studies: Iterable[Study]) -> Comparison:
    """What a study is read beside: the patient's latest, where it is itself a prior; else its prior one.

    Which of two examinations is opened first is chance: the new one is the current one either way.
    """
    like = [other for other in studies if _is_like(study, other)]
    later = [other for other in like if _when(other) > _when(study)]
    if later:
        return Comparison(max(later, key=_when), study)
    earlier = [other for other in like if _when(other) < _when(study)]
    return Comparison(study, max(earlier, key=_when, default=None))


def _is_like(study: Study, other: Study) -> bool:
    """Whether both are of one patient, have images of one modality, and say of when they are."""
    mine = {series.modality for series in study.series}
    return (
        other.key != study.key
        and bool(other.study_date and study.study_date)
        and is_same_patient(other.patient, study.patient)
        and bool(mine & {series.modality for series in other.series if series.display_sets})
    )


def _when(study: Study) -> str:
    return study.study_date + study.study_time


def _count(display_set: DisplaySet) -> str:
    if display_set.count <= FEW:
        return "few"
    return "many" if display_set.count >= MANY else "some"


def _weighting(series: Series, display_set: DisplaySet) -> str:
    """What the times say of an MR image; names of series are searched as `words`."""
    if series.modality != "MR":
        return ""
    technique = display_set.frames[0].instance.technique
    echo = display_set.frames[0].acquisition.echo_time_ms or technique.echo_time_ms
    repetition, inversion = technique.repetition_time_ms, technique.inversion_time_ms
    if echo is None or repetition is None:
        return ""
    if inversion is not None and inversion >= FLUID_INVERSION_MS and echo >= LONG_ECHO_MS:
        return "flair"
    if echo <= SHORT_ECHO_MS and repetition <= SHORT_REPETITION_MS:
        return "t1"
    if echo >= LONG_ECHO_MS and repetition >= LONG_REPETITION_MS:
        return "t2"
    return ""


def _values(found: Iterable[str]) -> frozenset[str]:
    return frozenset(value.casefold() for value in found if value)
