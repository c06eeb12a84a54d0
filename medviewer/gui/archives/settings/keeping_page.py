"""Which priors are fetched by themselves, and how much of what arrived is kept."""

import dataclasses

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.network_settings import ArrivalQuota, PriorRules
from medviewer.gui.archives.settings.number_field import NumberField
from medviewer.gui.archives.transfer_words import size_text
from medviewer.gui.desk import Desk
from medviewer.words import Message, message

MOST_STUDIES, MOST_YEARS, MOST_GB, MOST_DAYS = 20, 50, 100_000, 3650
ABOUT_PRIORS = message(
    "Nodes",
    "Earlier studies of the same patient are fetched while you read; one whose ID and birth date do not "
    "agree never is.",
)
ABOUT_QUOTA = message(
    "Nodes",
    "Beyond that the studies opened longest ago go first; never one that is open, in work or marked to be "
    "kept. 0: no limit.",
)


class KeepingPage(QWidget):
    """What is changed holds at once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = desk.translator
        self._network = desk.session.network
        self.node = QComboBox()
        self.most, self.years = NumberField(1, MOST_STUDIES), NumberField(1, MOST_YEARS)
        self.gigabytes, self.days = NumberField(0, MOST_GB), NumberField(0, MOST_DAYS)
        self.gigabytes.setSuffix(" GB")
        self.same_modality = QCheckBox(self._words(message("Nodes", "Only of the same modality")))
        self.same_body_part = QCheckBox(
            self._words(message("Nodes", "Only of the same region of the body"))
        )
        self.used = QLabel()
        self.used.setObjectName("muted")
        self._lay_out()
        self._take()
        self.node.activated.connect(self._on_edited)
        for box in (self.most, self.years, self.gigabytes, self.days):
            box.editingFinished.connect(self._on_edited)
        for check in (self.same_modality, self.same_body_part):
            check.clicked.connect(self._on_edited)
        self._network.nodes.changed.connect(self._take)
        self._network.arrivals.changed.connect(self._count)
        self._count()

    def _lay_out(self) -> None:
        priors = self._group(
            message("Nodes", "Priors"),
            ABOUT_PRIORS,
            (
                (message("Nodes", "Fetch them from"), self.node),
                (message("Nodes", "At most, studies"), self.most),
                (message("Nodes", "Not older than, years"), self.years),
                (None, self.same_modality),
                (None, self.same_body_part),
            ),
        )
        quota = self._group(
            message("Nodes", "What is kept of what arrived"),
            ABOUT_QUOTA,
            (
                (message("Nodes", "At most"), self.gigabytes),
                (message("Nodes", "Days after it was last opened"), self.days),
                (None, self.used),
            ),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.addWidget(priors)
        layout.addWidget(quota)
        layout.addStretch(1)

    def _group(
        self, title: Message, about: Message, rows: tuple[tuple[Message | None, QWidget], ...]
    ) -> QGroupBox:
        group = QGroupBox(self._words(title))
        form = QFormLayout(group)
        words = QLabel(self._words(about), wordWrap=True)
        words.setObjectName("muted")
        form.addRow(words)
        for name, field in rows:
            if name is None:
                form.addRow(field)
                continue
            label = QLabel(self._words(name))
            label.setBuddy(field)
            field.setAccessibleName(label.text())
            form.addRow(label, field)
        return group

    @Slot()
    def _take(self) -> None:
        settings = self._network.nodes.value
        with QSignalBlocker(self.node):
            self.node.clear()
            self.node.addItem(self._words(message("Nodes", "nowhere: priors are not fetched")), "")
            for node in settings.nodes:
                self.node.addItem(node.name, node.name)
            self.node.setCurrentIndex(max(0, self.node.findData(settings.priors.node)))
        self.most.setValue(settings.priors.most)
        self.years.setValue(settings.priors.years)
        self.same_modality.setChecked(settings.priors.same_modality)
        self.same_body_part.setChecked(settings.priors.same_body_part)
        self.gigabytes.setValue(settings.quota.gigabytes)
        self.days.setValue(settings.quota.days)
        for field in (self.most, self.years, self.same_modality, self.same_body_part):
            field.setEnabled(settings.priors.is_on)

    @Slot()
    def _on_edited(self) -> None:
        before = self._network.nodes.value
        now: PriorRules = dataclasses.replace(
            before.priors,
            node=str(self.node.currentData()),
            most=self.most.value(),
            years=self.years.value(),
            same_modality=self.same_modality.isChecked(),
            same_body_part=self.same_body_part.isChecked(),
        )
        quota = ArrivalQuota(self.gigabytes.value(), self.days.value())
        self._network.nodes.update(priors=now, quota=quota)

    @Slot()
    def _count(self) -> None:
        state = self._network.arrivals.value
        text = message(
            "Nodes",
            "{count} studies are kept now, {size}.",
            count=len(state.studies),
            size=size_text(state.byte_count),
        )
        self.used.setText(self._words(text))
