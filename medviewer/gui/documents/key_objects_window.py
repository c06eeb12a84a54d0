"""Images that somebody picked out: why, and which; a click shows one, a button marks them all."""

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QListWidget, QWidget

from medviewer.domain.key_objects import KeyObjects
from medviewer.domain.object_reference import ObjectReference
from medviewer.gui.desk import Desk
from medviewer.gui.documents.document_window import DocumentWindow
from medviewer.gui.keys import MovingKeys
from medviewer.gui.study_texts import date_text, dotted
from medviewer.session.objects.image_links import ImagePlaceFound
from medviewer.session.objects.objects import OpenedObject
from medviewer.words import message

SIZE_PX = (420, 480)
MOST_ROWS = 2000


class KeyObjectsWindow(DocumentWindow):
    """One row an image, in the order they were picked."""

    def __init__(
        self, opened: OpenedObject, key_objects: KeyObjects, desk: Desk, parent: QWidget | None
    ) -> None:
        super().__init__(opened, desk, parent)
        self.key_objects = key_objects
        self.rows = QListWidget()
        self.rows.setAccessibleName(self.words(message("Objects", "Key images")))
        self.rows.addItems(self._lines(key_objects.references[:MOST_ROWS]))
        MovingKeys(self.rows)
        self.body.addWidget(self.rows)
        self.rows.clicked.connect(self._on_row)
        self.rows.activated.connect(self._on_row)
        self.banner.setText(self._why())
        self.mark_all = self.add_button(message("Objects", "Mark these as key images"))
        self.mark_all.setEnabled(not key_objects.is_withdrawn)
        self.mark_all.clicked.connect(self._mark_all)
        self.resize(*SIZE_PX)

    def _why(self) -> str:
        found = self.key_objects
        title = dotted((str(found.title), *found.reasons))
        written = dotted((found.observer, date_text(found.created_at[:8])))
        lines = [title, found.description, written]
        if found.is_withdrawn:
            rejected = message("Objects", "These images were rejected. Do not read from them.")
            lines.insert(0, self.words(rejected))
        elif found.speaks_of_quality:
            lines.insert(
                0, self.words(message("Objects", "The quality of these images is doubted."))
            )
        return "\n".join(line for line in lines if line)

    def _lines(self, references: tuple[ObjectReference, ...]) -> list[str]:
        links = self._desk.session.objects.links
        places = links.find_all(references, self.opened.study_key)
        return [self._row(*pair) for pair in zip(references, places, strict=True)]

    def _row(self, reference: ObjectReference, place: ImagePlaceFound | None) -> str:
        """Series and image as counted on screen; the end of its UID where it is not open."""
        if place is None:
            uid = f"…{reference.sop_instance_uid[-12:]}"
            return self.words(message("Objects", "{uid} (not open)", uid=uid))
        series = place.study.find_series(place.display_set.series_instance_uid)
        assert series is not None  # the display set was found in it
        number = "" if series.series_number is None else f" {series.series_number}"
        image = self.words(message("Objects", "image {number}", number=place.index + 1))
        return dotted((f"{series.modality}{number}", series.series_description, image))

    @Slot(QModelIndex)
    def _on_row(self, index: QModelIndex) -> None:
        reference = self.key_objects.references[index.row()]
        study_key = self.opened.study_key
        self._desk.registry.run("object.show_image", study_key=study_key, reference=reference)

    @Slot()
    def _mark_all(self) -> None:
        self._desk.registry.run(
            "object.mark_key_images",
            study_key=self.opened.study_key,
            references=self.key_objects.references,
        )
