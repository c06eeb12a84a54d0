"""DIMSE messages: a command set, always in implicit VR little endian, and the data set behind it (PS3.7).

pynetdicom builds a pydicom data set for every command; here a command is what it is: a dozen short elements.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from medviewer.dicom.network.dimse.incoming_data_set import IncomingDataSet

LONGEST_COMMAND = 64 << 10  # bytes; one is a few hundred long
NO_DATA_SET, A_DATA_SET = 0x0101, 0x0001
COMMAND_BIT, LAST_BIT = 1, 2  # of a fragment's message control header, PS3.8 annex E.2
PDV_HEADER = 6  # length, context, control header


class Field(IntEnum):
    """Command Field (0000,0100), PS3.7 table E.1-1."""

    STORE_REQUEST = 0x0001
    STORE_RESPONSE = 0x8001
    GET_REQUEST = 0x0010
    GET_RESPONSE = 0x8010
    FIND_REQUEST = 0x0020
    FIND_RESPONSE = 0x8020
    MOVE_REQUEST = 0x0021
    MOVE_RESPONSE = 0x8021
    ECHO_REQUEST = 0x0030
    ECHO_RESPONSE = 0x8030
    CANCEL_REQUEST = 0x0FFF


class Element(IntEnum):
    """Numbers of group 0000 that are used here (PS3.7 annex E.1)."""

    GROUP_LENGTH = 0x0000
    SOP_CLASS_UID = 0x0002
    FIELD = 0x0100
    MESSAGE_ID = 0x0110
    ANSWERED_MESSAGE_ID = 0x0120
    MOVE_DESTINATION = 0x0600
    PRIORITY = 0x0700
    DATA_SET_TYPE = 0x0800
    STATUS = 0x0900
    ERROR_COMMENT = 0x0902
    SOP_INSTANCE_UID = 0x1000
    REMAINING = 0x1020
    COMPLETED = 0x1021
    FAILED = 0x1022
    WARNING = 0x1023


UIDS = (Element.SOP_CLASS_UID, Element.SOP_INSTANCE_UID)


class MalformedMessage(Exception):  # noqa: N818 - not an error: the association is aborted
    """What came is no DIMSE message."""


@dataclass(slots=True)
class Message:
    """A command and its data set.

    Attributes:
        context: number of the presentation context.
        command: element number -> value without padding.
    """

    context: int
    command: Mapping[int, bytes]
    data: IncomingDataSet = field(default_factory=IncomingDataSet)

    def number(self, element: Element) -> int | None:
        """A number; None where it is missing or malformed."""
        value = self.command.get(element, b"")
        return int.from_bytes(value, "little") if len(value) in (2, 4) else None

    def text(self, element: Element) -> str:
        return self.command.get(element, b"").decode("ascii", "replace").strip("\0 ")

    @property
    def field(self) -> int | None:
        return self.number(Element.FIELD)

    @property
    def status(self) -> int | None:
        return self.number(Element.STATUS)

    @property
    def has_data_set(self) -> bool:
        return self.number(Element.DATA_SET_TYPE) != NO_DATA_SET


def encoded(values: Mapping[Element, int | str], *, has_data_set: bool) -> bytes:
    """A command set (PS3.7 section 6.3.1)."""
    stated = {**values, Element.DATA_SET_TYPE: A_DATA_SET if has_data_set else NO_DATA_SET}
    content = b"".join(_element(number, value) for number, value in sorted(stated.items()))
    return struct.pack("<HHII", 0, Element.GROUP_LENGTH, 4, len(content)) + content


def _element(number: int, value: int | str) -> bytes:
    if isinstance(value, int):
        content = struct.pack("<H", value)
    else:
        content = value.encode("ascii", "replace")
        content += (b"\0" if number in UIDS else b" ") * (len(content) % 2)
    return struct.pack("<HHI", 0, number, len(content)) + content


def decoded(content: bytes) -> dict[int, bytes]:
    """The elements of a command set.

    Raises:
        MalformedMessage: it is none.
    """
    elements: dict[int, bytes] = {}
    position = 0
    while position + 8 <= len(content):
        group, number, length = struct.unpack_from("<HHI", content, position)
        end = position + 8 + length
        if group != 0 or end > len(content):
            raise MalformedMessage
        elements[number] = content[position + 8 : end]
        position = end
    if position != len(content) or Element.FIELD not in elements:
        raise MalformedMessage
    return elements


def fragments(content: bytes, longest: int, *, is_command: bool) -> Iterator[bytes]:
    """Message control header and part of a message, as long as a PDU may hold."""
    step = longest - PDV_HEADER
    for start in range(0, len(content), step):
        is_last = start + step >= len(content)
        header = is_command * COMMAND_BIT | is_last * LAST_BIT
        yield bytes((header,)) + content[start : start + step]


class Assembly:
    """Puts fragments together, each as it comes."""

    def __init__(self) -> None:
        self._command = bytearray()
        self._message: Message | None = None

    def take(
        self, context: int, header: int, part: memoryview, overflow_to: Path | None
    ) -> Message | None:
        """The message, once it is whole.

        Args:
            overflow_to: folder of what is too large for memory.

        Raises:
            MalformedMessage, DataSetTooLarge
        """
        message = self._message
        if header & COMMAND_BIT:
            if message is not None or len(self._command) + len(part) > LONGEST_COMMAND:
                raise MalformedMessage
            self._command += part
            if not header & LAST_BIT:
                return None
            message = self._message = Message(
                context, decoded(bytes(self._command)), IncomingDataSet(overflow_to)
            )
            self._command = bytearray()
            return None if message.has_data_set else self._finished(message)
        if message is None or message.context != context:
            raise MalformedMessage
        message.data.write(part)
        return self._finished(message) if header & LAST_BIT else None

    def _finished(self, message: Message) -> Message:
        self._message = None
        return message
