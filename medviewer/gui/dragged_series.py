"""A series on its way from the study browser into a cell, within one window of the program."""

import json
from dataclasses import asdict, dataclass

from PySide6.QtCore import QMimeData

MIME_TYPE = "application/x-medviewer-series"


@dataclass(frozen=True, slots=True)
class DraggedSeries:
    """What is dragged; a study without a display set stands for the first thing to show of it."""

    study_key: str
    display_set_id: str = ""


def mime_data(series: DraggedSeries) -> QMimeData:
    data = QMimeData()
    data.setData(MIME_TYPE, json.dumps(asdict(series)).encode())
    return data


def dragged_series(data: QMimeData) -> DraggedSeries | None:
    """The series in what is dragged; None where it is something else. Anybody may drag anything here."""
    if not data.hasFormat(MIME_TYPE):
        return None
    try:
        found = json.loads(bytes(data.data(MIME_TYPE).data()))
        return DraggedSeries(str(found["study_key"]), str(found["display_set_id"]))
    except (ValueError, KeyError, TypeError):
        return None
