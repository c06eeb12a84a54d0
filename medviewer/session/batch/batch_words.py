"""What the batch's page says around its figures, by the names its template has for it."""

from collections.abc import Mapping
from types import MappingProxyType

from medviewer.words import Message, message

PAGE_WORDS: Mapping[str, Message] = MappingProxyType(
    {
        "title": message("Batch page", "MedViewer batch"),
        "throughput": message("Batch page", "Throughput of the last run"),
        "nothing_to_do": message("Batch page", "The last run had nothing to do."),
        "stages": message("Batch page", "Where the time goes"),
        "stage": message("Batch page", "stage"),
        "median": message("Batch page", "median, s"),
        "below": message("Batch page", "95 % below, s"),
        "all_studies": message("Batch page", "all studies"),
        "share": message("Batch page", "share"),
        "nothing_analysed": message("Batch page", "Nothing was analysed."),
        "by_model": message("Batch page", "Findings by model"),
        "with_findings": message("Batch page", "studies with findings"),
        "found_nothing": message("Batch page", "It found nothing."),
        "no_model": message("Batch page", "No model has answered."),
        "acceptance": message("Batch page", "Acceptance by model"),
        "acceptance_note": message(
            "Batch page",
            "What readers decided on these findings: of the sessions named, and of this user's audit trail. "
            "Accepted and edited ones count as stood by; in brackets the 95 % interval (Wilson).",
        ),
        "model": message("Batch page", "model"),
        "decisions": message("Batch page", "decisions"),
        "not_reviewed": message("Batch page", "not reviewed"),
        "stood_by": message("Batch page", "stood by"),
        "refusals": message("Batch page", "Why models refused or abstained"),
        "reason": message("Batch page", "reason"),
        "times": message("Batch page", "times"),
        "none_refused": message("Batch page", "None did."),
        "failures": message("Batch page", "Failures"),
        "tried_again": message("Batch page", "The next run tries them again."),
        "study": message("Batch page", "study"),
        "why": message("Batch page", "why"),
        "none_failed": message("Batch page", "None."),
    }
)
STAGES: Mapping[str, Message] = MappingProxyType(
    {
        "scan": message("Batch page", "reading headers"),
        "read": message("Batch page", "decoding pixels, loading models"),
        "model": message("Batch page", "models"),
        "write": message("Batch page", "writing documents"),
    }
)
DECIDED: Mapping[str, Message] = MappingProxyType(
    {
        "accepted": message("Batch page", "accepted"),
        "edited": message("Batch page", "edited"),
        "rejected": message("Batch page", "rejected"),
    }
)
ANSWERED: Mapping[str, Message] = MappingProxyType(
    {
        "done": message("Batch page", "studies answered"),
        "refused": message("Batch page", "studies refused"),
        "abstained": message("Batch page", "studies abstained from"),
    }
)
DAY_S, HOUR_S, MINUTE_S = 86_400, 3_600, 60


def time_of(seconds: float) -> Message:
    """`3 h 20 min`, `12 min`, `4 s`: as a person says it."""
    whole = round(seconds)
    if whole >= DAY_S:
        return message("Batch page", "{d} d {h} h", d=whole // DAY_S, h=whole % DAY_S // HOUR_S)
    if whole >= HOUR_S:
        minutes = whole % HOUR_S // MINUTE_S
        return message("Batch page", "{h} h {m} min", h=whole // HOUR_S, m=minutes)
    if whole >= MINUTE_S and whole % MINUTE_S:
        minutes = whole // MINUTE_S
        return message("Batch page", "{m} min {s} s", m=minutes, s=whole % MINUTE_S)
    if whole >= MINUTE_S:
        return message("Batch page", "{m} min", m=whole // MINUTE_S)
    return message("Batch page", "{s} s", s=whole)


def duration(seconds: float) -> str:
    """The same in English."""
    return str(time_of(seconds))


def written_by(moment: object, version: object) -> Message:
    return message(
        "Batch page",
        "Written {moment} by MedViewer {version}. Research and education only; not a medical device. What "
        "models propose, nobody has verified unless it says so below.",
        moment=moment,
        version=version,
    )


def studies_in_each(width: Message, most: int) -> Message:
    return message(
        "Batch page", "studies in each {width}, {most} at most", width=width, most=f"{most:,}"
    )


def confidence_of(count: int) -> Message:
    return message("Batch page", "confidence of {count} findings", count=f"{count:,}")


def weights_of(sha256: str) -> Message:
    return message("Batch page", "Weights {hash}…", hash=sha256)


def findings_of(label: str) -> Message:
    return message("Batch page", "findings: {label}", label=label)


def failed_studies(count: int, listed: int) -> Message:
    """How many failed, and whether all of them are listed."""
    if count > listed:
        return message(
            "Batch page",
            "Studies that failed: {count}; the first {listed} are listed, table.csv has them all.",
            count=f"{count:,}",
            listed=listed,
        )
    return message("Batch page", "Studies that failed: {count}.", count=f"{count:,}")


def last_run(facts: Message | str) -> Message:
    return message("Batch page", "Last run: {facts}", facts=facts)
