"""The few pieces every page of a card is written with; whatever comes from the card is escaped."""

from collections.abc import Iterable, Sequence
from html import escape

from medviewer.domain.model_trust import Interval
from medviewer.gui.translation import Translator
from medviewer.words import Message, message

Section = tuple[Message, str]  # heading and finished HTML

NONE_STATED = message("ModelCard", "The card states none.")


def page(sections: Iterable[Section], words: Translator) -> str:
    return "".join(f"<h3>{escape(words(title))}</h3>{body}" for title, body in sections)


def paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def bullets(lines: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], bold_column: int = -1) -> str:
    """Cells as plain text; `bold_column` is the one the others are compared with."""
    cells = "".join(f"<th align='left'>{escape(heading)}</th>" for heading in headings)
    head = f"<tr>{cells}</tr>" if any(headings) else ""
    body = "".join(
        "<tr>" + "".join(_cell(text, i == bold_column) for i, text in enumerate(row)) + "</tr>"
        for row in rows
    )
    return f"<table cellpadding='4' cellspacing='0'>{head}{body}</table>"


def interval_text(value: float, low: float, high: float) -> str:
    """`0.984 (0.976–0.991)`: three digits, and no more than that."""
    return f"{value:#.3g} ({low:#.3g}–{high:#.3g})"


def interval(figure: Interval) -> str:
    return interval_text(figure.value, figure.low, figure.high)


def _cell(text: str, is_bold: bool) -> str:
    inside = f"<b>{escape(text)}</b>" if is_bold else escape(text)
    return f"<td>{inside}</td>"
