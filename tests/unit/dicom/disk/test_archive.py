"""Archives are unpacked, and what they say is not trusted."""

import zipfile
from pathlib import Path

import pytest

from medviewer.dicom.disk import archive
from medviewer.dicom.disk.archive import Unpacked, unpack
from medviewer.progress import Cancelled, CancelToken


def zipped(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in entries.items():
            out.writestr(name, content)
    return path


def unpack_all(source: Path, target: Path) -> Unpacked:
    unpacked = Unpacked()
    written = list(unpack(source, target, CancelToken(), unpacked))
    assert written == list(unpacked.origins)
    return unpacked


def test_that_entries_are_unpacked_with_their_origin(tmp_path: Path) -> None:
    source = zipped(tmp_path / "s.zip", {"a/IM1": b"one", "b/IM1": b"two"})

    unpacked = unpack_all(source, tmp_path / "out")

    found = {origin: path.read_bytes() for path, origin in unpacked.origins.items()}
    assert found == {source / "a/IM1": b"one", source / "b/IM1": b"two"}
    assert unpacked.problems == []


@pytest.mark.parametrize(
    "name", ["../../evil", "/etc/evil", "..\\..\\evil", "C:\\evil", "a/../../evil", "..", ".hidden"]
)
def test_that_no_entry_leaves_the_folder(tmp_path: Path, name: str) -> None:
    out = tmp_path / "deep" / "out"
    source = zipped(tmp_path / "s.zip", {name: b"x"})

    unpack_all(source, out)

    [written] = [path for path in tmp_path.rglob("*") if path.is_file() and path != source]
    assert written.is_relative_to(out)
    assert not written.name.startswith(".")


def test_that_an_archive_beyond_the_limit_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 100)
    source = zipped(tmp_path / "s.zip", {"a": bytes(60), "b": bytes(60)})

    unpacked = unpack_all(source, tmp_path / "out")

    assert unpacked.origins == {}
    assert "far more" in str(unpacked.problems[0].reason)
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == []


def test_that_a_full_disk_is_told_before_it_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "SPARE_BYTES", 1 << 60)
    source = zipped(tmp_path / "s.zip", {"a": b"x"})

    unpacked = unpack_all(source, tmp_path / "out")

    assert "too little space" in str(unpacked.problems[0].reason)


def test_that_a_damaged_entry_costs_only_itself(tmp_path: Path) -> None:
    source = zipped(tmp_path / "s.zip", {"good": b"good" * 50, "bad": bytes(range(200))})
    content = bytearray(source.read_bytes())
    place = content.index(b"bad") + 3
    content[place : place + 20] = b"\xff" * 20
    source.write_bytes(content)

    unpacked = unpack_all(source, tmp_path / "out")

    assert list(unpacked.origins.values()) == [source / "good"]
    assert [problem.path for problem in unpacked.problems] == [source / "bad"]


def test_that_an_encrypted_entry_is_told(tmp_path: Path) -> None:
    source = zipped(tmp_path / "s.zip", {"secret": b"x"})
    content = bytearray(source.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + flags] |= 1
    source.write_bytes(content)

    unpacked = unpack_all(source, tmp_path / "out")

    assert "password" in str(unpacked.problems[0].reason)


def test_that_what_is_no_archive_is_told(tmp_path: Path) -> None:
    source = tmp_path / "s.zip"
    source.write_bytes(b"no archive")

    unpacked = unpack_all(source, tmp_path / "out")

    assert [problem.path for problem in unpacked.problems] == [source]


