"""What goes into a bundle that helps to mend a fault: to be read before it is passed on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BundlePart:
    """One file of the bundle; `text` is what it says, None where it is no text: then `shown` tells of it."""

    name: str
    size: int
    text: str | None
    shown: str = ""


@dataclass(frozen=True, slots=True)
class FaultBundle:
    """A ZIP archive in memory, and what is in it."""

    parts: tuple[BundlePart, ...]
    data: bytes
    left_out: int = 0  # headers that could not be cleaned, or were too many
