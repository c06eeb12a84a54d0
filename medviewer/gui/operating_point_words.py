"""Operating points in a reader's words."""

from medviewer.domain.model_trust import BALANCED, SCREENING, SPECIFIC, Interval, OperatingPoint
from medviewer.words import Message, message

POINTS = {
    SCREENING: message("OperatingPoint", "Screening"),
    BALANCED: message("OperatingPoint", "Balanced"),
    SPECIFIC: message("OperatingPoint", "Specific"),
}
TIERS = {
    SCREENING: message("OperatingPoint", "low"),
    BALANCED: message("OperatingPoint", "medium"),
    SPECIFIC: message("OperatingPoint", "high"),
    "": message("OperatingPoint", "below screening"),
}


def point_words(name: str) -> Message:
    return POINTS.get(name, message("OperatingPoint", "{name}", name=name))


def tier_words(name: str) -> Message:
    """How strong a finding of that tier is; the tiers are the operating points it reaches."""
    return TIERS.get(name, point_words(name))


def expectation(point: OperatingPoint) -> Message:
    """What is to be expected at a point, in one line."""
    return message(
        "OperatingPoint",
        "Sensitivity {sensitivity} · specificity {specificity} · PPV {ppv} at a prevalence of {prevalence}",
        sensitivity=figure(point.sensitivity),
        specificity=figure(point.specificity),
        ppv=figure(point.ppv),
        prevalence=f"{point.prevalence:.0%}",
    )


def figure(value: Interval) -> str:
    return f"{value.value:.2f} ({value.low:.2f}–{value.high:.2f})"
