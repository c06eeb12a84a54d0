"""An inspection for people to read in a terminal: one paragraph a study, a line a display set."""

from collections.abc import Iterator

from medviewer.cli.inspection import DisplaySetFacts, Inspection, SeriesFacts, StudyFacts
from medviewer.cli.object_lines import object_lines


def as_table(inspection: Inspection) -> str:
    return "\n".join(_lines(inspection))


def _lines(inspection: Inspection) -> Iterator[str]:
    for study in inspection.studies:
        yield from _study(study)
    if not inspection.studies:
        yield "Nothing readable was found."
    if inspection.unreadable:
        yield f"Left out or not decoded: {len(inspection.unreadable)}"
    for problem in inspection.unreadable:
        yield f"  {problem.file}: {problem.reason}"


def _study(study: StudyFacts) -> Iterator[str]:
    who = " · ".join(filter(None, (study.patient_name or "(no name)", study.patient_id)))
    yield f"{who} · {study.study_date or 'no date'} · study {study.study_instance_uid}"
    for series in study.series:
        yield from _series(series)
    yield ""


def _series(series: SeriesFacts) -> Iterator[str]:
    described = " ".join(filter(None, (series.modality or "?", series.description)))
    yield f"  {described} · series {series.series_instance_uid}"
    for facts in series.display_sets:
        yield f"    {_display_set(facts)}"
        for probe in facts.probes or ():
            yield f"      {','.join(f'{mm:g}' for mm in probe.lps)} mm: {_number(probe.value)}"
        for line in object_lines(facts.object or {}):
            yield f"      {line}"
        for warning in facts.warnings:
            yield f"      {warning}"


def _display_set(facts: DisplaySetFacts) -> str:
    size = f"{facts.frames} × {facts.rows}×{facts.columns}" if facts.rows else ""
    known = [f"{mm:.4g}" for mm in facts.spacing_mm or () if mm is not None]
    spacing = " × ".join(known) + " mm" if known else ""
    values = ""
    if facts.min is not None:
        values = f"{_number(facts.min)} … {_number(facts.max)}, mean {_number(facts.mean)}"
    unit = f"{facts.unit}" if facts.unit and values else ""
    parts = (facts.kind, size, spacing, facts.photometric, f"{values} {unit}".strip(), facts.id)
    return " · ".join(filter(None, parts))


def _number(value: float | tuple[float, ...] | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, tuple):
        return "/".join(f"{one:g}" for one in value)
    return f"{value:.6g}"
