"""How long models took on this machine, so that the next run can be told in advance.

Kept as seconds a slice by model, version and device, in one small file; nothing in it tells of a patient.
"""

import json
import logging
import statistics
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.ai.applicability import Plan
from medviewer.domain.model_card import AnalysisResult, AnalysisStatus, ModelCard

logger = logging.getLogger(__name__)

RUNS_KEPT = 8  # of one model on one device; older ones were of another load of the machine
LARGEST_FILE_BYTES = 1 << 20


class RunTimes(QObject):
    """Learns from finished runs. Without a file it forgets when the program ends."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file: Path | None = None
        self._seconds_a_slice: dict[str, list[float]] = {}

    def use(self, file: Path) -> None:
        """Begin with what earlier runs of the program learned."""
        self._file = file
        self._seconds_a_slice = _read(file)

    def predict_s(self, card: ModelCard, device: str, slices: int) -> float | None:
        """Seconds a run will take; None where the model never ran on that device.

        Args:
            device: the worker's badge; "" while it is unknown: then whichever ran last counts.
        """
        known = self._seconds_a_slice.get(_key(card, device))
        if known is None and not device:
            prefix = _key(card, "")
            known = next(
                (r for k, r in reversed(self._seconds_a_slice.items()) if k.startswith(prefix)),
                None,
            )
        return statistics.median(known) * slices if known else None

    def predict_all_s(self, plans: Iterable[Plan], device: str) -> float | None:
        """Seconds all of these will take; None where any of the models never ran there."""
        chosen = [(plan.card, plan.chosen) for plan in plans]
        times = [
            self.predict_s(card, device, option.display_set.count)
            for card, option in chosen
            if option is not None
        ]
        known = [seconds for seconds in times if seconds is not None]
        return sum(known) if known and len(known) == len(times) else None

    @Slot(object, float)
    def learn(self, result: AnalysisResult, seconds: float) -> None:
        """Note how long a finished run took, from reading the images to its answer."""
        slices = len(result.request.sop_instance_uids)
        if result.status is AnalysisStatus.REFUSED or slices == 0:
            return
        key = _key(result.card, result.device)
        runs = [*self._seconds_a_slice.pop(key, []), seconds / slices]
        self._seconds_a_slice[key] = runs[-RUNS_KEPT:]  # the last one learned stands last
        self._write()
        self.changed.emit()

    def _write(self) -> None:
        if self._file is None:
            return
        try:
            self._file.write_text(json.dumps(self._seconds_a_slice), encoding="utf-8")
        except OSError:  # a full or read-only disk must not stop a reading
            logger.warning("The run times could not be saved")


def _key(card: ModelCard, device: str) -> str:
    return f"{card.model_id} {card.version}|{device}"


def _read(file: Path) -> dict[str, list[float]]:
    """What the file holds; nothing where it is missing, damaged or far too large."""
    try:
        if file.stat().st_size > LARGEST_FILE_BYTES:
            return {}
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {str(key): runs for key, values in pairs if (runs := _runs(values))}


def _runs(values: object) -> list[float]:
    listed: Iterable[object] = values if isinstance(values, list) else ()
    return [float(v) for v in listed if isinstance(v, int | float) and 0 < v < 1e6][-RUNS_KEPT:]
