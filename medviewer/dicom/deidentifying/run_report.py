"""The report that lies beside the copies, as JSON and as text: what was changed, and in how many files.

It travels with the copies, so it holds no old value and no path of an original: files that were left out are
counted there by reason, and named only to the reader.
"""

import json
from collections import Counter

from medviewer.domain.deidentification import DeidentificationReport
from medviewer.whole_files import not_written, whole_files

NAME = "deidentification"


def write_report(report: DeidentificationReport) -> None:
    """Write `deidentification.json` and `.txt` into the report's folder.

    Raises:
        ExportError: the folder or its disk refused.
    """
    try:
        with whole_files(report.folder) as beside:
            document = json.dumps(as_document(report), indent=2, ensure_ascii=False)
            (beside / f"{NAME}.json").write_text(document + "\n", encoding="utf-8")
            (beside / f"{NAME}.txt").write_text("\n".join(as_lines(report)), encoding="utf-8")
    except OSError as error:
        raise not_written(report.folder, error) from error


def as_document(report: DeidentificationReport) -> dict[str, object]:
    return {
        "profile": "DICOM PS3.15 Annex E, Basic Application Level Confidentiality Profile",
        "options": list(report.options.names),
        "files": report.written,
        "patients": report.patients,
        "studies": report.studies,
        "series": report.series,
        "files_with_boxes_blacked_out": report.cleaned_pixels,
        "attributes": [
            {
                "tag": each.tag,
                "keyword": each.keyword,
                "action": each.action,
                "files": each.files,
            }
            for each in report.changed
        ],
        "left_out": [{"reason": why, "files": count} for why, count in _reasons(report)],
        "possible_text_in_pixels": [
            {"file": each.name, "why": sorted(each.why), "lines_seen": len(each.places)}
            for each in report.warnings
        ],
    }


def as_lines(report: DeidentificationReport) -> list[str]:
    """The same for a reader."""
    lines = [
        "De-identified by DICOM PS3.15 Annex E, Basic Profile.",
        f"Options: {', '.join(report.options.names) or 'none'}",
        f"Files: {report.written} (patients {report.patients}, studies {report.studies}, "
        f"series {report.series}); boxes blacked out in {report.cleaned_pixels}",
        "",
        "Attributes changed (tag, keyword, what was done, files):",
    ]
    lines += [f"  {c.tag:9} {c.keyword:48} {c.action:14} {c.files}" for c in report.changed]
    if report.left_out:
        lines += ["", "Files left out:"]
        lines += [f"  {count} × {why}" for why, count in _reasons(report)]
    if report.warnings:
        lines += ["", "Text may stand in the pixels of these files; look at each of them:"]
        lines += [f"  {each.name} ({', '.join(sorted(each.why))})" for each in report.warnings]
    return [*lines, ""]


def _reasons(report: DeidentificationReport) -> list[tuple[str, int]]:
    return Counter(str(each.reason) for each in report.left_out).most_common()