def test_that_unpacking_can_be_cancelled(tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        list(unpack(zipped(tmp_path / "s.zip", {"a": b"x"}), tmp_path / "out", token, Unpacked()))


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_that_a_damaged_entry_is_named_whatever_packed_it(tmp_path: Path, method: int) -> None:
    source = tmp_path / "s.zip"
    with zipfile.ZipFile(source, "w", method) as out:
        out.writestr("IM1", bytes(range(256)) * 20)
        out.writestr("IM2", b"whole")
    damaged = bytearray(source.read_bytes())
    damaged[45:60] = bytes(byte ^ 0x5A for byte in damaged[45:60])
    source.write_bytes(damaged)

    unpacked = unpack_all(source, tmp_path / "out")

    assert [problem.path for problem in unpacked.problems] == [source / "IM1"]
    assert list(unpacked.origins.values()) == [source / "IM2"]


def test_that_an_entry_with_a_long_chinese_name_is_unpacked(tmp_path: Path) -> None:
    name = "影像" * 60 + ".dcm"
    source = zipped(tmp_path / "s.zip", {name: b"x"})

    unpacked = unpack_all(source, tmp_path / "out")

    assert list(unpacked.origins.values()) == [source / name]


def test_that_files_are_handed_out_while_the_archive_is_being_unpacked(tmp_path: Path) -> None:
    source = zipped(tmp_path / "s.zip", {"a": b"1", "b": b"2"})
    files = unpack(source, tmp_path / "out", CancelToken(), Unpacked())

    first = next(files)

    assert first.read_bytes() == b"1"
    assert [path.name for path in (tmp_path / "out").rglob("*") if path.is_file()] == ["a"]


def test_that_an_archive_in_an_archive_is_unpacked_and_named_by_both(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"IM1": b"deep"}).read_bytes()
    source = zipped(tmp_path / "s.zip", {"study.zip": inner, "IM1": b"flat"})

    unpacked = unpack_all(source, tmp_path / "out")

    found = {origin: path.read_bytes() for path, origin in unpacked.origins.items()}
    assert found == {source / "study.zip" / "IM1": b"deep", source / "IM1": b"flat"}


def test_that_archives_in_archives_end_at_a_depth(tmp_path: Path) -> None:
    content = zipped(tmp_path / "0.zip", {"IM1": b"x"}).read_bytes()
    for depth in range(1, archive.MAX_NESTING + 2):
        content = zipped(tmp_path / f"{depth}.zip", {f"{depth}.zip": content}).read_bytes()

    unpacked = unpack_all(tmp_path / f"{archive.MAX_NESTING + 1}.zip", tmp_path / "out")

    assert unpacked.origins == {}
    assert "archives within archives" in str(unpacked.problems[0].reason)


def test_that_archives_in_archives_share_one_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = zipped(tmp_path / "inner.zip", {"IM1": bytes(5000)}).read_bytes()
    source = zipped(tmp_path / "s.zip", {f"{each}.zip": inner for each in range(4)})
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 4 * len(inner) + 3 * 5000)

    unpacked = unpack_all(source, tmp_path / "out")

    assert len(unpacked.origins) == 3
    assert [problem.path.name for problem in unpacked.problems] == ["3.zip"]


def test_that_a_bomb_is_known_by_its_ratio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "TRUSTED_BYTES", 1 << 20)
    source = zipped(tmp_path / "s.zip", {"a": bytes(2 << 20)})

    unpacked = unpack_all(source, tmp_path / "out")

    assert unpacked.origins == {}
    assert "far more" in str(unpacked.problems[0].reason)


def test_that_entries_whose_names_differ_in_strange_letters_only_are_all_unpacked(
    tmp_path: Path,
) -> None:
    # What a ZIP without its code page makes of two Chinese names: letters of boxes.
    source = zipped(
        tmp_path / "s.zip", {"a/\u2550\u255d.dcm": b"one", "a/\u2568\u2563.dcm": b"two"}
    )

    unpacked = unpack_all(source, tmp_path / "out")

    assert sorted(path.read_bytes() for path in unpacked.origins) == [b"one", b"two"]
    assert unpacked.problems == []


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_that_of_two_entries_of_one_name_the_first_is_used_and_that_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "s.zip", "w") as out:
        out.writestr("IM1", b"one")
        out.writestr("IM1", b"two")

    unpacked = unpack_all(tmp_path / "s.zip", tmp_path / "out")

    assert [path.read_bytes() for path in unpacked.origins] == [b"one"]
    assert "two entries" in str(unpacked.problems[0].reason)
