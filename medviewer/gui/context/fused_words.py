"""A fused answer in words: the score, what each part did, what is missing."""

from medviewer.domain.fused_answer import FusedAnswer, PartShare
from medviewer.gui.context.share_bars import ShareBar
from medviewer.gui.translation import Translator
from medviewer.words import Message, message

PARTS = {
    "image": message("Fused answer", "Image"),
    "values": message("Fused answer", "Values"),
    "text": message("Fused answer", "Text"),
}
MISSING = message("Fused answer", "missing")
NOT_READ = message("Fused answer", "not read by it")
PRE_TEST = message(
    "Fused answer",
    "AI · not verified. Pre-test information for research and education, never a finding; it does not "
    "enter the report.",
)


def part_name(part: PartShare, words: Translator) -> str:
    """As the reader knows it; a part of another recipe by its own name."""
    known = PARTS.get(part.name)
    return words(known) if known is not None else part.name


def score_text(answer: FusedAnswer) -> Message:
    """A percentage only of a calibrated model; otherwise a score, called one."""
    if answer.tells_probabilities:
        return message(
            "Fused answer",
            "{target}: {percent} %",
            target=answer.target,
            percent=5 * round(answer.score * 20),
        )
    if answer.low == answer.high:
        return message(
            "Fused answer",
            "{target}: score {score}",
            target=answer.target,
            score=_two(answer.score),
        )
    return message(
        "Fused answer",
        "{target}: score {score}, its networks between {low} and {high}",
        target=answer.target,
        score=_two(answer.score),
        low=_two(answer.low),
        high=_two(answer.high),
    )


def who_text(answer: FusedAnswer) -> Message:
    """Who answered, and why that one."""
    if answer.subject == answer.default:
        return message(
            "Fused answer",
            "Answered by “{subject}”, the best in cross-validation on the training patients. "
            "Uncalibrated: no share of patients.",
            subject=answer.subject,
        )
    return message(
        "Fused answer",
        "Answered by “{subject}”; in cross-validation “{default}” did better. Uncalibrated: no share of "
        "patients.",
        subject=answer.subject,
        default=answer.default,
    )


def share_bars(answer: FusedAnswer, words: Translator) -> tuple[ShareBar, ...]:
    """A row a part."""
    return tuple(_bar(part, words) for part in answer.parts)


def part_lines(answer: FusedAnswer, words: Translator) -> list[str]:
    """What would be said without each part, what was known and what was not."""
    lines = []
    for part in answer.parts:
        name = part_name(part, words)
        if part.score_without is not None:
            told = message(
                "Fused answer",
                "Without {part}: score {score}",
                part=name,
                score=_two(part.score_without),
            )
            lines.append(words(told))
        if part.used:
            known = message(
                "Fused answer", "{part}: {inputs}", part=name, inputs=", ".join(part.used)
            )
            lines.append(words(known))
        if part.missing:
            unknown = message(
                "Fused answer",
                "{part}, unknown: {inputs}",
                part=name,
                inputs=", ".join(part.missing),
            )
            lines.append(words(unknown))
    return [*lines, *(words(note) for note in answer.notes)]


def sum_text(answer: FusedAnswer) -> Message:
    """What the bars are."""
    if answer.is_exact:
        return message(
            "Fused answer",
            "Bars in logit: with the constant {bias} they sum to the score's {logit}.",
            bias=f"{answer.bias:+.2f}",
            logit=f"{answer.logit:+.2f}",
        )
    return message(
        "Fused answer",
        "Bars in logit (Shapley values over the parts): with {bias}, the answer to nothing known, they sum "
        "to the score's {logit}.",
        bias=f"{answer.bias:+.2f}",
        logit=f"{answer.logit:+.2f}",
    )


def _bar(part: PartShare, words: Translator) -> ShareBar:
    name = part_name(part, words)
    if not part.is_present:
        return ShareBar(name, None, words(MISSING))
    if not part.is_read:
        return ShareBar(name, None, words(NOT_READ))
    return ShareBar(name, part.contribution)


def _two(score: float) -> str:
    return f"{score:.2f}"
