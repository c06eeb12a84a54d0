"""What is about to be sent to an archive, as a reader sees it before agreeing. Values only."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from medviewer.words import Message


class Source(Enum):
    """Where what is sent comes from."""

    IMAGES = "images"  # the files of the study, as they are
    COPIES = "copies"  # of them without identity
    EXPORT = "export"  # DICOM objects of the last export
    OBJECTS = "objects"  # made of the reading as it is now


@dataclass(frozen=True, slots=True)
class OutgoingGroup:
    """Files that belong together: a series, titled as in its headers, or objects of one kind."""

    title: str | Message
    files: tuple[Path, ...]
    byte_count: int = 0


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Everything that would be sent.

    Attributes:
        notices: what the reader has to know before agreeing: left out, text in pixels.
    """

    source: Source
    groups: tuple[OutgoingGroup, ...] = ()
    notices: tuple[Message, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(file for group in self.groups for file in group.files)

    @property
    def byte_count(self) -> int:
        return sum(group.byte_count for group in self.groups)
