"""C-STORE: each file as it is, each failure told, the others sent all the same."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydicom.data import get_testdata_file

from medviewer.dicom.network.dimse.commands import Element, Message
from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import ArchiveNode, TransferOutcome
from medviewer.errors import ArchiveUnreachable
from medviewer.progress import CancelToken, ignore_progress
from tests.peers.free_port import free_port
from tests.peers.scripted_archive import Script, ScriptedArchive, Talk, slices

EXPLICIT = "1.2.840.10008.1.2.1"
WITH_LOSS = Path(str(get_testdata_file("JPEG2000.dcm")))
WITHOUT_LOSS = Path(str(get_testdata_file("MR_small_RLE.dcm")))
PLAIN = Path(str(get_testdata_file("MR_small.dcm")))


@pytest.fixture
def archive() -> Iterator[Callable[..., ScriptedArchive]]:
    made: list[ScriptedArchive] = []

    def make(script: Script, syntaxes: tuple[str, ...] = ()) -> ScriptedArchive:
        made.append(ScriptedArchive(script, syntaxes))
        return made[-1]

    yield make
    for one in made:
        one.stop()


def store(node: ArchiveNode, *files: Path) -> TransferOutcome:
    return open_archive(node).store(files, ignore_progress, CancelToken())


def take_all(talk: Talk, request: Message) -> None:
    talk.answer(request, 0)


def test_that_a_file_goes_out_byte_for_byte(archive: Callable[..., ScriptedArchive]) -> None:
    receiving = archive(take_all)

    store(receiving.node, WITH_LOSS)

    (request,) = receiving.requests
    data_set = request.data.head(request.data.size)
    assert WITH_LOSS.read_bytes().endswith(data_set)
    assert data_set.startswith(b"\x08\x00")  # the first group after the file meta information


@pytest.mark.parametrize(
    ("status", "words"),
    [(0xA700, "out of resources"), (0xA900, "does not match"), (0xC123, "make sense")],
)
def test_that_a_refused_file_says_why_and_the_next_is_sent(
    archive: Callable[..., ScriptedArchive], tmp_path: Path, status: int, words: str
) -> None:
    def script(talk: Talk, request: Message) -> None:
        is_first = request.text(Element.SOP_INSTANCE_UID).endswith(".1")
        talk.answer(request, status if is_first else 0)

    outcome = store(archive(script).node, *slices(tmp_path, 3))

    assert outcome.transferred == 2
    (problem,) = outcome.problems
    assert words in str(problem.reason)
    assert problem.sop_instance_uid.endswith(".1")


def test_that_an_archive_that_breaks_off_at_one_file_gets_the_others(
    archive: Callable[..., ScriptedArchive], tmp_path: Path
) -> None:
    def script(talk: Talk, request: Message) -> None:
        if request.text(Element.SOP_INSTANCE_UID).endswith(".2"):
            talk.abort()
        else:
            talk.answer(request, 0)

    outcome = store(archive(script).node, *slices(tmp_path, 4))

    assert outcome.transferred == 3
    assert [one.sop_instance_uid[-2:] for one in outcome.problems] == [".2"]


def test_that_every_file_is_accounted_for_when_the_archive_is_gone(
    archive: Callable[..., ScriptedArchive], tmp_path: Path
) -> None:
    def script(talk: Talk, request: Message) -> None:
        if request.text(Element.SOP_INSTANCE_UID).endswith(".1"):
            talk.answer(request, 0)
        else:
            talk.abort()

    outcome = store(archive(script).node, *slices(tmp_path, 5))

    assert outcome.transferred == 1
    assert len(outcome.problems) == 4


def test_that_a_compression_without_loss_is_undone_where_it_is_not_taken(
    archive: Callable[..., ScriptedArchive],
) -> None:
    receiving = archive(take_all, (EXPLICIT,))

    outcome = store(receiving.node, WITHOUT_LOSS)

    assert outcome.is_whole
    assert "another encoding" in str(outcome.notes[0])
    data_set = receiving.requests[0].data.head(receiving.requests[0].data.size)
    assert len(data_set) > 64 * 64 * 2  # the pixels, uncompressed


def test_that_a_compression_with_loss_is_never_undone(
    archive: Callable[..., ScriptedArchive],
) -> None:
    receiving = archive(take_all, (EXPLICIT,))

    outcome = store(receiving.node, WITH_LOSS, PLAIN)

    assert outcome.transferred == 1
    assert "JPEG 2000" in str(outcome.problems[0].reason)
    assert len(receiving.requests) == 1


def test_that_what_is_no_object_is_told_by_name(
    archive: Callable[..., ScriptedArchive], tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("not an image")

    outcome = store(archive(take_all).node, tmp_path / "notes.txt", PLAIN)

    assert outcome.transferred == 1
    assert "notes.txt" in str(outcome.problems[0].reason)


def test_that_an_archive_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(ArchiveUnreachable, match="Check host and port"):
        store(ArchiveNode("nobody", port=free_port()), PLAIN)
