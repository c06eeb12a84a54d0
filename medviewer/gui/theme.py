"""Colours of the window: light, dark, high contrast. The image area is black in all of them.

`Appearance` puts the reader's choice into the application's palette and style sheet, and draws icons in it.
"""

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from medviewer import paths
from medviewer.gui.icons import draw_icon
from medviewer.session.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme. Text on its ground has a contrast of 4.5 or more (WCAG AA), `faint` is for what is off.

    In high contrast it is 7 or more (WCAG AAA), and what is off keeps 4.5. The `edge` of a control and the
    `link` colour around what has the focus have 3 or more; `border` only divides.
    """

    window: str
    base: str
    raised: str
    hover: str
    pressed: str
    selected: str
    border: str
    edge: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    on_accent: str
    link: str  # the accent as text, and as a line around what has the focus
    amber: str
    amber_back: str
    red: str
    green: str
    violet: str  # the AI's, as on the image; darker on white so that it can be read


DARK = Colours(
    window="#1d2024",
    base="#15171a",
    raised="#24282d",
    hover="#2c3137",
    pressed="#353b42",
    selected="#273e57",
    border="#3a4048",
    edge="#707880",
    text="#e3e6ea",
    muted="#a5adb6",
    faint="#666e77",
    accent="#2b76c4",
    accent_hover="#2568b0",
    on_accent="#ffffff",
    link="#66aef2",
    amber="#f2bd4b",
    amber_back="#3a3018",
    red="#f0726a",
    green="#68c27d",
    violet="#d98bff",
)

LIGHT = Colours(
    window="#eff1f3",
    base="#ffffff",
    raised="#f8f9fa",
    hover="#e4e8ec",
    pressed="#d8dde3",
    selected="#cfe2f6",
    border="#c3c9d0",
    edge="#7f8790",
    text="#1b1f24",
    muted="#565e67",
    faint="#9aa2ab",
    accent="#1c68b8",
    accent_hover="#155a9f",
    on_accent="#ffffff",
    link="#175ca6",
    amber="#7a5200",
    amber_back="#fdeecb",
    red="#b3261e",
    green="#1a6e30",
    violet="#8a1fc4",
)

CONTRAST = Colours(
    window="#000000",
    base="#000000",
    raised="#000000",
    hover="#1f1f1f",
    pressed="#333333",
    selected="#003a66",
    border="#ffffff",
    edge="#ffffff",
    text="#ffffff",
    muted="#e6e6e6",
    faint="#a8a8a8",
    accent="#ffd400",
    accent_hover="#ffe45c",
    on_accent="#000000",
    link="#ffd400",
    amber="#ffc845",
    amber_back="#2b2000",
    red="#ff8f85",
    green="#5df2b6",
    violet="#e5b3ff",
)
BY_NAME = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


class Appearance(QObject):
    """The theme in use; follows the settings, and the desktop where the settings say "system"."""

    changed = Signal()

    def __init__(
        self, application: QApplication, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._preferences = preferences
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._sheet = (paths.resources() / "themes" / "window.qss").read_text(encoding="utf-8")
        self.colours = DARK
        application.setStyle("Fusion")  # the same window on every desktop
        application.setWindowIcon(QIcon(str(paths.resources() / "icons" / "medviewer.svg")))
        self._apply()
        preferences.changed.connect(self._on_asked)
        application.styleHints().colorSchemeChanged.connect(self._on_asked)

    def icon(self, name: str, colour: str = "") -> QIcon:
        """The icon of that name, in the theme's text colour unless another is asked for."""
        key = (name, colour or self.colours.text)
        if key not in self._icons:
            self._icons[key] = draw_icon(name, key[1], self.colours.faint)
        return self._icons[key]

    def _apply(self) -> None:
        self.colours = self._chosen()
        self._icons.clear()
        self._application.setPalette(palette_of(self.colours))
        self._application.setStyleSheet(Template(self._sheet).substitute(values_of(self.colours)))

    def _chosen(self) -> Colours:
        """A desktop that does not say is taken for dark: that is what reading rooms are."""
        theme = self._preferences.value.theme
        if theme == "system":
            scheme = self._application.styleHints().colorScheme()
            return LIGHT if scheme is Qt.ColorScheme.Light else DARK
        return BY_NAME.get(theme, DARK)

    @Slot()
    def _on_asked(self) -> None:
        if self._chosen() is not self.colours:
            self._apply()
            self.changed.emit()


def values_of(colours: Colours) -> dict[str, str]:
    """What stands after a dollar sign in the style sheet."""
    is_dark = QColor(colours.on_accent).lightness() < 128
    check = "check_dark" if is_dark else "check"
    return {**asdict(colours), "icons": (paths.resources() / "icons").as_posix(), "check": check}


def palette_of(colours: Colours) -> QPalette:
    """The same colours as Qt's widgets ask for them."""
    role = QPalette.ColorRole
    palette = QPalette()
    for name, colour in (
        (role.Window, colours.window),
        (role.Base, colours.base),
        (role.AlternateBase, colours.raised),
        (role.Button, colours.raised),
        (role.ToolTipBase, colours.raised),
        (role.WindowText, colours.text),
        (role.Text, colours.text),
        (role.ButtonText, colours.text),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.link),
        (role.LinkVisited, colours.link),
        (role.Mid, colours.border),
    ):
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.faint))
    return palette
