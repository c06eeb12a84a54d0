"""An ECG or another recording on paper: leads, layout, two cursors, and what the recorder said of it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QSplitter,
    QWidget,
)

from medviewer.domain.heart_rhythm import HeartRhythm
from medviewer.domain.waveform import MultiplexGroup, WaveformAnnotation, WaveformRecord
from medviewer.gui.canvas.waveform_canvas import (
    DARK_PAPER,
    LIGHT_PAPER,
    WaveformCanvas,
    value_at,
)
from medviewer.gui.desk import Desk
from medviewer.gui.documents.document_window import DocumentWindow
from medviewer.gui.documents.signal_bar import SignalBar
from medviewer.gui.study_texts import date_text, dotted
from medviewer.imaging.ecg_paper import SPEED_MM_PER_S, PaperLayout, short_name
from medviewer.session.objects.objects import OpenedObject
from medviewer.words import Message, message

SIZE_PX = (1240, 860)
SIDE_PX = 240
MOST_LISTED = 2000
SHORTEST_S = 0.001  # between two cursors that still tell a rate
LAYOUT_NAMES = {
    PaperLayout.ROWS: message("Waveform", "One row a lead"),
    PaperLayout.THREE_BY_FOUR: message("Waveform", "3 × 4 and rhythm"),
    PaperLayout.SIX_BY_TWO: message("Waveform", "6 × 2"),
}


class WaveformWindow(DocumentWindow):
    """25 mm/s and 10 mm/mV; drag a cursor to measure."""

    def __init__(
        self, opened: OpenedObject, record: WaveformRecord, desk: Desk, parent: QWidget | None
    ) -> None:
        super().__init__(opened, desk, parent)
        self.record = record
        self.canvas = WaveformCanvas()
        self.canvas.setAccessibleName(self.words(message("Waveform", "Curves")))
        self.groups, self.layouts, self.leads = QComboBox(), QComboBox(), QComboBox()
        self.marks = QCheckBox(self.words(message("Waveform", "Marks")))
        self.said = QListWidget()
        self.rhythm = QLabel(wordWrap=True)
        self.rhythm.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.models = SignalBar(desk, opened.study_key)
        self.told = QLabel()
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._fill()
        self._connect()
        self.resize(*SIZE_PX)
        self.show_group()

    @property
    def group(self) -> MultiplexGroup:
        """The one that is drawn."""
        return self.record.groups[max(self.groups.currentIndex(), 0)]

    def _fill(self) -> None:
        self.banner.setText(self._figures())
        for number, group in enumerate(self.record.groups, start=1):
            self.groups.addItem(group.label or str(number))
        for layout, name in LAYOUT_NAMES.items():
            self.layouts.addItem(self.words(name), layout)
        for box, name in (
            (self.groups, message("Waveform", "Group of leads")),
            (self.layouts, message("Waveform", "Layout")),
            (self.leads, message("Waveform", "Lead the cursors measure")),
        ):
            box.setAccessibleName(self.words(name))
            box.setToolTip(self.words(name))
        self.marks.setChecked(True)
        self.said.addItems([_words(each) for each in self._stated()])
        self.said.setAccessibleName(self.words(message("Waveform", "What was stated")))
        self.said.setVisible(self.said.count() > 0)
        self._put_in_place()

    def _put_in_place(self) -> None:
        bar = QHBoxLayout()
        for part in (self.groups, self.layouts, self.marks, self.leads):
            bar.addWidget(part)
        bar.addWidget(self.told, 1)
        split = QSplitter()
        split.addWidget(self.canvas)
        split.addWidget(self.said)
        split.setSizes([SIZE_PX[0] - SIDE_PX, SIDE_PX])
        self.body.addLayout(bar)
        self.body.addWidget(self.rhythm)
        self.body.addWidget(self.models)
        self.body.addWidget(split, 1)
        self.whole = self.add_button(message("Waveform", "Fit"))
        self.true_size = self.add_button(message("Waveform", "True size"))

    def _figures(self) -> str:
        """What was recorded, when, how fast and for how long."""
        first, when = self.record.groups[0], date_text(self.record.acquired_at[:8])
        rate, length = f"{first.sampling_hz:g} Hz", f"{first.duration_s:g} s"
        notes = map(self.words, self.record.notes)
        return dotted((self.record.title, when, rate, length, "25 mm/s · 10 mm/mV", *notes))

    def _stated(self) -> list[WaveformAnnotation]:
        """What is said of the whole; places are drawn."""
        stated = [each for each in self.record.annotations if each.text and not each.times_s]
        return stated[:MOST_LISTED]

    def _connect(self) -> None:
        self.groups.currentIndexChanged.connect(self.show_group)
        self.layouts.currentIndexChanged.connect(self.show_group)
        self.marks.toggled.connect(self.show_group)
        self.leads.currentIndexChanged.connect(self._measure)
        self.canvas.measured.connect(self._measure)
        self.whole.clicked.connect(self.canvas.fit)
        self.true_size.clicked.connect(self.canvas.to_scale)
        self._desk.look.changed.connect(self.show_group)

    @Slot()
    def show_group(self) -> None:
        """Draw what is chosen."""
        number = max(self.groups.currentIndex(), 0)
        mine = self._marks_of(number) if self.marks.isChecked() else ()
        self.models.show_group(self.group)
        rhythm = self._rhythm(number)
        self.rhythm.setText(self.words(rhythm_text(rhythm)) if rhythm is not None else "")
        self.rhythm.setVisible(rhythm is not None)
        is_light = QColor(self._desk.look.colours.base).lightness() > 127
        colours = LIGHT_PAPER if is_light else DARK_PAPER
        layout = PaperLayout(self.layouts.currentData())  # Qt gives back a bare string
        self.canvas.show_group(self.group, layout, colours, mine)
        names = [short_name(channel) for channel in self.group.channels]
        if names != [self.leads.itemText(row) for row in range(self.leads.count())]:
            self.leads.clear()
            self.leads.addItems(names)
            self.leads.setCurrentIndex(min(1, len(names) - 1))
        self._measure()

    def _rhythm(self, number: int) -> HeartRhythm | None:
        """As measured when the file was read; None where the group has no beats."""
        return self.record.rhythms[number] if number < len(self.record.rhythms) else None

    def _marks_of(self, number: int) -> tuple[WaveformAnnotation, ...]:
        """Places the recorder stated, and the beats that were found here."""
        stated = tuple(
            each
            for each in self.record.annotations
            if each.times_s and each.group in (None, number)
        )
        rhythm = self._rhythm(number)
        if rhythm is None:
            return stated
        return (*stated, WaveformAnnotation("R", "", number, times_s=rhythm.beats_s))

    @Slot()
    def _measure(self) -> None:
        """Time between the cursors, the rate it would be, and what the lead does between them."""
        first, second = sorted(self.canvas.cursor_places())
        apart_s = (second - first) / SPEED_MM_PER_S
        rate = f"{60 / apart_s:.0f}/min" if apart_s >= SHORTEST_S else ""
        self.told.setText(dotted((f"Δ {apart_s * 1000:.0f} ms", rate, self._rise(first, second))))

    def _rise(self, first: float, second: float) -> str:
        lead = max(self.leads.currentIndex(), 0)
        unit = self.group.channels[lead].unit
        for strip in self.canvas.strips:
            if strip.channel != lead:
                continue
            ends = [value_at(self.group, strip, place) for place in (first, second)]
            if ends[0] is not None and ends[1] is not None:
                return f"{self.leads.currentText()}: Δ {ends[1] - ends[0]:.4g} {unit}".strip()
        return ""


def rhythm_text(rhythm: HeartRhythm) -> Message:
    """Rate and intervals, and that it was this program that measured them."""
    intervals = rhythm.rr_ms
    return message(
        "Waveform",
        "Measured by MedViewer from the R peaks, not verified: heart rate {rate}/min, RR {mean} ms "
        "({shortest}–{longest}), SDNN {spread} ms, {count} beats in {seconds} s.",
        rate=f"{rhythm.rate_per_min:.0f}",
        mean=f"{rhythm.mean_rr_ms:.0f}",
        shortest=f"{min(intervals):.0f}",
        longest=f"{max(intervals):.0f}",
        spread=f"{rhythm.sdnn_ms:.0f}",
        count=len(rhythm.beats_s),
        seconds=f"{rhythm.read_s:.0f}",
    )


def _words(annotation: WaveformAnnotation) -> str:
    return f"{annotation.name}: {annotation.text}" if annotation.name else annotation.text
