"""DIMSE messages as bytes (PS3.7 annex E, PS3.8 annex E)."""

from pathlib import Path

import pytest

from medviewer.dicom.network.dimse import incoming_data_set
from medviewer.dicom.network.dimse.commands import (
    LONGEST_COMMAND,
    Assembly,
    Element,
    Field,
    MalformedMessage,
    Message,
    decoded,
    encoded,
    fragments,
)
from medviewer.dicom.network.dimse.incoming_data_set import DataSetTooLarge, IncomingDataSet

VERIFICATION = "1.2.840.10008.1.1"
# C-ECHO-RQ: group length 56, SOP class (18 bytes, padded), command 0030, message 1, no data set.
ECHO = (
    b"\x00\x00\x00\x00\x04\x00\x00\x00\x38\x00\x00\x00"
    b"\x00\x00\x02\x00\x12\x00\x00\x001.2.840.10008.1.1\x00"
    b"\x00\x00\x00\x01\x02\x00\x00\x00\x30\x00"
    b"\x00\x00\x10\x01\x02\x00\x00\x00\x01\x00"
    b"\x00\x00\x00\x08\x02\x00\x00\x00\x01\x01"
)


def test_that_a_command_is_written_as_the_standard_says() -> None:
    values: dict[Element, int | str] = {
        Element.FIELD: Field.ECHO_REQUEST,
        Element.MESSAGE_ID: 1,
        Element.SOP_CLASS_UID: VERIFICATION,
    }

    assert encoded(values, has_data_set=False) == ECHO


def test_that_a_command_is_read_back() -> None:
    message = Message(1, decoded(ECHO))

    assert message.field == Field.ECHO_REQUEST
    assert message.text(Element.SOP_CLASS_UID) == VERIFICATION
    assert not message.has_data_set
    assert message.status is None


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(ECHO[:12], id="no command field"),
        pytest.param(ECHO[:-1], id="cut off"),
        pytest.param(b"\x08\x00" + ECHO[2:], id="another group"),
    ],
)
def test_that_what_is_no_command_is_refused(content: bytes) -> None:
    with pytest.raises(MalformedMessage):
        decoded(content)


def test_that_fragments_come_together_again() -> None:
    assembly = Assembly()
    whole = None

    for fragment in fragments(ECHO, 30, is_command=True):
        whole = assembly.take(3, fragment[0], memoryview(fragment)[1:], None)

    assert whole is not None
    assert (whole.context, whole.field) == (3, Field.ECHO_REQUEST)


def test_that_a_data_set_without_a_command_is_refused() -> None:
    with pytest.raises(MalformedMessage):
        Assembly().take(1, 2, memoryview(b"data"), None)


def test_that_a_command_without_end_is_refused() -> None:
    assembly = Assembly()
    assembly.take(1, 1, memoryview(bytes(LONGEST_COMMAND)), None)

    with pytest.raises(MalformedMessage):
        assembly.take(1, 1, memoryview(b"0"), None)


def test_that_what_is_too_large_for_memory_goes_over_the_disk(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(incoming_data_set, "IN_MEMORY", 8)
    data = IncomingDataSet(tmp_path)

    for part in (b"12345678", b"abcdef", b"gh"):
        data.write(memoryview(part))
    with (tmp_path / "out").open("wb") as stream:
        data.pour_into(stream)

    assert (tmp_path / "out").read_bytes() == b"12345678abcdefgh"
    assert data.head(4) == b"1234"
    data.close()


def test_that_nothing_large_is_taken_where_nothing_large_is_expected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(incoming_data_set, "IN_MEMORY", 8)

    with pytest.raises(DataSetTooLarge):
        IncomingDataSet().write(memoryview(b"123456789"))
