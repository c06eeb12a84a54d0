"""Takes one data set through table E.1-1, at every depth.

each element: private? curve, overlay? not in any dictionary? → removed
              in the table → its action, as the options and the IOD have it
              else → a UID: mapped; a date or a name: removed; a text: scrubbed of the words that name people
"""

from collections.abc import Callable, Iterator, MutableSequence
from dataclasses import dataclass, field, replace

from pydicom.datadict import dictionary_has_tag
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.tag import BaseTag

from medviewer.dicom.deidentifying import structured
from medviewer.dicom.deidentifying.descriptors import SafeWords
from medviewer.dicom.deidentifying.dummies import (
    REMOVED,
    dummy_of,
    empty_of,
    is_code_sequence,
)
from medviewer.dicom.deidentifying.identifying_words import IdentifyingWords
from medviewer.dicom.deidentifying.iod_types import LEAST_ACTION, IodTypes
from medviewer.dicom.deidentifying.pseudonyms import Pseudonyms
from medviewer.dicom.deidentifying.readable_elements import READING_ERRORS
from medviewer.dicom.deidentifying.safe_private import safe_tags
from medviewer.dicom.deidentifying.table import Action, Row, load_table
from medviewer.domain.deidentification import ChangedAttribute, DeidentificationOptions

PRIVATE = "private"
DATES = ("DA", "DT", "TM")
TEXTS = ("LO", "LT", "SH", "ST", "UC", "UT")
TEXT_VALUE = 0x0040A160
# UIDs of classes, syntaxes and vocabularies: they name a kind of thing, not a thing.
KINDS_OF_UID = ("SOPClass", "TransferSyntax", "CodingScheme", "Context", "Mapping", "Template")
REPEATING = (0x5000, 0x6000)  # curves, overlays: high byte of the group
NOT_OF_A_DATA_SET = (0x0000, 0x0002, 0x0004)  # commands, file meta, directories

