"""How lesions over time are told: sizes, changes, matches, sums. One wording for panel, report and table."""

from medviewer.domain.growth import Dimension, Growth, LesionChange
from medviewer.domain.lesion import LesionSize
from medviewer.domain.longitudinal import Examination, LesionTimeline, TimePoint
from medviewer.domain.significant_digits import significant
from medviewer.domain.study_ledger import LesionMatch, LesionRole, MatchMethod, PointState
from medviewer.domain.tumour_response import Recist, Response
from medviewer.words import Message, message

NOTHING = message("FollowUp", "–")
CHANGES = {
    LesionChange.NEW: message("FollowUp", "new"),
    LesionChange.GROWN: message("FollowUp", "grown"),
    LesionChange.STABLE: message("FollowUp", "stable"),
    LesionChange.SHRUNK: message("FollowUp", "shrunk"),
    LesionChange.GONE: message("FollowUp", "gone"),
    LesionChange.UNKNOWN: NOTHING,
}
ROLES = {
    LesionRole.NONE: NOTHING,
    LesionRole.TARGET: message("FollowUp", "target"),
    LesionRole.NON_TARGET: message("FollowUp", "non-target"),
    LesionRole.NEW: message("FollowUp", "new lesion"),
}
STATES = {
    PointState.MEASURED: message("FollowUp", "measured"),
    PointState.PRESENT: message("FollowUp", "present"),
    PointState.TOO_SMALL: message("FollowUp", "too small to measure"),
    PointState.ABSENT: message("FollowUp", "absent"),
    PointState.PROGRESSED: message("FollowUp", "unequivocal progression"),
    PointState.NOT_EVALUATED: message("FollowUp", "not evaluated"),
}
METHODS = {
    MatchMethod.SAME_STUDY: message("FollowUp", "drawn on one place"),
    MatchMethod.FRAME: message("FollowUp", "one frame of reference"),
    MatchMethod.REGISTRATION: message("FollowUp", "registered"),
    MatchMethod.ALIGNMENT: message("FollowUp", "aligned by slices"),
    MatchMethod.HAND: message("FollowUp", "matched by hand"),
    MatchMethod.REPORT: message("FollowUp", "as reported"),
}
RESPONSES = {
    Response.CR: message("FollowUp", "complete response"),
    Response.PR: message("FollowUp", "partial response"),
    Response.SD: message("FollowUp", "stable disease"),
    Response.PD: message("FollowUp", "progressive disease"),
    Response.NE: message("FollowUp", "not evaluable"),
    Response.NON_CR_NON_PD: message("FollowUp", "neither complete response nor progression"),
    Response.NONE: NOTHING,
}
THRESHOLDS = message(
    "FollowUp",
    "Grown or shrunk: beyond what measuring twice would differ by. Volumes 25 %; diameters 1.5 mm below "
    "10 mm, 2 mm from there on (Fleischner 2017, BTS 2015).",
)
AS_A_BALL = message(
    "FollowUp", "Doubling time from diameters: the lesion is taken for a ball (Schwartz 1961)."
)


def size_words(size: LesionSize) -> Message:
    """`12.3 × 9.1 mm, 0.45 mL`; a dash where nothing was measured."""
    if size.longest_mm is None:
        return NOTHING if size.volume_ml is None else _volume(size.volume_ml)
    diameter = f"{size.longest_mm:.1f}"
    if size.short_axis_mm is not None:
        diameter += f" × {size.short_axis_mm:.1f}"
    if size.volume_ml is None:
        return message("FollowUp", "{size} mm", size=diameter)
    volume = significant(size.volume_ml, 3)
    return message("FollowUp", "{size} mm, {volume} mL", size=diameter, volume=volume)


def point_words(point: TimePoint) -> Message:
    """What an examination shows of a lesion: its size, or the reader's word for it."""
    if point.state in (PointState.MEASURED, PointState.PRESENT):
        is_sized = point.size != LesionSize()
        return size_words(point.size) if is_sized else STATES[PointState.PRESENT]
    return NOTHING if point.state is PointState.NOT_EVALUATED else STATES[point.state]


