"""Time to the first slice and to the whole volume, against reading the same files' bytes."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop

from medviewer.session.session import Session
from tests.benchmarks.samples import session

ROUNDS = 5
HANG_S = 60.0


@dataclass(frozen=True, slots=True)
class Loading:
    """One round, seconds from `open` (the scan of the folder included)."""

    read_bytes_s: float
    first_slice_s: float
    volume_s: float
    first_index: int
    arrival_order: tuple[int, ...]


def load_once(files: Sequence[Path]) -> Loading:
    """Read every byte once for the floor, then open the folder in a fresh session."""
    floor = read_bytes(files)
    with session() as opened:
        return _open(opened, files[0].parent, floor)


def read_bytes(files: Sequence[Path]) -> float:
    """Seconds to read all files into one small buffer: nothing that shows them can be faster."""
    buffer = bytearray(1 << 20)
    began = time.perf_counter()
    for file in files:
        with file.open("rb", buffering=0) as stream:
            while stream.readinto(buffer):
                pass
    return time.perf_counter() - began


def _open(opened: Session, folder: Path, floor: float) -> Loading:
    order: list[int] = []
    times: dict[str, float] = {}
    loop = QEventLoop()

    def on_frame(_: str, index: int) -> None:
        order.append(index)
        if index == opened.viewport.value.index:
            times.setdefault("first", time.perf_counter())

    opened.volumes.frame_ready.connect(on_frame)
    opened.volumes.completed.connect(loop.quit)
    began = time.perf_counter()
    opened.open([folder])
    loop.exec()
    return Loading(
        read_bytes_s=floor,
        first_slice_s=times["first"] - began,
        volume_s=time.perf_counter() - began,
        first_index=opened.viewport.value.index,
        arrival_order=tuple(order),
    )
