"""What a model answered, in sentences: how it ended, what it scores, what it cannot exclude, how it ran."""

from datetime import datetime

from medviewer.domain.label_words import label_words
from medviewer.domain.model_card import AnalysisResult, AnalysisStatus, ModelCard
from medviewer.gui.translation import Translator
from medviewer.session.ai.operating_points import stated
from medviewer.session.ai.result_sets import ResultSet
from medviewer.words import Message, message


def outcome(
    card: ModelCard, result: AnalysisResult | None, is_running: bool = False, number: int = 1
) -> Message:
    """How the model's run ended, never "normal"."""
    title = model_title(card, number)
    if result is None and is_running:
        return message("Findings", "{model}: running or waiting", model=title)
    if result is None:
        return message("Findings", "{model}: not run yet", model=title)
    if result.status is AnalysisStatus.REFUSED:
        return message("Findings", "{model}: refused. {reason}", model=title, reason=result.reason)
    if result.status is AnalysisStatus.ABSTAINED:
        return message(
            "Findings",
            "{model}: abstained. {reason}",
            model=title,
            reason=result.reason,
        )
    return message("Findings", "{model}: {found}", model=title, found=_found(result))


def _found(result: AnalysisResult) -> Message:
    """How much it states, and how much more a lower operating point shows."""
    count = len(stated(result).findings)
    weaker = len(result.findings) - count
    found = message("Findings", "{count} findings", count=count)
    if count < 2:
        found = (
            message("Findings", "1 finding")
            if count
            else message("Findings", "no finding above threshold")
        )
    if not weaker:
        return found
    return message("Findings", "{found}, {count} weaker", found=found, count=weaker)


def suggestion_words(card: ModelCard) -> Message:
    return message(
        "Findings", "{model}: made for this series, not run yet", model=model_title(card)
    )


def model_title(card: ModelCard, number: int = 1) -> Message:
    """`Chest CT nodules 1.1`, and which run of it, from the second on."""
    title = f"{card.title} {card.version}"
    if number == 1:
        return message("Findings", "{model}", model=title)
    return message("Findings", "{model}, run {number}", model=title, number=number)


def how_it_ran(entry: ResultSet) -> str:
    """`16:04 · CPU · 31 s`."""
    seconds = sum(entry.result.timings_s.values())
    parts = (clock(entry.finished_at), entry.result.device, duration(seconds))
    return " · ".join(part for part in parts if part)


def duration(seconds: float) -> str:
    """`40 ms`, `4.1 s`, `31 s`; "" for nothing measured."""
    if seconds <= 0:
        return ""
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"


def clock(moment: str) -> str:
    """The local time of day of an ISO 8601 moment."""
    return datetime.fromisoformat(moment).astimezone().strftime("%H:%M") if moment else ""


def label_in_question(result: AnalysisResult) -> str:
    """The label an answer is about: its likeliest, else the card's first."""
    return next(iter(result.scores), next(iter(result.card.labels), ""))


def score_line(result: AnalysisResult, words: Translator) -> str:
    """Every label's score, highest first, where the findings do not say it all."""
    says_it_all = len(result.card.labels) == 1 and any(
        not finding.is_of_whole_image for finding in result.findings
    )
    if says_it_all or not result.scores:
        return ""
    ranked = sorted(result.scores.items(), key=lambda pair: -pair[1])
    parts = [f"{words(label_words(label))} {score_text(result, score)}" for label, score in ranked]
    return " · ".join(parts)


def score_text(result: AnalysisResult, score: float) -> str:
    """`85 %`, rounded to 5 %, where the calibration holds; else `0.87`, a score."""
    return f"{round(score * 20) * 5} %" if result.tells_probabilities else f"{score:.2f}"


def doubts(result: AnalysisResult) -> tuple[Message, ...]:
    """What speaks against believing it: the guard's warnings, an override, several labels possible."""
    lines = list(result.warnings)
    if result.request.override:
        lines.append(
            message(
                "Findings",
                "Run against the guard's advice: “{reason}”",
                reason=result.request.override,
            )
        )
    return tuple(lines)


def uncertainty(result: AnalysisResult, words: Translator) -> str:
    """`Cannot exclude: glioma, meningioma · members differ by ± 0.08`."""
    parts = []
    if len(result.prediction_set) > 1:
        labels = ", ".join(words(label_words(label)) for label in result.prediction_set)
        parts.append(words(message("Findings", "Cannot exclude: {labels}", labels=labels)))
    if result.spread is not None and result.status is AnalysisStatus.DONE:
        spread = f"{result.spread:.2f}"
        parts.append(words(message("Findings", "members differ by ± {spread}", spread=spread)))
    return " · ".join(parts)
