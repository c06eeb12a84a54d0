"""Operating points in a reader's words."""

from medviewer.domain.model_trust import Interval, OperatingPoint
from medviewer.words import Message, message

POINTS = {
    "screening": message("OperatingPoint", "Screening"),
    "balanced": message("OperatingPoint", "Balanced"),
    "specific": message("OperatingPoint", "Specific"),
}
TIERS = {
    "screening": message("OperatingPoint", "low"),
    "balanced": message("OperatingPoint", "medium"),
    "specific": message("OperatingPoint", "high"),
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
