"""A model's card: what it is for, how well it did, how far to believe it, what it was made from."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.model_card import ModelCard
from medviewer.gui.desk import Desk
from medviewer.gui.model_card.figures_page import figures_html
from medviewer.gui.model_card.overview_page import origin_html, overview_html
from medviewer.gui.model_card.reliability_diagram import ReliabilityDiagram
from medviewer.gui.model_card.trust_pages import (
    calibration_html,
    explanations_html,
    guard_html,
)
from medviewer.gui.sheet import Sheet
from medviewer.words import message

SIZE_PX = (960, 640)  # fits a 1366 × 768 screen
MARGIN_PX = 12

PAGES = (
    (message("ModelCard", "Use and limits"), overview_html),
    (message("ModelCard", "Figures"), figures_html),
    (message("ModelCard", "Calibration"), calibration_html),
    (message("ModelCard", "Explanations"), explanations_html),
    (message("ModelCard", "Guard"), guard_html),
    (message("ModelCard", "Data and weights"), origin_html),
)


class ModelCardDialog(Sheet):
    """Read only; its text can be selected and copied."""

    help_topic = "ai"

    def __init__(self, card: ModelCard, desk: Desk, parent: QWidget | None) -> None:
        title = message("ModelCard", "Model card: {model}", model=card.title)
        super().__init__(title, desk, parent)
        heading = QLabel(f"{card.title} {card.version}")
        heading.setObjectName("title")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.pages: list[QTextBrowser] = []
        for words, write in PAGES:
            browser = text_page(write(card, desk.translator))
            browser.setAccessibleName(desk.translator(words))
            self.pages.append(browser)
            is_calibration = write is calibration_html
            page = with_diagram(browser, card, desk) if is_calibration else browser
            self.tabs.addTab(page, desk.translator(words))
        buttons = QDialogButtonBox()
        buttons.addButton(
            desk.translator(message("Dialog", "Close")), QDialogButtonBox.ButtonRole.RejectRole
        )
        buttons.rejected.connect(self.reject)
        self.body.addWidget(heading)
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(buttons)
        self.resize(*SIZE_PX)


def text_page(html: str) -> QTextBrowser:
    """Everything wraps, a SHA-256 too; wide tables shrink instead of scrolling sideways."""
    page = QTextBrowser()
    page.setOpenExternalLinks(False)
    page.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    page.document().setDocumentMargin(MARGIN_PX)
    page.setHtml(html)
    return page


def with_diagram(browser: QTextBrowser, card: ModelCard, desk: Desk) -> QWidget:
    """The calibration in words with its diagram below, where the card keeps the bins."""
    if card.calibration is None or not card.calibration.reliability:
        return browser
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(browser, 1)
    diagram = ReliabilityDiagram(card.calibration.reliability, desk)
    layout.addWidget(diagram, 0, Qt.AlignmentFlag.AlignHCenter)
    return page
