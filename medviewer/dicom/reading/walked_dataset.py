"""A data set made from a fast walk's bytes; pydicom's elements are made when somebody asks pydicom.

Most files of a series are understood without that: making sixty elements takes longer than reading them.
"""

from collections.abc import Callable, Hashable, MutableMapping
from typing import Any, Protocol, TypeVar

from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset
from pydicom.tag import BaseTag

from medviewer.dicom.reading.familiar_runs import RawValue
from medviewer.dicom.reading.walker import WalkedHeader

T = TypeVar("T")


class Memory(Protocol):
    """`recall.Recall`, as far as a data set carries it to those who ask."""

    def of(
        self, function: Callable[..., T], dataset: "WalkedDataset", /, *facts: Hashable
    ) -> T: ...


class WalkedDataset(Dataset):
    """What `attributes` reads from its bytes, and anybody else reads as any other data set.

    Attributes:
        raw_values: VR and bytes by tag.
        memory: what was understood of other files of the same scan, None where nobody remembers.
        asked: the tags whose values were asked for since it was set, None while nobody wants to know.
            A value taken through pydicom, which cannot be listed, sets it back to None.
        items_by_tag: of sequences that were walked over, None for those only pydicom reads.
        is_implicit: whether the encoding leaves out the VRs.
    """

    raw_values: dict[int, RawValue]
    memory: Memory | None
    asked: list[int] | None
    items_by_tag: "dict[int, tuple[WalkedDataset, ...] | None]"
    is_implicit: bool

    def __init__(self, walked: WalkedHeader, memory: Memory | None = None) -> None:
        # Dataset.__init__ follows when pydicom is needed; it takes as long as the walk over ten elements.
        self.__dict__.update(
            raw_values=walked.elements,
            memory=memory,
            asked=None,
            is_implicit=walked.is_implicit,
            items_by_tag={},
        )

    def ask(self, tag: int) -> RawValue | None:
        """The value's VR and bytes, None where the header has none."""
        if self.asked is not None:
            self.asked.append(tag)
        return self.raw_values.get(tag)

    @property
    def _dict(self) -> MutableMapping[BaseTag, Any]:
        """Pydicom's elements: every way to a value that is not `ask` leads here."""
        state = self.__dict__
        state["asked"] = None
        if "elements" not in state:
            state["elements"] = {}  # or Dataset.__init__ would come here again
            super().__init__(self._raw_elements())
        elements: MutableMapping[BaseTag, Any] = state["elements"]
        return elements

    @_dict.setter
    def _dict(self, elements: MutableMapping[BaseTag, Any]) -> None:
        self.__dict__["elements"] = elements

    def _raw_elements(self) -> dict[BaseTag, DataElement | RawDataElement]:
        is_implicit = self.__dict__["is_implicit"]
        return {
            (base_tag := BaseTag(tag)): RawDataElement(
                base_tag, vr, len(value), value, 0, is_implicit, True
            )
            for tag, (vr, value) in self.raw_values.items()
        }

    def __getattr__(self, name: str) -> Any:
        if "elements" not in self.__dict__ and "raw_values" in self.__dict__:
            _ = self._dict  # calls Dataset.__init__, which sets what was looked for
            return getattr(self, name)
        return super().__getattr__(name)
