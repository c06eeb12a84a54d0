"""How an inference climbs down when memory runs out."""

from collections.abc import Sequence

import pytest
import torch

from medviewer.ai.runtime.memory import MemoryLadder
from medviewer.errors import OutOfMemory

CUDA, CPU = torch.device("cuda"), torch.device("cpu")


@pytest.fixture(autouse=True)
def _no_cuda_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: None)


def test_that_batches_answer_in_order_and_are_counted() -> None:
    ladder = MemoryLadder(CPU)
    counts: list[int] = []

    answers = ladder.run(lambda batch, device: list(batch), range(70), counts.append)

    assert [item for answer in answers for item in answer] == list(range(70))
    assert counts == [64, 70]
    assert ladder.notes == []


def test_that_a_full_memory_makes_batches_smaller_and_tells_the_reader() -> None:
    def only_sixteen(batch: Sequence[int], device: torch.device) -> list[int]:
        if len(batch) > 16:
            raise torch.OutOfMemoryError
        return list(batch)

    ladder = MemoryLadder(CUDA)

    answers = ladder.run(only_sixteen, range(40), lambda done: None)

    assert [len(answer) for answer in answers] == [16, 16, 8]
    assert [str(note) for note in ladder.notes] == [
        "Memory ran short; the analysis went on in batches of 16."
    ]


def test_that_a_card_too_small_for_one_hands_over_to_the_cpu() -> None:
    def not_on_cuda(batch: Sequence[int], device: torch.device) -> str:
        if device.type == "cuda":
            raise torch.OutOfMemoryError
        return device.type

    ladder = MemoryLadder(CUDA)

    answers = ladder.run(not_on_cuda, range(3), lambda done: None)

    assert answers == ["cpu"]
    assert ladder.device == CPU
    assert "on the CPU" in str(ladder.notes[-1])


def test_that_the_last_step_is_a_clear_error() -> None:
    def never(batch: Sequence[int], device: torch.device) -> None:
        raise MemoryError

    with pytest.raises(OutOfMemory, match="Close other programs"):
        MemoryLadder(CPU).run(never, range(3), lambda done: None)


def test_that_a_step_down_is_kept_for_the_next_run() -> None:
    ladder = MemoryLadder(CPU, batch_size=16)
    sizes: list[int] = []

    ladder.run(lambda batch, device: sizes.append(len(batch)), range(32), lambda done: None)

    assert sizes == [16, 16]
