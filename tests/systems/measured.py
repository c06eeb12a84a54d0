"""What a row of the table found: read from the JSON of `medviewer evaluate`, kept in one file."""

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from medviewer import paths
from tests.systems.rows import PrivacyLine, SystemRow

FIGURES = {
    "auc": "AUC",
    "macro_auc": "macro AUC",
    "dice": "Dice",
    "map": "MAP",
    "micro_f1": "micro-F1",
    "macro_f1": "macro-F1",
    "accuracy": "accuracy",
    "c_index": "C-index",
    "c_index_harrell": "C-index (Harrell)",
    "recall_10": "recall@10",
    "psnr": "PSNR, dB",
    "psnr_db": "PSNR, dB",
    "fd_own": "Fréchet distance, own features",
    "frechet_distance": "Fréchet distance, own features",
}
FLOORS = ("real_images", "real images")  # what no generator can be better than
OUT_OF_FOLD = "out of fold"  # what `survival` has in place of a val split
SMALLER_IS_BETTER = ("fd_own", "frechet_distance", "brier", "integrated_brier")


@dataclass(frozen=True, slots=True)
class Figure:
    """One subject's figure; an interval that is not defined is NaN."""

    subject: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A row's result.

    Attributes:
        data: the set, by its folder.
        count: cases of the split; `groups` of independent ones, 0 where each is.
        figure: short name of the figure that is stated.
        ours: of what learns; it answers by default, unless the rival is better.
        rival: the best of what it is held against; None without one.
    """

    row_id: str
    title: str
    data: str
    split: str
    count: int
    groups: int
    figure: str
    ours: Figure
    rival: Figure | None
    published: str
    is_shipped: bool


def of_evaluation(row: SystemRow, found: dict[str, Any], title: str, published: str) -> Measured:
    """The row's line from the JSON of its evaluation."""
    figure = row.headline.figure if row.headline else str(found["headline"])
    ours = _ours(row, found, figure)
    models = found["baselines"]["models"].items()
    rivals = [
        _figure(name, each[figure])
        for name, each in models
        if figure in each and name not in FLOORS
    ]
    return Measured(
        row.row_id,
        title,
        row.folder or "several sets",
        OUT_OF_FOLD if row.model == "survival" else str(found["split"]),
        int(found["n"]),
        int(found.get("groups") or 0),
        _of_classes(figure, found),
        ours,
        _best([each for each in rivals if math.isfinite(each.value)], figure),
        row.headline.published if row.headline else published * row.has_published,
        row.is_shipped,
    )


def _of_classes(figure: str, found: dict[str, Any]) -> str:
    """Of more than two classes the area is their mean, and the table says so."""
    is_mean = figure == "auc" and len(found.get("classes", ())) > 2
    return "macro_auc" if is_mean else figure


def _ours(row: SystemRow, found: dict[str, Any], figure: str) -> Figure:
    """Of what learns: the default, or the best of its kind where a simple rival answers by default."""
    default, subjects = str(found.get("default", "network")), found.get("subjects", {})
    if row.subject:
        return _figure(row.subject, subjects[row.subject]["metrics"][figure])
    if subjects.get(default, {}).get("kind") == "baseline":
        learnt = [
            _figure(name, each["metrics"][figure])
            for name, each in subjects.items()
            if each["kind"] in ("network", "ensemble") and figure in each["metrics"]
        ]
        best = _best([each for each in learnt if math.isfinite(each.value)], figure)
        if best is not None:
            return best
    figures = found["metrics"] | found.get("localisation", {})
    return _figure(default, figures[figure])


def of_privacy(row: SystemRow, line: PrivacyLine, found: dict[str, Any]) -> Measured:
    """The row's line from the JSON of `medviewer privacy`."""
    lines = {each["name"]: each["figures"]["auc"] for each in found["rows"]}
    return Measured(
        row.row_id,
        line.title,
        row.folder,
        str(found["split"]),
        int(found["n"]),
        0,
        "auc",
        _figure(line.name, lines[line.name]),
        _figure(line.rival, lines[line.rival]),
        line.published,
        row.is_shipped,
    )


def kept_file() -> Path:
    """Where what was measured last is kept; the viewer's help and the README are written from it."""
    return paths.systems() / "measured.json"


def kept() -> dict[str, Measured]:
    """What was measured last, by row."""
    file = kept_file()
    if not file.is_file():
        return {}
    return {each["row_id"]: _read(each) for each in json.loads(file.read_text(encoding="utf-8"))}


def keep(measured: dict[str, Measured]) -> None:
    """In the order given."""
    text = json.dumps([asdict(each) for each in measured.values()], indent=1, ensure_ascii=False)
    kept_file().write_text(text + "\n", encoding="utf-8", newline="\n")


def _read(plain: dict[str, Any]) -> Measured:
    rival = plain["rival"]
    figures = {"ours": Figure(**plain["ours"]), "rival": Figure(**rival) if rival else None}
    return Measured(**(plain | figures))


def _figure(subject: str, found: dict[str, Any]) -> Figure:
    value, low, high = (found[key] for key in ("value", "low", "high"))
    return Figure(subject, *(math.nan if each is None else each for each in (value, low, high)))


def _best(rivals: list[Figure], figure: str) -> Figure | None:
    if not rivals:
        return None
    choose = min if figure in SMALLER_IS_BETTER else max
    return choose(rivals, key=lambda each: each.value)
