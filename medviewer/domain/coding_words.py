"""Codes in words: of which table they are, who proposed them, who answers for them."""

from collections.abc import Mapping

from medviewer.domain.coding import ICD10, ICD10_CM, CodeOrigin, ReportCode
from medviewer.words import Message, message

SCHEME_NAMES: Mapping[str, str] = {ICD10_CM: "ICD-10-CM", ICD10: "ICD-10"}
ORIGINS: Mapping[CodeOrigin, Message] = {  # short: of a column
    CodeOrigin.MODEL: message("Codes", "AI"),
    CodeOrigin.LEXICAL: message("Codes", "by its words"),
    CodeOrigin.READER: message("Codes", "you"),
}


def scheme_name(scheme: str) -> str:
    """The table's usual name; its designator where there is none."""
    return SCHEME_NAMES.get(scheme, scheme)


def proposed_by(code: ReportCode) -> Message:
    """Who proposed a code, whatever the reader made of it."""
    if code.suggestion.origin is CodeOrigin.READER:
        return message("Codes", "your choice")
    if code.suggestion.origin is CodeOrigin.LEXICAL:
        return message("Codes", "found by its words in the code table, not learnt")
    return message("Codes", "proposed by AI ({model})", model=code.model)


def answered_for(code: ReportCode) -> Message:
    """Who proposed an accepted code, and who accepted or chose it."""
    values = {"who": code.reader or message("Codes", "the reader")}
    if code.suggestion.origin is CodeOrigin.READER:
        return message("Codes", "chosen by {who}", **values)
    if code.suggestion.origin is CodeOrigin.LEXICAL:
        return message("Codes", "found by its words (not learnt), accepted by {who}", **values)
    return message("Codes", "AI-proposed ({model}), accepted by {who}", model=code.model, **values)


def score_words(code: ReportCode) -> Message:
    """A percentage where it is a probability, else a score called a score; nothing for the reader's own."""
    score = code.suggestion.score
    if code.suggestion.origin is CodeOrigin.READER:
        return message("Codes", "–")
    if code.is_probability and code.suggestion.origin is CodeOrigin.MODEL:
        return _percentage(round(score * 20) * 5)
    return message("Codes", "score {score}", score=f"{score:.2f}")


def _percentage(rounded: int) -> Message:
    """To 5 %; never none and never all: no coder is that sure."""
    if rounded < 5:
        return message("Codes", "< 5 %")
    if rounded > 95:
        return message("Codes", "> 95 %")
    return message("Codes", "{percent} %", percent=rounded)
