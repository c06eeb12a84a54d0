"""Walks the elements of a DICOM stream one by one, without converting or keeping a value (PS3.5 section 7).

Nothing raises on nonsense: what cannot be understood comes back as one last element that holds the rest and
says why. Memory stays the same however long a value is.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from medviewer.dicom.reading.element_coding import (
    ITEM,
    ITEM_END,
    LONG_VRS,
    SEQUENCE_END,
    SHORT_VRS,
    UNDEFINED_LENGTH,
)
from medviewer.domain.attribute_tree import Coding
from medviewer.progress import CancelToken
from medviewer.words import Message, message

PIXEL_DATA = 0x7FE00010
NO_TAG = -1  # of bytes that belong to no element
MAX_DEPTH = 64  # of nested sequences; deeper ones are made to exhaust a reader


@dataclass(frozen=True, slots=True)
class Element:
    """One element or item.

    Attributes:
        vr: as written, "" in implicit VR and for an item.
        offset: byte at which the value starts.
        length: bytes of the value that are there, without delimiters.
        end: byte at which the next one starts.
    """

    tag: int
    vr: str
    offset: int
    length: int
    end: int
    is_undefined: bool = False
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """A stream and how far into it its bytes may be believed; every loop asks the token."""

    stream: BinaryIO
    token: CancelToken

    def elements(self, start: int, end: int, coding: Coding, depth: int = 0) -> Iterator[Element]:
        """The elements of a data set or item up to `end` or to its delimiter, which is not among them."""
        position = start
        while position < end:
            self.token.check()
            found = self._element(position, end, coding, depth)
            if found is None:
                return
            yield found
            if found.problem is not None:
                return
            position = found.end

    def items(self, start: int, end: int, coding: Coding, depth: int = 0) -> Iterator[Element]:
        """The items of a sequence, or the fragments of encapsulated pixel data (PS3.5 A.4)."""
        position = start
        while position < end:
            self.token.check()
            head = self._read(position, 8)
            if len(head) < 8:
                yield leftover(position, end)
                return
            tag, length = _tag_and_length(head, coding)
            if tag == SEQUENCE_END:
                return
            if tag != ITEM:
                yield replace(leftover(position, end), problem=NO_ITEM)
                return
            found = self._item(position + 8, length, end, coding, depth)
            yield found
            if found.problem is not None:
                return
            position = found.end

    def read(self, offset: int, length: int) -> bytes:
        """Up to `length` bytes of a value; fewer where the file ends."""
        return self._read(offset, length)

    def is_sequence(self, element: Element) -> bool:
        """Whether a value whose VR does not say so starts like a sequence's first item."""
        head = self._read(element.offset, 8) if element.length >= 8 else b""
        return head[:4] == b"\xfe\xff\x00\xe0"

    def coding_below(self, element: Element, coding: Coding) -> Coding:
        """How the items of a sequence are encoded: UN holds implicit little endian (PS3.5 6.2.2 note 2).

        Some writers leave their own encoding there; the first element's VR tells.
        """
        if element.vr != "UN":
            return coding
        head = self._read(element.offset + 8, 6)
        is_explicit = is_vr(head[4:6]) and head[:4] != b"\xfe\xff\x0d\xe0"
        return replace(coding, is_implicit=not is_explicit, is_little_endian=True)

    def _read(self, offset: int, length: int) -> bytes:
        self.stream.seek(offset)
        return self.stream.read(length)

    def _element(self, position: int, end: int, coding: Coding, depth: int) -> Element | None:
        """The element at `position`; None where a delimiter ends the list."""
        head = self._read(position, 12)
        if end - position < 8 or len(head) < 8:
            return leftover(position, end)
        tag, length = _tag_and_length(head, coding)
        if tag in (ITEM_END, SEQUENCE_END):
            return None
        if coding.is_implicit or not is_vr(head[4:6]):
            return self._valued(Element(tag, "", position + 8, length, 0), end, coding, depth)
        vr, size = head[4:6], 8
        order = "<" if coding.is_little_endian else ">"
        if vr in SHORT_VRS or (vr not in LONG_VRS and head[6:8] != b"\0\0"):
            (length,) = struct.unpack_from(f"{order}H", head, 6)
        elif len(head) < 12:
            return leftover(position, end)
        else:
            (length,) = struct.unpack_from(f"{order}I", head, 8)
            size = 12
        element = Element(tag, vr.decode("ascii"), position + size, length, 0)
        return self._valued(element, end, coding, depth)

    def _valued(self, head: Element, end: int, coding: Coding, depth: int) -> Element:
        """The element with its end; `head.length` is what the file states."""
        if head.length == UNDEFINED_LENGTH:
            return self._undefined(head, end, self.coding_below(head, coding), depth)
        left = max(end - head.offset, 0)  # an item may end amid a header
        if head.length > left:
            return replace(
                head, length=left, end=end, problem=_too_long(stated=head.length, left=left)
            )
        end = head.offset + head.length
        return Element(
            head.tag, head.vr, head.offset, head.length, end
        )  # replace() takes thrice as long

    def _undefined(self, head: Element, end: int, coding: Coding, depth: int) -> Element:
        """Skip items up to the sequence's delimiter."""
        if depth >= MAX_DEPTH:
            return replace(
                head, length=max(end - head.offset, 0), end=end, is_undefined=True, problem=TOO_DEEP
            )
        last = head.offset
        for item in self.items(head.offset, end, coding, depth + 1):
            last = item.end
        delimiter = self._read(last, 8)
        is_closed = len(delimiter) == 8 and _tag_and_length(delimiter, coding)[0] == SEQUENCE_END
        return replace(
            head,
            length=last - head.offset,
            end=last + 8 if is_closed else last,
            is_undefined=True,
            problem=None if is_closed else UNCLOSED,
        )

    def _item(self, offset: int, length: int, end: int, coding: Coding, depth: int) -> Element:
        head = Element(ITEM, "", offset, length, 0)
        if length != UNDEFINED_LENGTH:
            return self._valued(head, end, coding, depth)
        if depth >= MAX_DEPTH:
            return replace(head, length=end - offset, end=end, problem=TOO_DEEP)
        last = offset
        for element in self.elements(offset, end, coding, depth + 1):
            last = element.end
        delimiter = self._read(last, 8)
        is_closed = len(delimiter) == 8 and _tag_and_length(delimiter, coding)[0] == ITEM_END
        return replace(
            head,
            length=last - offset,
            end=last + 8 if is_closed else last,
            is_undefined=True,
            problem=None if is_closed else UNCLOSED,
        )


def is_vr(letters: bytes) -> bool:
    return len(letters) == 2 and letters.isalpha() and letters.isupper()


def leftover(position: int, end: int) -> Element:
    """Bytes in which no element could be seen."""
    return Element(NO_TAG, "", position, end - position, end, problem=NO_ELEMENT)


def _tag_and_length(head: bytes, coding: Coding) -> tuple[int, int]:
    order = "<" if coding.is_little_endian else ">"
    group, element, length = struct.unpack_from(f"{order}HHI", head)
    return group << 16 | element, length


def _too_long(stated: int, left: int) -> Message:
    return message(
        "Attributes",
        "The file states {stated} bytes here, but only {left} are left. It was cut short, or damaged.",
        stated=stated,
        left=left,
    )


NO_ELEMENT = message("Attributes", "No attribute can be made out in these bytes.")
NO_ITEM = message("Attributes", "Something else stands here where an item of the sequence must.")
UNCLOSED = message("Attributes", "The end of this sequence is missing; what was there is listed.")
TOO_DEEP = message("Attributes", "The sequences are nested deeper than a file has reason to be.")