def change_words(timeline: LesionTimeline) -> Message:
    """`grown, +33 %`."""
    if timeline.growth is None:
        return CHANGES[timeline.change]
    return message(
        "FollowUp",
        "{change}, {percent} %",
        change=CHANGES[timeline.change],
        percent=signed(timeline.growth.percent),
    )


def doubling_words(growth: Growth | None) -> Message:
    """`120 d`; `≈ 120 d` where the lesion was taken for a ball; a dash where it has not grown."""
    is_growing = growth is not None and growth.change is LesionChange.GROWN
    if growth is None or not is_growing or growth.doubling_days is None:
        return NOTHING
    days = f"{growth.doubling_days:.0f}"
    text = f"≈ {days}" if growth.is_from_diameters else days
    return message("FollowUp", "{days} d", days=text)


def growth_words(growth: Growth) -> Message:
    """Both sizes and the time between them."""
    unit = "mL" if growth.dimension is Dimension.VOLUME else "mm"
    before, now = (significant(each, 3) for each in (growth.before, growth.now))
    return message(
        "FollowUp",
        "{before} → {now} {unit} in {days} days",
        before=before,
        now=now,
        unit=unit,
        days=growth.days,
    )


def match_words(match: LesionMatch | None, *, is_confirmed: bool) -> Message:
    """How two were found to be one, and whether the reader agreed."""
    if match is None:
        return NOTHING
    method = METHODS[match.method]
    if match.distance_mm is not None:
        distance = f"{match.distance_mm:.1f}"
        method = message("FollowUp", "{method}, {mm} mm apart", method=method, mm=distance)
    if is_confirmed:
        return message("FollowUp", "✓ {method}", method=method)
    return message("FollowUp", "? {method}", method=method)


def date_words(examination: Examination) -> Message:
    """`2026-01-31`; the description where there is no date."""
    day = examination.day
    text = day.isoformat() if day is not None else examination.description or "?"
    return message("FollowUp", "{date}", date=text)


def related_words(examination: Examination) -> Message:
    """How the places of an earlier examination are carried over into the one that is read."""
    if examination.comparable_by is not None:
        return METHODS[examination.comparable_by]
    if examination.is_open:
        return message("FollowUp", "not registered yet")
    return message("FollowUp", "not open: open it to register it")


def sum_words(recist: Recist) -> Message:
    """`52.1 mm`; with a mark where a target was not evaluated."""
    if recist.sum_mm is None:
        return NOTHING
    text = f"{recist.sum_mm:.1f}"
    if recist.is_complete:
        return message("FollowUp", "{size} mm", size=text)
    return message("FollowUp", "≥ {size} mm, incomplete", size=text)


def response_words(recist: Recist) -> Message:
    """`PR: partial response; −35 % since baseline, +4 % since nadir`."""
    if recist.is_baseline:
        return message("FollowUp", "baseline")
    response = message(
        "FollowUp",
        "{short}: {words}",
        short=recist.overall.value,
        words=RESPONSES[recist.overall],
    )
    if recist.overall is Response.NONE:
        response = NOTHING
    if recist.overall is Response.PD:
        why = _why_progressive(recist)
        response = message("FollowUp", "{response} ({why})", response=response, why=why)
    percents = recist.from_baseline_percent, recist.from_nadir_percent
    if percents[0] is None or percents[1] is None:
        return response
    return message(
        "FollowUp",
        "{response}; {baseline} % since baseline, {nadir} % since nadir",
        response=response,
        baseline=signed(percents[0]),
        nadir=signed(percents[1]),
    )


def _why_progressive(recist: Recist) -> Message:
    """The first of the reasons that hold; each alone is enough."""
    if recist.target is Response.PD:
        return message("FollowUp", "the sum of the targets")
    if recist.non_target is Response.PD:
        return message("FollowUp", "a non-target lesion")
    return message("FollowUp", "a new lesion")


def signed(percent: float) -> str:
    """`+33`, `−8`, `0`."""
    rounded = round(percent)
    return f"+{rounded}" if rounded > 0 else str(rounded).replace("-", "−")


def _volume(volume_ml: float) -> Message:
    return message("FollowUp", "{volume} mL", volume=significant(volume_ml, 3))
