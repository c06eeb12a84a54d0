"""Frames among the fragments of a file."""

import struct
from pathlib import Path

import numpy as np
import pytest

from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels import encapsulation
from medviewer.dicom.pixels.encapsulation import (
    FrameFragments,
    LocatedFrames,
    locate_frames,
    read_encapsulated,
)
from medviewer.domain.study import Instance
from medviewer.errors import UndecodablePixels
from tests.phantoms.compressed_files import (
    SEQUENCE_END,
    items,
    offset_table,
    rle,
    write_compressed,
)

JPEG_LS = "1.2.840.10008.1.2.4.80"
# Three frames that look like codestreams from their first bytes, the last of odd length in one part.
ONE, TWO, THREE = b"\xff\xd8one!", b"\xff\xd8second", b"\xff\xd8the third."
FRAGMENTED = [[ONE[:4], ONE[4:]], [TWO], [THREE[:6], THREE[6:8], THREE[8:]]]
FLAT = [fragment for frame in FRAGMENTED for fragment in frame]


def instance_of(tmp_path: Path, pixel_data: bytes, frames: int = 3) -> Instance:
    pixels = np.zeros((frames, 4, 4), np.uint16)
    path = tmp_path / "IM1"
    write_compressed(path, pixels, JPEG_LS, pixel_data, NumberOfFrames=frames)
    return read_header(path).instance


def frames_in(instance: Instance) -> list[bytes]:
    return [read_encapsulated(instance, index) for index in range(instance.number_of_frames)]


def test_that_one_fragment_a_frame_needs_no_table(tmp_path: Path) -> None:
    instance = instance_of(tmp_path, items([ONE, TWO, THREE]))

    assert frames_in(instance) == [ONE, TWO, THREE]


def test_that_a_wrong_table_is_overruled_by_one_fragment_a_frame(tmp_path: Path) -> None:
    instance = instance_of(tmp_path, items([ONE, TWO, THREE], struct.pack("<3I", 0, 2, 900)))

    assert frames_in(instance) == [ONE, TWO, THREE]


def test_that_the_offset_table_groups_fragments(tmp_path: Path) -> None:
    blank = [
        [bytes(4), bytes(2)],
        [b"\1\1"],
        [b"\2\2", b"\3\3"],
    ]  # nothing starts like a codestream
    flat = [fragment for frame in blank for fragment in frame]
    instance = instance_of(tmp_path, items(flat, offset_table(blank)))

    assert frames_in(instance) == [bytes(6), b"\1\1", b"\2\2\3\3"]


def test_that_without_a_table_a_codestream_starts_a_frame(tmp_path: Path) -> None:
    instance = instance_of(tmp_path, items(FLAT))

    assert frames_in(instance) == [ONE, TWO, THREE]


def test_that_the_only_frame_is_all_fragments(tmp_path: Path) -> None:
    instance = instance_of(tmp_path, items([b"ab", b"\xff\xd8", b"cd"]), frames=1)

    assert frames_in(instance) == [b"ab\xff\xd8cd"]


def test_that_a_missing_last_delimiter_is_survived(tmp_path: Path) -> None:
    instance = instance_of(tmp_path, items([ONE, TWO, THREE]))
    whole = instance.path.read_bytes()
    instance.path.write_bytes(whole[: whole.rindex(SEQUENCE_END)])

    assert frames_in(instance) == [ONE, TWO, THREE]


def test_that_an_extended_offset_table_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "IM1"
    write_compressed(
        path,
        np.zeros((3, 4, 4), np.uint16),
        JPEG_LS,
        items([ONE, TWO, THREE]),
        NumberOfFrames=3,
        ExtendedOffsetTable=struct.pack("<3Q", 0, 14, 30),
        ExtendedOffsetTableLengths=struct.pack("<3Q", 6, 8, 12),
    )

    assert frames_in(read_header(path).instance) == [ONE, TWO, THREE]


def test_that_what_was_located_once_is_not_looked_for_again(tmp_path: Path) -> None:
    instance = instance_of(tmp_path, items(FLAT))
    located = locate_frames(instance)
    content = bytearray(instance.path.read_bytes())
    start = content.index(items([])[:8] + items([ONE[:4]])[8:16])
    content[start : start + 8] = b"unusable"  # the offset table's item, from which a walk starts
    instance.path.write_bytes(content)

    assert read_encapsulated(instance, 2, located) == THREE
    with pytest.raises(UndecodablePixels):
        read_encapsulated(instance, 2)


def test_that_a_file_with_fewer_frames_than_it_says_shows_those_it_has(tmp_path: Path) -> None:
    instance = instance_of(tmp_path, items([ONE, TWO]))

    assert [read_encapsulated(instance, index) for index in (0, 1)] == [ONE, TWO]
    with pytest.raises(UndecodablePixels, match="do not make up its 3 images"):
        read_encapsulated(instance, 2)


def test_that_fragments_which_make_up_no_frames_are_refused(tmp_path: Path) -> None:
    instance = instance_of(tmp_path, items([bytes(8), bytes(8)]))

    with pytest.raises(UndecodablePixels, match="do not make up its 3 images"):
        read_encapsulated(instance, 0)


def test_that_rle_frames_in_several_fragments_are_found(tmp_path: Path) -> None:
    frames = [rle(np.full((4, 4), value, np.uint16)) for value in (1, 2, 3)]
    fragments = [part for frame in frames for part in (frame[:70], frame[70:])]
    instance = instance_of(tmp_path, items(fragments))

    assert frames_in(instance) == frames


def test_that_a_fragment_longer_than_the_file_takes_no_memory(tmp_path: Path) -> None:
    instance = instance_of(tmp_path, items([]) + b"\xfe\xff\x00\xe0\xfe\xff\xff\xff", frames=1)

    with pytest.raises(UndecodablePixels, match=r"IM1 is damaged: it is cut short"):
        read_encapsulated(instance, 0)


def test_that_a_table_longer_than_the_file_is_refused(tmp_path: Path) -> None:
    instance = instance_of(tmp_path, b"\xfe\xff\x00\xe0\xfc\xff\xff\xff", frames=1)

    with pytest.raises(UndecodablePixels, match="cut short"):
        read_encapsulated(instance, 0)


def test_that_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    instance = instance_of(tmp_path, items([ONE, TWO, THREE]))
    instance.path.unlink()

    with pytest.raises(UndecodablePixels, match="IM1 can no longer be read"):
        read_encapsulated(instance, 0)


def test_that_one_fragment_a_frame_may_start_like_nothing_known(tmp_path: Path) -> None:
    instance = instance_of(tmp_path, items([bytes(4), b"\1\1", b"\2\2"]))

    assert frames_in(instance) == [bytes(4), b"\1\1", b"\2\2"]


def test_that_a_file_is_walked_once_for_all_its_frames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walks: list[Path] = []

    def counting(instance: Instance) -> FrameFragments:
        walks.append(instance.path)
        return locate_frames(instance)

    monkeypatch.setattr(encapsulation, "locate_frames", counting)
    three = instance_of(tmp_path, items([ONE, TWO, THREE]))
    (tmp_path / "one").mkdir()
    one = instance_of(tmp_path / "one", items([ONE]), frames=1)
    located = LocatedFrames()

    found = [located.of(three) for _ in range(3)]

    assert found == [locate_frames(three)] * 3
    assert located.of(one) is None
    assert walks == [three.path]
