"""Makes resources/codes/icd10cm_2019.tsv.gz: the ICD-10-CM codes, their texts, sections and chapters.

Source: CDC/NCHS and CMS, ICD-10-CM, full table of 2019 with the sections and chapters of 2026 (which name the
same categories); a work of the United States' government, in the public domain.
Usage: python packaging/code_table.py FOLDER_OF_THE_CSV_FILES
"""

import csv
import gzip
import sys
from pathlib import Path

from medviewer import paths

HEAD = (
    "# ICD-10-CM 2019 (CDC/NCHS, CMS), a work of the US government in the public domain;"
    " sections and chapters as of 2026."
)


def main(folder: Path) -> None:
    lines = [HEAD]
    lines += [f"@\t{row['chapter']}\t{row['description']}" for row in _rows(folder, "chapters")]
    lines += [
        f"%\t{row['section_range']}\t{row['chapter']}\t{_without_range(row['description'])}"
        for row in _rows(folder, "sections")
    ]
    sections = {row["ICD10-CM-CODE"]: row["section"] for row in _rows(folder, "categories")}
    with gzip.open(folder / "icd10cm_2019.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: row["code"]):
            mark = "*" if row["billable"] == "True" else ""
            line = f"{row['code']}{mark}\t{' '.join(row['long_desc'].split())}"
            lines.append(f"{line}\t{sections[row['code']]}" if len(row["code"]) == 3 else line)
    target = paths.codes() / "icd10cm_2019.tsv.gz"
    target.parent.mkdir(exist_ok=True)
    text = ("\n".join(lines) + "\n").encode("utf-8")
    target.write_bytes(gzip.compress(text, compresslevel=9, mtime=0))


def _rows(folder: Path, kind: str) -> list[dict[str, str]]:
    with (folder / f"icd10cm_{kind}_2026.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _without_range(text: str) -> str:
    return text.rpartition(" (")[0] or text


if __name__ == "__main__":
    main(Path(sys.argv[1]))
