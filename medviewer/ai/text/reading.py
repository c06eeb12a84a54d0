"""How a text becomes what models read, the same in training and in the viewer: cap, tokens, negation."""

from dataclasses import dataclass

from medviewer.ai.text.negation import negated_spans
from medviewer.ai.text.tokens import Token, mark_negated, readable, tokens_of


@dataclass(frozen=True, slots=True)
class Reading:
    """The tokens of a text.

    Attributes:
        is_cut: whether the text was longer than is read.
    """

    tokens: tuple[Token, ...]
    is_cut: bool = False

    @property
    def keys(self) -> list[str]:
        """What each token is looked up by."""
        return [token.key for token in self.tokens]


def read(text: str, language: str, marks_negation: bool = False) -> Reading:
    """Cut a text into tokens.

    Args:
        language: "en", "es" or "zh"; decides which words deny.
        marks_negation: whether denied words become other words.
    """
    part = readable(text)
    tokens = tokens_of(part.text)
    if marks_negation:
        tokens = mark_negated(tokens, negated_spans(part.text, language))
    return Reading(tuple(tokens), part.is_cut)
