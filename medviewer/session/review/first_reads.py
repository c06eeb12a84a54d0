"""What a reader has in a study, in words: frozen as a first read, and compared with what it was."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from medviewer.domain.finding import Finding, Review, axes_text
from medviewer.domain.measurement import Measurement
from medviewer.domain.measurement_words import KIND_NAMES, in_one_line
from medviewer.domain.reading_mode import ChangeAfterAI, FirstRead
from medviewer.domain.report import ReportContent
from medviewer.domain.review_words import STATES, readers_words
from medviewer.domain.segmentation import Segment
from medviewer.session.drawing.annotations import Annotations
from medviewer.session.drawing.quantities import Quantities
from medviewer.session.drawing.segments import Segments
from medviewer.session.review.reading import Reading, ReadingState
from medviewer.words import Message, message

NOTHING = message("Reading", "–")
TEXTS = {
    "indication": message("Reading", "indication"),
    "technique": message("Reading", "technique"),
    "comparison": message("Reading", "comparison"),
    "findings": message("Reading", "text of the findings"),
    "impression": message("Reading", "impression"),
}
LONGEST = 2000  # letters of a text that are kept of each side of a change


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of the reader's.

    Attributes:
        value: the thing itself: while it is equal, nothing was changed.
        absent: what its lack is called.
    """

    what: Message
    words: Message
    value: object
    absent: Message = NOTHING


@dataclass(frozen=True, slots=True)
class ReadParts:
    """Where what a reader has in a study is found."""

    reading: Reading
    annotations: Annotations
    segments: Segments
    quantities: Quantities

    def measurements(self, study_key: str) -> tuple[Measurement, ...]:
        return self.annotations.value.of(study_key).measurements

    def values(self, study_key: str) -> tuple[object, ...]:
        """What `items` hang on; while these are the same, nothing has changed."""
        state = self.reading.of_study(study_key)
        drawn, painted = self.measurements(study_key), self.segments.value.of(study_key)
        return state.reviews, state.added, state.content, drawn, painted

    def items(self, study_key: str) -> Mapping[str, Item]:
        """Everything by its id."""
        state = self.reading.of_study(study_key)
        decided = (*self.reading.waiting(study_key), *state.reviews)
        return {
            **{r.finding_id: _decision(r, state) for r in decided if r.is_decided},
            **{a.finding.finding_id: _own(a.finding) for a in state.added},
            **{m.measurement_id: self._measured(m) for m in self.measurements(study_key)},
            **{s.segment_id: _painted(s) for s in self.segments.value.of(study_key)},
            **{name: _text(name, state.content) for name in TEXTS},
        }

    def first_read(self, study_key: str) -> FirstRead:
        """All of it, as it is now."""
        state = self.reading.of_study(study_key)
        return FirstRead(
            locked_at=_now(),
            reader=state.content.reader,
            findings=tuple(each.finding for each in state.added),
            measurement_count=len(self.measurements(study_key)),
            segment_count=len(self.segments.value.of(study_key)),
            impression=state.content.impression,
            sha256=self._digest(study_key),
            is_independent=not state.ai_seen_at,
        )

    def _digest(self, study_key: str) -> str:
        """SHA-256 of everything the reader has, in JSON with sorted keys and no blanks."""
        from medviewer.store.plain_json import to_plain  # not before the window stands

        state = self.reading.of_study(study_key)
        whole = {
            "findings": to_plain(state.added),
            "measurements": to_plain(self.measurements(study_key)),
            "segments": to_plain(self.segments.value.of(study_key)),
            "written": to_plain(state.content),
        }
        text = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()

    def _measured(self, drawn: Measurement) -> Item:
        kind, told = KIND_NAMES[drawn.kind], in_one_line(self.quantities.of(drawn))
        if not drawn.label:
            return Item(kind, told, drawn)
        named = message("Reading", "{kind} “{label}”", kind=kind, label=drawn.label)
        return Item(named, told, drawn)


def changes_between(
    before: Mapping[str, Item], now: Mapping[str, Item], state: ReadingState
) -> Iterator[ChangeAfterAI]:
    """What differs. A decision that went with the answer it was in was not taken back by the reader."""
    for item_id in dict.fromkeys((*before, *now)):
        was, is_now = before.get(item_id), now.get(item_id)
        if was is not None and is_now is not None:
            if was.value != is_now.value:
                yield ChangeAfterAI(item_id, is_now.what, was.words, is_now.words, _now())
        elif is_now is not None:
            yield ChangeAfterAI(item_id, is_now.what, is_now.absent, is_now.words, _now())
        elif was is not None and not (_is_decision(was) and state.find(item_id) is None):
            yield ChangeAfterAI(item_id, was.what, was.words, was.absent, _now())


def with_change(
    changes: tuple[ChangeAfterAI, ...], new: ChangeAfterAI
) -> tuple[ChangeAfterAI, ...]:
    """Steps on one thing in a row are one change; one that leads back to where it began is none."""
    last = changes[-1] if changes else None
    if last is None or last.item_id != new.item_id:
        return (*changes, new)
    joined = replace(new, before=last.before)
    return changes[:-1] if joined.before == joined.now else (*changes[:-1], joined)


def _is_decision(item: Item) -> bool:
    return isinstance(item.value, Review)


def _decision(review: Review, state: ReadingState) -> Item:
    finding = state.find(review.finding_id)
    undecided = message("Reading", "undecided")
    what = message("Reading", "finding of the AI")
    if finding is not None:
        what = message("Reading", "{name} (AI)", name=finding.name)
    words = STATES[review.state]
    if review.revised is not None:
        described = _described(review.revised)
        words = message("Reading", "{state}: {finding}", state=words, finding=described)
    return Item(what, words, review, undecided)


def _own(finding: Finding) -> Item:
    return Item(message("Reading", "own finding"), _described(finding), finding)


def _described(finding: Finding) -> Message:
    return message(
        "Reading",
        "{name}, {site}, {size}",
        name=finding.name,
        site=finding.site,
        size=axes_text(finding),
    )


def _painted(segment: Segment) -> Item:
    what = message("Reading", "segment “{name}”", name=segment.name)
    return Item(what, message("Reading", "{count} images", count=len(segment.slices)), segment)


def _text(field: str, content: ReportContent) -> Item:
    text = getattr(content, field)
    return Item(TEXTS[field], readers_words(text[:LONGEST]) if text else NOTHING, text)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
