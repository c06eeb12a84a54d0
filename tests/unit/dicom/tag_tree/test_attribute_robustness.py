"""No byte of a file may bring the tag browser down: everything is a row, or a refusal in words."""

import random
from pathlib import Path

import pytest

from medviewer.dicom.tag_tree.attribute_export import as_json, as_text
from medviewer.dicom.tag_tree.attribute_rows import frame_places, read_below, read_file, read_frame
from medviewer.domain.attribute_tree import Attribute, AttributeFile
from medviewer.errors import UnreadableFile
from medviewer.progress import CancelToken
from tests.phantoms.attribute_files import attribute_file, multi_frame

MUTATIONS = 60  # of each kind; the seeds are fixed, so a failure comes back
TOKEN = CancelToken()


def unfold(file: AttributeFile, row: Attribute, depth: int = 0) -> int:
    """Read everything below a row; the number of rows."""
    if not row.has_rows or depth > 8:
        return 1
    return 1 + sum(unfold(file, one, depth + 1) for one in read_below(file, row, TOKEN))


def look_at_everything(path: Path) -> None:
    try:
        file = read_file(path, TOKEN)
    except UnreadableFile:
        return
    for row in file.meta + file.data_set:
        unfold(file, row)
    for place in frame_places(file, TOKEN):
        read_frame(file, place, TOKEN)
    as_text(file, file.data_set, TOKEN)
    as_json(file, file.data_set, TOKEN)


def flipped(whole: bytes, chance: random.Random) -> bytes:
    mutated = bytearray(whole)
    for _ in range(chance.randint(1, 8)):
        mutated[chance.randrange(132, len(mutated))] = chance.randrange(256)
    return bytes(mutated)


def truncated(whole: bytes, chance: random.Random) -> bytes:
    return whole[: chance.randrange(132, len(whole))]


def with_lengths_gone_wild(whole: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(132, len(whole) - 4)
    return (
        whole[:at] + chance.choice([b"\xff" * 4, b"\0" * 4, b"\xff\xff\xff\x7f"]) + whole[at + 4 :]
    )


def with_bytes_moved(whole: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(132, len(whole))
    return whole[:at] + chance.randbytes(chance.randint(1, 9)) + whole[at:]


@pytest.mark.parametrize("mutate", [flipped, truncated, with_lengths_gone_wild, with_bytes_moved])
def test_that_a_mutated_file_is_listed_or_refused(tmp_path: Path, mutate: object) -> None:
    whole = attribute_file(tmp_path / "whole.dcm", multi_frame).read_bytes()
    mutated = tmp_path / "mutated.dcm"

    for seed in range(MUTATIONS):
        mutated.write_bytes(mutate(whole, random.Random(seed)))  # type: ignore[operator]

        look_at_everything(mutated)


def test_that_every_malformed_shared_file_is_listed_or_refused(shared_data: Path) -> None:
    for path in sorted((shared_data / "dicom" / "malformed").rglob("*")):
        if path.is_file():
            look_at_everything(path)
