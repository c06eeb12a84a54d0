"""What others have sent by themselves, study by study, until it is told. Qt-free; safe from any thread."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from medviewer.domain.archive import Arrival

QUIET_S = 3.0  # what others send of a study has come to an end when nothing came for so long


@dataclass(frozen=True, slots=True)
class PushedStudy:
    """What came of a study since it was told last.

    Attributes:
        senders: AE titles, in the order they first sent.
        last_s: when something came last, by the clock.
    """

    study_instance_uid: str
    instance_count: int = 0
    senders: tuple[str, ...] = ()
    last_s: float = 0.0


class Pushed:
    """Counts, and gives each study out once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._studies: dict[str, PushedStudy] = {}

    def add(self, arrival: Arrival) -> None:
        uid = arrival.study_instance_uid
        with self._lock:
            known = self._studies.get(uid) or PushedStudy(uid)
            named = (*known.senders, arrival.sender) if arrival.sender else known.senders
            senders = tuple(dict.fromkeys(named))
            count = known.instance_count + 1
            self._studies[uid] = PushedStudy(uid, count, senders, self._clock())

    def take(self, study_instance_uid: str) -> PushedStudy | None:
        """What came of a study; None where nothing did."""
        with self._lock:
            return self._studies.pop(study_instance_uid, None)

    def take_quiet(self, quiet_s: float) -> tuple[PushedStudy, ...]:
        """Those of which nothing came for so long."""
        with self._lock:
            until = self._clock() - quiet_s
            over = tuple(one for one in self._studies.values() if one.last_s <= until)
            for one in over:
                del self._studies[one.study_instance_uid]
        return over
