"""What a training says while it runs: a bar for people, or JSON lines for programs."""

import json
from dataclasses import asdict
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tqdm import tqdm

if TYPE_CHECKING:
    from medviewer.ai.training.trainer import EpochReport


class TrainingProgress:
    """Called after every epoch; a context, so that the bar is closed."""

    def __init__(self, epochs: int, *, as_json: bool, is_silent: bool = False) -> None:
        self._as_json = as_json
        self._epochs = epochs
        self._is_silent = is_silent
        self._bar = tqdm(total=epochs, unit="epoch", disable=as_json or is_silent)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.close()

    def __call__(self, line: "EpochReport") -> None:
        if self._is_silent:
            return
        if self._as_json:
            print(json.dumps(asdict(line)), flush=True)
            return
        if line.member and line.epoch == 1:
            self._bar.reset(self._epochs)
        self._bar.set_description(f"member {line.member}", refresh=False)
        self._bar.n = line.epoch
        self._bar.set_postfix(
            loss=f"{line.loss:.4f}", score=f"{line.score:.4f}", best=f"{line.best_score:.4f}"
        )
