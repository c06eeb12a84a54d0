"""A model's card as a page: what it is for, what it was made from, how well it did, its limits."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QDialogButtonBox, QTextBrowser, QWidget

from medviewer.domain.model_card import Metric, ModelCard
from medviewer.gui.desk import Desk
from medviewer.gui.sheet import Sheet
from medviewer.gui.translation import Translator
from medviewer.words import Message, message


class ModelCardDialog(Sheet):
    """Read only; its text can be selected and copied."""

    def __init__(self, card: ModelCard, desk: Desk, parent: QWidget | None) -> None:
        title = message("ModelCard", "Model card: {model}", model=card.title)
        super().__init__(title, desk, parent)
        self.page = QTextBrowser()
        self.page.setOpenExternalLinks(False)
        self.page.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)  # SHA-256
        # Everything wraps, but a table comes out one pixel wider than asked for.
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.setHtml(card_html(card, desk.translator))
        buttons = QDialogButtonBox()
        buttons.addButton(
            desk.translator(message("Dialog", "Close")), QDialogButtonBox.ButtonRole.RejectRole
        )
        buttons.rejected.connect(self.reject)
        self.body.addWidget(self.page)
        self.body.addWidget(buttons)
        self.resize(760, 680)


def card_html(card: ModelCard, words: Translator) -> str:
    """The whole card; everything in it is escaped."""
    sections: list[tuple[Message, str]] = [
        (message("ModelCard", "Intended use"), paragraph(card.intended_use)),
        (message("ModelCard", "Made for"), paragraph(words(applicability(card)))),
        (message("ModelCard", "Limits"), bullets(card.limits)),
        (message("ModelCard", "Figures, with 95 % confidence intervals"), metrics(card, words)),
        (
            message("ModelCard", "Trained on"),
            bullets(
                tuple(
                    " · ".join(p for p in (s.name, s.licence, s.attribution, s.note) if p)
                    for s in card.sources
                )
            ),
        ),
        (message("ModelCard", "Calibration"), paragraph(words(calibration(card)))),
        (message("ModelCard", "Licence and weights"), paragraph(words(weights(card)))),
    ]
    heading = f"<h2>{escape(card.title)} {escape(card.version)}</h2>"
    return heading + "".join(f"<h3>{escape(words(t))}</h3>{body}" for t, body in sections)


def applicability(card: ModelCard) -> Message:
    rules = card.applicability
    return message(
        "ModelCard",
        "{modalities}; {body_parts}; at least {slices} slices, at most {spacing} mm apart",
        modalities=", ".join(rules.modalities),
        body_parts=", ".join(rules.body_parts),
        slices=rules.min_slices,
        spacing=f"{rules.max_slice_spacing_mm:g}",
    )


def calibration(card: ModelCard) -> Message:
    if card.is_calibrated:
        return message("ModelCard", "Calibrated on held-back data: confidences are probabilities.")
    return message(
        "ModelCard",
        "Not calibrated on whole scans: confidences are scores, not probabilities. "
        "Findings are reported from a score of {threshold}.",
        threshold=f"{card.score_threshold:.2f}",
    )


def weights(card: ModelCard) -> Message:
    return message(
        "ModelCard",
        "{licence}. Weights {file}, SHA-256 {sha256}",
        licence=card.licence,
        file=card.weights_file,
        sha256=card.weights_sha256,
    )


def metrics(card: ModelCard, words: Translator) -> str:
    headings = (
        message("ModelCard", "What"),
        message("ModelCard", "Figure"),
        message("ModelCard", "Value"),
        message("ModelCard", "Measured on"),
    )
    head = "".join(f"<th align='left'>{escape(words(heading))}</th>" for heading in headings)
    rows = "".join(metric_row(metric) for metric in card.metrics)
    return f"<table cellpadding='4'><tr>{head}</tr>{rows}</table>"


def metric_row(metric: Metric) -> str:
    value = f"{metric.value:#.3g} ({metric.low:#.3g}–{metric.high:#.3g})"
    cells = (metric.subject, metric.name, value, metric.data)
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def bullets(lines: tuple[str, ...]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"
