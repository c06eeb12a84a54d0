"""The table of all systems as Markdown, and the pages it stands on."""

import math
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from medviewer import paths
from tests.systems.measured import FIGURES, SMALLER_IS_BETTER, Figure, Measured

BEGIN, END = "<!-- systems:begin -->", "<!-- systems:end -->"
README = Path(__file__).parents[2] / "README.md"
HEADS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": (
            "system",
            "data, cases",
            "figure",
            "network or ensemble",
            "best simple rival",
            "published",
        ),
        "zh_CN": ("系统", "数据，例数", "指标", "网络或集成", "最好的简单对照", "已发表"),
    }
)


SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "svm": "TF-IDF with linear SVM",
        "dictionary": "dictionary look-up",
        "cox": "Cox regression",
        "logistic": "logistic regression",
        "pca_gaussian": "Gaussian over principal components",
        "network_adversarial": "network with a critic",
        "non_local_means": "non-local means",
        "cox_network": "Cox network",
    }
)


def as_markdown(rows: tuple[Measured, ...], language: str = "en") -> str:
    """One line a system. Bold is who is better; an asterisk marks weights that are shipped."""
    heads = HEADS[language]
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    return "\n".join([*lines, *(_line(row) for row in rows)])


def pages() -> dict[Path, str]:
    """Where the table stands, and in which language."""
    folder = paths.resources() / "help"
    help_pages = {folder / language / "systems.md": language for language in HEADS}
    return {README: "en", **help_pages}


def written_into(page: str, table: str) -> str:
    """The page with the table between its markers.

    Raises:
        ValueError: it has no markers.
    """
    if BEGIN not in page or END not in page:
        raise ValueError(f"the page has no {BEGIN} and {END}")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


def _line(row: Measured) -> str:
    cases = f"{row.count:,}" + (
        f" of {row.groups:,} patients" if 0 < row.groups < row.count else ""
    )
    is_shipped = " *" if row.is_shipped else ""
    cells = (
        f"{row.title} (`{row.row_id}`){is_shipped}",
        f"{row.data}, {row.split}, {cases}",
        FIGURES.get(row.figure, row.figure),
        _words(row.ours, is_bold=not _is_beaten(row)),
        "" if row.rival is None else _words(row.rival, is_bold=_is_beaten(row)),
        row.published,
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _is_beaten(row: Measured) -> bool:
    """Whether a simple rival did better."""
    if row.rival is None or row.rival.subject == row.ours.subject:
        return False
    gain = row.ours.value - row.rival.value
    return gain > 0 if row.figure in SMALLER_IS_BETTER else gain < 0


def _words(found: Figure, *, is_bold: bool) -> str:
    subject = SUBJECTS.get(found.subject, found.subject.replace("_", " "))
    digits = 1 if abs(found.value) >= 10 else 3
    value = f"{found.value:.{digits}f}"
    if math.isfinite(found.low) and math.isfinite(found.high):
        value += f" ({found.low:.{digits}f}–{found.high:.{digits}f})"
    return f"{'**' if is_bold else ''}{value}{'**' if is_bold else ''}, {subject}"
