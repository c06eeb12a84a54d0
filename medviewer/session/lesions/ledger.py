"""What the reader decided about lesions over time, in every open study; each decision can be undone.

A match keeps the earlier lesion's tracking UID: `trackings_of` is what every exported object bears.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Slot

from medviewer.domain.lesion import Lesion
from medviewer.domain.study import Study
from medviewer.domain.study_ledger import (
    LesionMatch,
    LesionNote,
    MatchMethod,
    Separation,
    StudyLedger,
)
from medviewer.domain.tracking import Tracking, tracking_uid
from medviewer.session.keeping.history import Change, History
from medviewer.session.library.library import Library, LibraryState
from medviewer.session.state import State
from medviewer.words import Message, message

PART = "ledger"
EMPTY = StudyLedger()


@dataclass(frozen=True, slots=True)
class LedgerState:
    """By study key."""

    studies: Mapping[str, StudyLedger] = field(default_factory=dict)

    def of(self, study_key: str) -> StudyLedger:
        return self.studies.get(study_key, EMPTY)


class Ledger(State[LedgerState]):
    """Keeps matches, separations and what was said of lesions."""

    def __init__(self, history: History, library: Library, parent: QObject | None = None) -> None:
        super().__init__(LedgerState(), parent)
        self._history = history
        library.changed.connect(self._on_library_changed)

    def trackings_of(self, study_key: str) -> tuple[Tracking, ...]:
        """The items of a study that bear another one's tracking UID."""
        return self.value.of(study_key).trackings

    def confirm(self, matches: Mapping[str, Iterable[LesionMatch]]) -> None:
        """These are so, by study key, whatever their items were matched to before; one step."""
        now = {key: _with(self.value.of(key), tuple(new)) for key, new in matches.items()}
        count = sum(len(ledger.matches) for ledger in now.values())
        before = sum(len(self.value.of(key).matches) for key in now)
        several = message("Undo", "Lesions matched")
        self._change(several if count - before > 1 else MATCHED, now)

    def separate(self, study_key: str, match: LesionMatch) -> None:
        """They are not the same; what was confirmed or proposed of them is taken back for good."""
        ledger = self.value.of(study_key)
        items = {*match.item_ids}
        kept = tuple(m for m in ledger.matches if not items & {*m.item_ids})
        new = tuple(s for s in _separations(match) if s not in ledger.separations)
        now = replace(ledger, matches=kept, separations=(*ledger.separations, *new))
        self._change(message("Undo", "Lesions separated"), {study_key: now})

    def note(self, study_key: str, uid: str, **changes: object) -> None:
        """Say something of a lesion in this study: fields of `LesionNote`."""
        ledger = self.value.of(study_key)
        note = replace(ledger.note_of(uid), **changes)  # type: ignore[arg-type]  # its own fields
        others = tuple(n for n in ledger.notes if n.uid != uid)
        notes = others if note == LesionNote(uid) else (*others, note)
        now = replace(ledger, notes=notes)
        self._change(message("Undo", "Lesion assessed"), {study_key: now})

    def begin_with(self, study_key: str, study_instance_uid: str) -> None:
        """Sums are measured against that examination; "" for the first with a target lesion."""
        now = replace(self.value.of(study_key), baseline_uid=study_instance_uid)
        self._change(message("Undo", "Baseline chosen"), {study_key: now})

    def take_lesions(self, study: Study, lesions: tuple[Lesion, ...]) -> None:
        """What the study shows now; no decision, and nothing to undo."""
        before = self.value.of(study.key)
        if lesions or before.lesions:
            now = replace(
                before,
                study_date=study.study_date,
                study_time=study.study_time,
                description=study.study_description,
                lesions=lesions,
            )
            self._put_whole(study.key, now)

    def put(self, decided: Mapping[str, StudyLedger]) -> None:
        """Make the decisions these, recording nothing; what the studies show stays."""
        now = {key: _showing(each, self.value.of(key)) for key, each in decided.items()}
        self.update(studies={**self.value.studies, **now})

    def bring_back(self, study_key: str, kept: StudyLedger) -> None:
        """Take over what was decided in an earlier run; what was decided since comes first."""
        self._put_whole(study_key, merged(kept, self.value.of(study_key)))

    def _put_whole(self, study_key: str, ledger: StudyLedger) -> None:
        self.update(studies={**self.value.studies, study_key: ledger})

    def _change(self, title: Message, now: Mapping[str, StudyLedger]) -> None:
        """The step belongs to the last of the studies, the one that is read."""
        before = {key: self.value.of(key) for key in now}
        if now == before:
            return
        self.put(now)
        self._history.record(Change(title, self.put, before, now, list(now)[-1], part=PART))

    @Slot(object, object)
    def _on_library_changed(self, before: object, now: LibraryState) -> None:
        """What was decided in a study goes with it."""
        del before
        gone = {*self.value.studies} - {study.key for study in now.studies}
        if gone:
            self._history.forget(frozenset(gone), PART)
            kept = {key: each for key, each in self.value.studies.items() if key not in gone}
            self.update(studies=kept)


MATCHED = message("Undo", "Lesion matched")


def merged(kept: StudyLedger, own: StudyLedger) -> StudyLedger:
    """Both; where they differ in the same thing, `own` has the last word."""
    items = {item for match in own.matches for item in match.item_ids}
    matches = tuple(m for m in kept.matches if not items & {*m.item_ids})
    said = {note.uid for note in own.notes}
    notes = tuple(note for note in kept.notes if note.uid not in said)
    shown = own if own.lesions else kept
    return StudyLedger(
        (*matches, *own.matches),
        tuple(dict.fromkeys((*kept.separations, *own.separations))),
        (*notes, *own.notes),
        own.baseline_uid or kept.baseline_uid,
        shown.study_date,
        shown.study_time,
        shown.description,
        shown.lesions,
    )


def _with(ledger: StudyLedger, new: tuple[LesionMatch, ...]) -> StudyLedger:
    """With matches that are so, in place of what they contradict."""
    items = {item for match in new for item in match.item_ids}
    kept = tuple(m for m in ledger.matches if not items & {*m.item_ids})
    apart = tuple(s for s in ledger.separations if not any(_undoes(match, s) for match in new))
    return replace(ledger, matches=(*kept, *new), separations=apart)


def _showing(decided: StudyLedger, shown: StudyLedger) -> StudyLedger:
    """The decisions of the one with what the other shows."""
    return replace(
        decided,
        study_date=shown.study_date,
        study_time=shown.study_time,
        description=shown.description,
        lesions=shown.lesions,
    )


def _separations(match: LesionMatch) -> tuple[Separation, ...]:
    """Items of one study are kept apart from the first; those of two from the earlier lesion."""
    if match.method is MatchMethod.SAME_STUDY:
        first, *others = match.item_ids
        return tuple(Separation(item, tracking_uid(first)) for item in others)
    return tuple(Separation(item, match.uid) for item in match.item_ids)


def _undoes(match: LesionMatch, separation: Separation) -> bool:
    """Whether confirming a match takes back that two were kept apart."""
    uids = {match.uid, *map(tracking_uid, match.item_ids)}
    return separation.item_id in match.item_ids and separation.uid in uids
