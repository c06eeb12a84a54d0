"""What the guard says of images: fine, a warning, or a refusal, each with its reasons."""

from collections.abc import Iterable
from dataclasses import dataclass

from medviewer.words import Message


@dataclass(frozen=True, slots=True)
class Opinion:
    """Reasons to refuse and reasons to warn, the gravest first; without any, all is fine."""

    refusals: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()

    @property
    def reasons(self) -> tuple[Message, ...]:
        return self.refusals + self.warnings


FINE = Opinion()


def together(opinions: Iterable[Opinion]) -> Opinion:
    """One opinion with all their reasons; a reason given twice stands once."""
    found = tuple(opinions)
    refused = {str(r): r for o in found for r in o.refusals}
    warned = {str(w): w for o in found for w in o.warnings if str(w) not in refused}
    return Opinion(tuple(refused.values()), tuple(warned.values()))