DONE = {
    Action.REMOVE: "removed",
    Action.EMPTY: "emptied",
    Action.DUMMY: "replaced",
    Action.UID: "another UID",
    Action.SHIFT: "shifted",
    Action.CLEAN: "cleaned",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What holds for all of one data set.

    Attributes:
        key: tells the patient from others; pseudonym and shift of dates come from it.
        words: that name somebody.
    """

    sop_class_uid: str
    key: str
    words: IdentifyingWords


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Everything a run cleans with; its own state is only what it has looked up."""

    options: DeidentificationOptions
    pseudonyms: Pseudonyms
    table: dict[int, Row] = field(default_factory=load_table)
    safe_words: SafeWords = field(default_factory=SafeWords)
    types: IodTypes | None = None

    def with_types(self) -> "Cleaner":
        """The same, with what IODs require; without it, the weakest action of a row counts."""
        return replace(self, types=IodTypes())

    def clean(self, dataset: Dataset, subject: Subject) -> list[ChangedAttribute]:
        """Change the data set in place; what was changed, in the order of tags."""
        return list(self._clean(dataset, subject, ()))

    def _clean(
        self, dataset: Dataset, subject: Subject, where: tuple[str, ...]
    ) -> Iterator[ChangedAttribute]:
        safe = frozenset(safe_tags(dataset)) if self.options.keeps_safe_private else frozenset()
        for tag in sorted(dataset.keys()):
            if tag in safe:
                continue
            if _goes_by_rule(tag):
                del dataset[tag]
                if tag.element:  # group lengths say nothing and are computed
                    name = PRIVATE if tag.is_private else f"{tag.group & 0xFF00:04X}XXXX"
                    yield ChangedAttribute(name, "", DONE[Action.REMOVE], "/".join(where))
            else:
                yield from self._clean_element(dataset, tag, subject, where)

    def _clean_element(
        self, dataset: Dataset, tag: BaseTag, subject: Subject, where: tuple[str, ...]
    ) -> Iterator[ChangedAttribute]:
        try:
            element = dataset[tag]
        except READING_ERRORS:  # what nobody can read, nobody can vouch for
            del dataset[tag]
            yield ChangedAttribute(f"{int(tag):08X}", "", DONE[Action.REMOVE], "/".join(where))
            return
        actions = self._actions(element, subject, where)
        done = self._apply(dataset, element, actions, subject, where)
        if done:
            yield ChangedAttribute(f"{int(tag):08X}", self._keyword(element), done, "/".join(where))
        if tag in dataset and dataset[tag].VR == "SQ":
            yield from self._clean_items(dataset[tag], subject, where)

    def _clean_items(
        self, element: DataElement, subject: Subject, where: tuple[str, ...]
    ) -> Iterator[ChangedAttribute]:
        inside = (*where, element.keyword or f"{int(element.tag):08X}")
        keeps = self.options.keeps_characteristics
        kept = [
            item
            for item in element.value or ()
            if not structured.is_about_subject(item, keeps_characteristics=keeps)
        ]
        if len(kept) < len(element.value or ()):
            element.value = Sequence(kept)
            yield ChangedAttribute("0040A730", "ContentSequence", "items removed", "/".join(inside))
        for item in kept:
            yield from self._clean(item, subject, inside)

    def _keyword(self, element: DataElement) -> str:
        row = self.table.get(int(element.tag))
        return row.keyword if row is not None else element.keyword

    def _actions(
        self, element: DataElement, subject: Subject, where: tuple[str, ...]
    ) -> tuple[Action, ...]:
        """What to do, in order of preference: where one cannot be done the next one is."""
        row = self.table.get(int(element.tag))
        if row is None:
            return self._actions_beyond_table(element, subject, where)
        basic = self._fitting(row.actions, element, subject, where)
        first = row.actions_under(self.options)
        return (basic,) if first == row.actions else (*first, basic)

    def _fitting(
        self,
        actions: tuple[Action, ...],
        element: DataElement,
        subject: Subject,
        where: tuple[str, ...],
    ) -> Action:
        """The weakest of the actions that leaves the data set valid."""
        if Action.UID in actions:
            return Action.UID
        keyword = self._keyword(element)
        least = (
            self.types.least_action(subject.sop_class_uid, where, keyword)
            if self.types is not None
            else Action.REMOVE
        )
        strength = LEAST_ACTION.index
        fitting = [action for action in actions if strength(action) >= strength(least)]
        return fitting[0] if fitting else least

    def _actions_beyond_table(
        self, element: DataElement, subject: Subject, where: tuple[str, ...]
    ) -> tuple[Action, ...]:
        """The table cannot know every attribute there is; what it would say of its kind is done."""
        if element.VR == "UI":
            is_kind = any(word in element.keyword for word in KINDS_OF_UID)
            return (Action.KEEP,) if is_kind else (Action.UID,)
        if element.VR in (*DATES, "PN"):
            remove = self._fitting((Action.REMOVE,), element, subject, where)
            shifts = self.options.shifts_dates and element.VR in DATES
            return (Action.SHIFT, remove) if shifts else (remove,)
        if not dictionary_has_tag(element.tag):
            return (Action.REMOVE,)
        return (Action.KEEP,)

    def _apply(
        self,
        dataset: Dataset,
        element: DataElement,
        actions: tuple[Action, ...],
        subject: Subject,
        where: tuple[str, ...],
    ) -> str:
        """Do the first action that can be done; what was done, "" where nothing was."""
        del where
        for action in actions:
            if action is Action.KEEP:
                return self._scrub(dataset, element, subject)
            now = self._changed(dataset, element, action, subject)
            if now is None and action is not Action.REMOVE:
                continue
            if now is None:
                del dataset[element.tag]
            elif now is element:
                return ""  # its items are what is changed
            else:
                dataset[element.tag] = now
            return DONE[action]
        del dataset[element.tag]
        return DONE[Action.REMOVE]

    def _changed(
        self, dataset: Dataset, element: DataElement, action: Action, subject: Subject
    ) -> DataElement | None:
        """The element after the action; None where it has to go, or where the action cannot be done."""
        match action:
            case Action.EMPTY:
                return empty_of(element)
            case Action.DUMMY if element.VR == "SQ":
                return dummy_of(element) if is_code_sequence(element) else element
            case Action.DUMMY if element.VR == "UI":
                return self._with_uids(element)
            case Action.DUMMY:
                return dummy_of(element)
            case Action.UID:
                return element if element.VR == "SQ" else self._with_uids(element)
            case Action.SHIFT:
                return self._shifted(element, subject)
            case Action.CLEAN:
                return self._described(element, subject)
        del dataset
        return None

    def _with_uids(self, element: DataElement) -> DataElement:
        return _of_each(element, self.pseudonyms.uid)

    def _shifted(self, element: DataElement, subject: Subject) -> DataElement | None:
        """Times stay: a shift is of whole days. An attribute of another VR has nothing to shift."""
        if element.VR == "TM":
            return element
        if element.VR not in ("DA", "DT"):
            return None
        values = _values(element)
        moved = [self._moved(value, subject.key) for value in values]
        if not values or any(value is None for value in moved):
            return None
        return DataElement(element.tag, element.VR, moved if len(moved) > 1 else moved[0])

    def _moved(self, value: str, key: str) -> str | None:
        """A date with what follows it; years and months alone cannot be moved by days."""
        day = self.pseudonyms.shifted(value[:8], key)
        return None if day is None else day + value[8:]

    def _described(self, element: DataElement, subject: Subject) -> DataElement | None:
        if element.VR not in TEXTS:
            return None
        said = " ".join(_values(element))
        kept = self.safe_words.clean(subject.words.scrub(said))
        return DataElement(element.tag, element.VR, kept) if kept else None

    def _scrub(self, dataset: Dataset, element: DataElement, subject: Subject) -> str:
        """A text that stays, without the words that name somebody; texts of an SR do not stay."""
        if element.VR not in TEXTS or not element.value:
            return ""
        if int(element.tag) == TEXT_VALUE:
            now = self._content_text(dataset, element, subject)
        else:
            now = _of_each(element, subject.words.scrub)
        if _values(now) == _values(element):
            return ""
        dataset[element.tag] = now
        return DONE[Action.CLEAN]

    def _content_text(self, item: Dataset, element: DataElement, subject: Subject) -> DataElement:
        code, said = structured.concept_code(item), " ".join(_values(element))
        if code == structured.TRACKING_IDENTIFIER:
            kept = self.pseudonyms.item(said)
        elif code in structured.TEXTS_THAT_STAY:
            kept = subject.words.scrub(said)
        elif self.options.keeps_descriptors:
            kept = self.safe_words.clean(subject.words.scrub(said)) or REMOVED
        else:
            kept = REMOVED
        return DataElement(element.tag, element.VR, kept)


def _goes_by_rule(tag: BaseTag) -> bool:
    return (
        tag.is_private
        or tag.element == 0
        or tag.group in NOT_OF_A_DATA_SET
        or any(tag.group & 0xFF00 == group for group in REPEATING)
    )


def _values(element: DataElement) -> list[str]:
    value = element.value
    if value is None or value == "":
        return []
    is_many = isinstance(value, MutableSequence | tuple)  # pydicom's MultiValue is one
    return [str(each) for each in value] if is_many else [str(value)]


def _of_each(element: DataElement, change: Callable[[str], str]) -> DataElement:
    now = [change(value) for value in _values(element)]
    return DataElement(element.tag, element.VR, now if len(now) > 1 else "".join(now))
