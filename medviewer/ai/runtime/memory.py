"""The ladder an inference climbs down when memory runs out: smaller batches, the CPU, then a clear error.

Every step down is written into `notes`, so that the reader sees how a result came about.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import torch

from medviewer.errors import OutOfMemory
from medviewer.words import Message, message

Item = TypeVar("Item")
Answer = TypeVar("Answer")
BATCH_SIZES = (64, 16, 4, 1)


@dataclass(slots=True)
class MemoryLadder:
    """Where on the ladder a run stands. Steps down are kept: what did not fit once will not fit later.

    Attributes:
        device: where to compute now.
        batch_size: how many items at once now.
        notes: what the reader should know.
    """

    device: torch.device
    batch_size: int = BATCH_SIZES[0]
    notes: list[Message] = field(default_factory=list)

    def run(
        self,
        compute: Callable[[Sequence[Item], torch.device], Answer],
        items: Sequence[Item],
        after_batch: Callable[[int], None],
    ) -> list[Answer]:
        """`compute` on successive batches of `items`; `after_batch` hears how many items are done.

        Raises:
            OutOfMemory: not even one item fits the CPU's memory.
        """
        answers: list[Answer] = []
        done = 0
        while done < len(items):
            batch = items[done : done + self.batch_size]
            try:
                answers.append(compute(batch, self.device))
            except (torch.OutOfMemoryError, MemoryError):
                self._step_down()
                continue
            done += len(batch)
            after_batch(done)
        return answers

    def _step_down(self) -> None:
        if self.device.type == "cuda":
            torch.cuda.empty_cache()
        smaller = [size for size in BATCH_SIZES if size < self.batch_size]
        if smaller:
            self.batch_size = smaller[0]
            self.notes.append(
                message(
                    "Memory",
                    "Memory ran short; the analysis went on in batches of {size}.",
                    size=self.batch_size,
                )
            )
        elif self.device.type != "cpu":
            self.device, self.batch_size = torch.device("cpu"), BATCH_SIZES[0]
            self.notes.append(
                message(
                    "Memory",
                    "The graphics card's memory was not enough; the analysis went on, slower, on the CPU.",
                )
            )
        else:
            raise OutOfMemory(
                message(
                    "Memory",
                    "There is not enough memory for the analysis, even one patch at a time on the CPU. "
                    "Close other programs and run Analyze again.",
                )
            )
