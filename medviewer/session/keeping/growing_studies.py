"""Studies that are still arriving: what the reader does in them is kept at once, on top of what was kept.

What was kept before comes back when all of a study is here: of half a series nobody can say on which image a
segment lies. Until then it stands in the file beside what is done now.
"""

from dataclasses import dataclass, replace

from medviewer.domain.study import Study
from medviewer.domain.study_annotations import StudyAnnotations
from medviewer.domain.study_journal import StudyJournal
from medviewer.session.keeping.journal_content import joined


@dataclass(frozen=True, slots=True)
class Growing:
    """One study.

    Attributes:
        base: what was kept before it began to arrive; None where nothing was.
        last: what was done since, as it was written last.
    """

    base: StudyJournal | None
    last: StudyJournal


class GrowingStudies:
    """By study key, from the first look at what was kept until all is here."""

    def __init__(self) -> None:
        self._studies: dict[str, Growing] = {}

    def __bool__(self) -> bool:
        return bool(self._studies)

    def __contains__(self, study_key: str) -> bool:
        return study_key in self._studies

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(self._studies)

    def begin(self, study_key: str, base: StudyJournal | None, untouched: StudyJournal) -> None:
        """Follow a study from here on."""
        self._studies[study_key] = Growing(base, untouched)

    def take_changed(self, study_key: str, now: StudyJournal) -> StudyJournal | None:
        """What is to be kept where it differs from what was written; it counts as written from now on."""
        known = self._studies[study_key]
        if now == known.last:
            return None
        self._studies[study_key] = replace(known, last=now)
        return now if known.base is None else on_top(known.base, now)

    def end(self, study_key: str) -> Growing | None:
        """All is here, or the study is closed; None where it was not followed."""
        return self._studies.pop(study_key, None)


def nothing_done(study: Study) -> StudyJournal:
    """Of a study that the reader has only just seen."""
    return StudyJournal(StudyAnnotations(study.key))


def on_top(kept: StudyJournal, own: StudyJournal) -> StudyJournal:
    """Both, `own` having the last word; what it says nothing about stays as it was kept."""
    shown = {each.display_set_id for each in own.presentations}
    others = (each for each in kept.presentations if each.display_set_id not in shown)
    return replace(
        joined(kept, own),
        presentations=(*own.presentations, *others),
        layout=own.layout or kept.layout,
        alignments=own.alignments or kept.alignments,
        steps=own.steps or kept.steps,
        planes=own.planes or kept.planes,
        point=own.point or kept.point,
        floor=kept.floor if own.floor is None else own.floor,
        amendment=own.amendment or kept.amendment,
        changes_after_ai=own.changes_after_ai or kept.changes_after_ai,
        ai_seen_at=own.ai_seen_at or kept.ai_seen_at,
    )
