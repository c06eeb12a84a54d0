"""A prognosis in words: what a reader may take from it, and what must be known before."""

import math
from html import escape

from medviewer.domain.model_trust import Interval
from medviewer.domain.prognosis import PrognosisResult, UsedInput
from medviewer.gui.translation import Translator
from medviewer.words import Message, message

SUBJECTS = {
    "kaplan_meier": message("Prognosis", "everybody alike (Kaplan–Meier)"),
    "prevalence": message("Prognosis", "everybody alike (the share)"),
    "cox": message("Prognosis", "Cox regression"),
    "logistic": message("Prognosis", "logistic regression"),
    "naive_bayes": message("Prognosis", "naive Bayes"),
    "hazard_network": message("Prognosis", "hazard network"),
    "cox_network": message("Prognosis", "Cox network"),
    "network": message("Prognosis", "network"),
    "ensemble": message("Prognosis", "regression and networks together"),
}
NOT_A_DEVICE = message("Prognosis", "For research; not a medical device.")


def answer_html(answer: PrognosisResult, words: Translator) -> str:
    """The whole answer: risk, median, inputs, figures, cautions."""
    parts = [_paragraph(f"<b>{escape(words(risk_sentence(answer)))}</b>")]
    if answer.curve:
        parts.append(_paragraph(escape(words(median_sentence(answer)))))
    parts += [_caution(escape(words(each))) for each in answer.cautions]
    parts.append(inputs_html(answer.inputs, words))
    parts.append(_paragraph(escape(words(trust_sentence(answer)))))
    parts.append(_paragraph(f"<i>{escape(words(NOT_A_DEVICE))}</i>"))
    return "".join(parts)


def risk_sentence(answer: PrognosisResult) -> Message:
    """Of a hundred like this one, beside a hundred of all; never without the interval."""
    found = {
        "own": hundreds(answer.risk),
        "everybody": hundreds(answer.population_risk),
        "outcome": answer.model.outcome,
    }
    if not answer.curve:
        return message(
            "Prognosis",
            "Of 100 patients like this one, {own} have “{outcome}”; of 100 of everybody, {everybody}.",
            **found,
        )
    return message(
        "Prognosis",
        "Of 100 patients like this one, {own} reach “{outcome}” within {time} {unit}; of 100 of everybody, "
        "{everybody}.",
        time=f"{answer.model.horizon:g}",
        unit=answer.model.time_unit,
        **found,
    )


def median_sentence(answer: PrognosisResult) -> Message:
    """When half have the outcome, with what of the interval is reached."""
    if answer.median is None:
        return message("Prognosis", "Over the time followed, fewer than half reach it: no median.")
    return message(
        "Prognosis",
        "Half of them reach it within {median} {unit}.",
        median=bounded(answer.median),
        unit=answer.model.time_unit,
    )


def trust_sentence(answer: PrognosisResult) -> Message:
    """Who answered, how well it orders patients, and what it learnt from."""
    own, simple = (
        "–" if each is None else f"{each.value:.2f} ({each.low:.2f}–{each.high:.2f})"
        for each in (answer.c_index, answer.simple_c_index)
    )
    return message(
        "Prognosis",
        "Answered by: {subject}. Pairs of patients it did not learn from and put in the right order: {own}; "
        "the classical regression: {simple}; chance: 0.5. Learnt from {cases} rows, {events} with the "
        "outcome.",
        subject=SUBJECTS.get(answer.answered_by, answer.answered_by),
        own=own,
        simple=simple,
        cases=answer.model.cases,
        events=answer.model.events,
    )


def inputs_html(inputs: tuple[UsedInput, ...], words: Translator) -> str:
    """Each input, its value, and by how much it moved the hazard (or the odds)."""
    heads = (
        message("Prognosis", "Input"),
        message("Prognosis", "Value"),
        message("Prognosis", "Against the average"),
    )
    head = "".join(f"<th align='left'>{escape(words(each))}</th>" for each in heads)
    rows = "".join(_input_row(each, words) for each in inputs)
    return f"<table cellpadding='3'><tr>{head}</tr>{rows}</table>"


def hundreds(found: Interval) -> str:
    """0.624 (0.48–0.75) as "62 (48–75)"."""
    return f"{100 * found.value:.0f} ({100 * found.low:.0f}–{100 * found.high:.0f})"


def bounded(found: Interval) -> str:
    """A time with its interval; a bound beyond the curve is said to be."""
    high = ">" if math.isinf(found.high) else f"{found.high:.3g}"
    low = f"{found.low:.3g}"
    return f"{found.value:.3g} ({low}–{high})" if high != ">" else f"{found.value:.3g} (> {low})"


def _input_row(used: UsedInput, words: Translator) -> str:
    value = words(message("Prognosis", "missing")) if used.is_missing else used.text
    if used.is_extrapolated:
        value += " ⚠"
    moved = f"× {math.exp(max(-20.0, min(20.0, used.contribution))):.2f}"
    return f"<tr><td>{escape(used.name)}</td><td>{escape(value)}</td><td>{moved}</td></tr>"


def _paragraph(html: str) -> str:
    return f"<p>{html}</p>"


def _caution(html: str) -> str:
    return f"<p>⚠ {html}</p>"
