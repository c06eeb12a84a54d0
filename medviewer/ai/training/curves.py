"""The learning curves of a run: as a table for programs, and drawn for people."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields
from pathlib import Path

from medviewer.ai.training.readers.labelled_files import unreadable
from medviewer.ai.training.trainer import EpochReport

PANEL_WIDTH, PANEL_HEIGHT, MARGIN = 420, 260, 46
COLOURS = ("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#17becf", "#8c564b", "#7f7f7f")

Value = Callable[[EpochReport], float]


def write_curves(folder: Path, history: Sequence[EpochReport]) -> None:
    """Write curves.csv and curves.svg; one line a member."""
    with (folder / "curves.csv").open("w", newline="", encoding="utf-8") as table:
        writer = csv.DictWriter(table, [field.name for field in fields(EpochReport)])
        writer.writeheader()
        writer.writerows(asdict(line) for line in history)
    (folder / "curves.svg").write_text(drawn_curves(history), encoding="utf-8")


def read_curves(folder: Path) -> tuple[EpochReport, ...]:
    """What `write_curves` wrote; nothing where there are no curves."""
    try:
        with (folder / "curves.csv").open(newline="", encoding="utf-8") as table:
            return tuple(_line(row) for row in csv.DictReader(table))
    except FileNotFoundError:
        return ()
    except (KeyError, ValueError) as error:
        raise unreadable(folder / "curves.csv", error) from error


def _line(row: dict[str, str]) -> EpochReport:
    member, epoch = int(row.pop("member")), int(row.pop("epoch"))
    return EpochReport(member, epoch, **{name: float(text) for name, text in row.items()})


def drawn_curves(history: Sequence[EpochReport]) -> str:
    """An SVG with three panels: loss on the fit part, loss and score on the selection part."""
    panels: list[tuple[str, Value]] = [
        ("loss, fit part", lambda line: line.loss),
        ("loss, selection part", lambda line: line.selection_loss),
        ("score, selection part", lambda line: line.score),
    ]
    width = len(panels) * PANEL_WIDTH
    body = "".join(
        f'<g transform="translate({place * PANEL_WIDTH} 0)">{_panel(title, history, value)}</g>'
        for place, (title, value) in enumerate(panels)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{PANEL_HEIGHT}" '
        f'font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="white"/>'
        f"{body}</svg>\n"
    )


def _panel(title: str, history: Sequence[EpochReport], value: Value) -> str:
    """Title, the least and the greatest value, and one line a member."""
    low, high = min(map(value, history)), max(map(value, history))
    last = max(line.epoch for line in history)
    right, bottom = PANEL_WIDTH - 12, PANEL_HEIGHT - MARGIN
    frame = (
        f'<path d="M{MARGIN} 30V{bottom}H{right}" fill="none" stroke="#888"/>'
        f'<text x="{MARGIN}" y="18" font-weight="bold">{title}</text>'
        f'<text x="4" y="36">{high:.4g}</text><text x="4" y="{bottom}">{low:.4g}</text>'
        f'<text x="{right}" y="{bottom + 16}" text-anchor="end">epoch {last}</text>'
    )
    lines = []
    for member in sorted({line.member for line in history}):
        points = " ".join(
            f"{MARGIN + (right - MARGIN) * line.epoch / last:.1f},"
            f"{bottom - (bottom - 30) * (value(line) - low) / ((high - low) or 1):.1f}"
            for line in history
            if line.member == member
        )
        colour = COLOURS[member % len(COLOURS)]
        lines.append(f'<polyline points="{points}" fill="none" stroke="{colour}"/>')
    return frame + "".join(lines)
