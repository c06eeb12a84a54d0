"""Valid files, damaged at random: whatever is left of them, they end in a picture or in a sentence.

`MEDVIEWER_FUZZ=20000` tries that many instead of the few that a rapid test has time for.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conformance.fuzz_seeds import seeds
from tests.conformance.guarded import Ending, environment
from tests.phantoms.broken_files import BROKEN, write_broken
from tests.phantoms.mutations import KINDS, Mutation
from tests.shared_folder import CHECKOUT

EXAMPLES = int(os.environ.get("MEDVIEWER_FUZZ", "200"))

mutations = st.lists(
    st.builds(
        Mutation, st.sampled_from(sorted(KINDS)), st.integers(0, 1 << 16), st.integers(0, 63)
    ),
    min_size=1,
    max_size=3,
)


class Examiner:
    """The helper of `guarded`, kept for all examples: Python starts in a second, a fork in a hundredth."""

    def __init__(self, folder: Path) -> None:
        self.seeds = seeds(
            folder / "seeds"
        )  # not a fixture: it would be printed with every failure
        self._path = folder / "damaged.dcm"
        self._helper = subprocess.Popen(
            [sys.executable, "-m", "tests.conformance.guarded"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=CHECKOUT,
            env=environment(),
        )

    def examine(self, content: bytes) -> Ending:
        self._path.write_bytes(content)
        return self.examine_file(self._path)

    def examine_file(self, path: Path) -> Ending:
        assert self._helper.stdin is not None
        assert self._helper.stdout is not None
        self._helper.stdin.write(f"{path}\n")
        self._helper.stdin.flush()
        return Ending(**json.loads(self._helper.stdout.readline()))

    def close(self) -> None:
        self._helper.communicate()


@pytest.fixture(scope="module")
def examiner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Examiner]:
    examiner = Examiner(tmp_path_factory.mktemp("fuzz"))
    yield examiner
    examiner.close()


def test_that_every_seed_is_a_file_we_open(examiner: Examiner) -> None:
    endings = [examiner.examine(content) for content in examiner.seeds[:20]]

    assert {ending.kind for ending in endings} <= {"opened", "warned"}


@pytest.mark.parametrize("kind", sorted(BROKEN))
def test_that_a_broken_file_ends_in_a_sentence(
    kind: str, examiner: Examiner, tmp_path: Path
) -> None:
    ending = examiner.examine_file(write_broken(tmp_path / "broken.dcm", kind))

    assert ending.is_honest, ending


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize="MEDVIEWER_FUZZ" not in os.environ,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=(Phase.generate, Phase.shrink),
)
@given(place=st.integers(0, 1000), damage=mutations)
def test_that_a_damaged_file_ends_in_a_picture_or_a_sentence(
    examiner: Examiner, place: int, damage: list[Mutation]
) -> None:
    content = examiner.seeds[place % len(examiner.seeds)]
    for mutation in damage:
        content = mutation.of(content)

    ending = examiner.examine(content)

    assert ending.is_honest, ending
