"""Studies and series in words, as every list of them writes them."""

import re
from collections.abc import Iterable

from medviewer.domain.dicom_object import DicomObject
from medviewer.domain.study import DisplaySet, Patient, Series, Study
from medviewer.domain.study_index import IndexedSeries, IndexedStudy
from medviewer.gui.translation import Translator
from medviewer.words import Message, mark, message

HIDDEN = "•••••"
DATE = re.compile(r"([0-9]{4})\.?([0-9]{2})\.?([0-9]{2})")  # dotted before DICOM 3.0
UNBROKEN = "\N{NO-BREAK SPACE}"
# What the standard's long names of SOP classes are called where there is little room.
SHORT_KINDS = {
    "SR": mark("Library", "Structured report"),
    "SEG": mark("Library", "Segmentation"),
    "PR": mark("Library", "Presentation state"),
    "KO": mark("Library", "Key images"),
    "RTSTRUCT": mark("Library", "RT structure set"),
    "RTPLAN": mark("Library", "RT plan"),
    "RTDOSE": mark("Library", "RT dose"),
    "DOC": mark("Library", "Document"),
    "ECG": mark("Library", "ECG"),
    "RWV": mark("Library", "Real world values"),
    "REG": mark("Library", "Registration"),
}


def study_text(study: Study, *, is_named: bool = True) -> str:
    """Patient on the first line, date and description on the second, where there is either."""
    facts = dotted((date_text(study.study_date), study.marked_description))
    return "\n".join(line for line in (who(study.patient, is_named=is_named), facts) if line)


def who(patient: Patient, *, is_named: bool = True) -> str:
    """The name; dots while the reader wants no identity on the screen."""
    return (patient.patient_name or patient.patient_id or "—") if is_named else HIDDEN


def patient_facts(patient: Patient, *, is_named: bool = True) -> str:
    """ID, birth date and sex, as far as they are known and may be shown."""
    if not is_named:
        return patient.sex
    patient_id = patient.patient_id if patient.patient_name else ""
    return dotted((patient_id, date_text(patient.birth_date), patient.sex))


def listed_study_facts(study: IndexedStudy, words: Translator) -> str:
    """`CT/PT/SR · 3 series · 512 images`; images come before what was made from them."""
    series = (
        message("Library", "1 series")
        if study.series_count == 1
        else message("Library", "{count} series", count=study.series_count)
    )
    images = words(image_count(study.image_count)) if study.image_count else ""
    modalities = sorted(study.modalities, key=lambda modality: (modality in SHORT_KINDS, modality))
    return dotted(("/".join(modalities), words(series), images))


def listed_series_facts(series: IndexedSeries, words: Translator) -> str:
    """`CT 3 · 120 images · CHEST`; of what is no image, what it is."""
    number = "" if series.series_number is None else f" {series.series_number}"
    what = words(kind_text(series.modality, series.object_kind)) if series.object_kind else ""
    images = words(image_count(series.image_count)) if series.image_count else ""
    return dotted((f"{series.modality}{number}", what, images, series.body_part_examined))


def kind_text(modality: str, kind: str) -> Message:
    """What an object that is no image is called; the standard's own name where there is no shorter one."""
    return message("Library", SHORT_KINDS.get(modality, kind.replace("{", "").replace("}", "")))


def object_text(listed: DicomObject) -> str:
    """`Liver · Segmentation Storage · 3`: its own title, what it is, its number."""
    number = "" if listed.instance_number is None else str(listed.instance_number)
    return dotted((listed.description, listed.kind, number))


def series_text(series: Series, display_set: DisplaySet, words: Translator) -> str:
    """`CT 3 · Thorax 1.5 mm`, then how many images and of what."""
    number = "" if series.series_number is None else f" {series.series_number}"
    phase, label = display_set.phase, display_set.label
    phases = ""
    if phase is not None and phase.is_one_of_many:
        label = label.removesuffix(phase.label).strip()
        phases = words(message("Browser", "{count} phases", count=phase.count))
    elif phase is not None and phase.label:  # `3 s` stays on one line
        label = label.replace(phase.label, phase.label.replace(" ", UNBROKEN))
    described = dotted((f"{series.modality}{number}", series.series_description, label))
    scout = words(message("Browser", "localizer")) if display_set.is_localizer else ""
    images = words(image_count(len(display_set.source_frames)))
    return described + "\n" + dotted((phases, images, series.body_part_examined, scout))


def date_text(date: str) -> str:
    """DICOM's `20260131`, or the older `2026.01.31`, as `2026-01-31`; zeros are none; the rest as it is."""
    if not date.strip("0."):
        return ""
    found = DATE.fullmatch(date)
    return "-".join(found.groups()) if found else date


def image_count(count: int) -> Message:
    if count == 1:
        return message("Browser", "1 image")
    return message("Browser", "{count} images", count=count)


def object_count(count: int) -> Message:
    if count == 1:
        return message("Browser", "1 object, no images")
    return message("Browser", "{count} objects, no images", count=count)


def dotted(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)
