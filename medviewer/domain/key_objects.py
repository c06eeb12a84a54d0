"""Images and other objects that somebody picked out, and why (Key Object Selection, PS3.3 C.17.6)."""

from dataclasses import dataclass

from medviewer.domain.code import Code
from medviewer.domain.object_reference import ObjectReference

# CID 7010: titles that take images out of use, and those that speak of their quality (CID 7011).
WITHDRAWN = {"113001", "113037", "113038", "113039"}
QUALITY = {"113001", "113010"}


@dataclass(frozen=True, slots=True)
class KeyObjects:
    """One selection.

    Attributes:
        title: why these were picked, as coded.
        reasons: what narrows the title: a rejection's cause, a quality issue.
        description: the writer's own words.
        references: in the order they were picked, with series and study.
    """

    sop_instance_uid: str
    title: Code
    references: tuple[ObjectReference, ...]
    description: str = ""
    reasons: tuple[str, ...] = ()
    observer: str = ""
    created_at: str = ""

    @property
    def is_withdrawn(self) -> bool:
        """Whether the images were rejected: for quality, for the patient's safety, for a wrong worklist."""
        return self.title.scheme == "DCM" and self.title.value in WITHDRAWN

    @property
    def speaks_of_quality(self) -> bool:
        return self.title.scheme == "DCM" and self.title.value in QUALITY
