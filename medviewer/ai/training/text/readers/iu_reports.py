"""Reads the Indiana University chest radiograph reports: their words, and the problems they were indexed by.

Open-i (Demner-Fushman et al., JAMIA 2016;23:304); `<split>.csv` with Problems (joined by ";"), findings,
impression and indication.
"""

from pathlib import Path

from medviewer.ai.text.tokens import keys_of
from medviewer.ai.training.readers.labelled_files import Row
from medviewer.ai.training.text.cases import TextCase
from medviewer.ai.training.text.tables import read_rows, set_folder
from medviewer.errors import InputError
from medviewer.words import message

FOLDER = "text_iu_cxr_reports"
NORMAL, ABNORMAL = "normal", "abnormal"
# The labels: what at least 50 of the 2,685 training reports were indexed by ("No Indexing": nothing fitted).
PROBLEMS = frozenset(
    {
        "normal", "Airspace Disease", "Aorta", "Aorta, Thoracic", "Atherosclerosis", "Calcified Granuloma",
        "Calcinosis", "Cardiomegaly", "Catheters, Indwelling", "Cicatrix", "Costophrenic Angle", "Deformity",
        "Density", "Diaphragm", "Fractures, Bone", "Granulomatous Disease", "Lung", "Markings",
        "No Indexing", "Nodule", "Opacity", "Pleural Effusion", "Pulmonary Atelectasis", "Scoliosis", "Spine",
        "Surgical Instruments", "Technical Quality of Image Unsatisfactory", "Thoracic Vertebrae",
    }
)  # fmt: skip
INPUTS = {
    "report": ("findings", "impression"),
    "report+indication": ("indication", "findings", "impression"),
    "indication": ("indication",),
}


def read_cases(
    data: Path, split: str, options: tuple[tuple[str, str], ...] = ()
) -> tuple[TextCase, ...]:
    """Every report of `<split>.csv` with those of `PROBLEMS` it has; reports of the same words are one group.

    Args:
        options: `input` "report", "report+indication", or "indication" alone, whose label is then only
            whether anything was found: what a request tells before the image is looked at.

    Raises:
        InputError: the table is not there or lacks a column, or the option is none of these.
    """
    chosen = dict(options).get("input", "report")
    if chosen not in INPUTS:
        raise InputError(
            message(
                "Training",
                "The option {name} cannot be “{value}”; it is one of {allowed}.",
                name="input",
                value=chosen,
                allowed=", ".join(INPUTS),
            )
        )
    name = f"{split}.csv"
    needed = ("Problems", *INPUTS[chosen])
    rows = read_rows(set_folder(data, FOLDER, name) / name, needed)
    return tuple(_case(row, chosen) for row in rows)


def _case(row: Row, chosen: str) -> TextCase:
    text = "\n".join(row[part].strip() for part in INPUTS[chosen] if row[part].strip())
    return TextCase(" ".join(keys_of(text)), text, "en", _labels(row["Problems"], chosen))


def _labels(joined: str, chosen: str) -> tuple[str, ...]:
    problems = tuple(dict.fromkeys(part.strip() for part in joined.split(";") if part.strip()))
    if chosen == "indication":
        return (NORMAL if problems == (NORMAL,) else ABNORMAL,)
    return tuple(problem for problem in problems if problem in PROBLEMS)
