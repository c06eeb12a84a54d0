"""How much of a server's answer is read before it is called unusable."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, after any compression of the transfer is undone.

    Attributes:
        search_bytes: one page of a search; servers that know no pages send everything at once.
        instance_bytes: one image; far above the largest enhanced multi-frame met.
        batch_bytes: what goes into one STOW request; many servers refuse large ones.
    """

    search_bytes: int = 64 << 20
    instance_bytes: int = 8 << 30
    batch_bytes: int = 32 << 20


USUAL = Limits()
