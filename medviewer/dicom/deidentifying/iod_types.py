"""Which attributes an IOD requires: what tells remove, empty and dummy apart in combined actions.

The tables are those highdicom brings along (PS3.3, by module); it keeps them to itself, so they are read
here and nowhere else.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from medviewer.dicom.deidentifying.table import Action

STRICTNESS = {"3": 0, "2C": 1, "2": 1, "1C": 2, "1": 2}
LEAST_ACTION = (Action.REMOVE, Action.EMPTY, Action.DUMMY)  # by strictness
FUNCTIONAL_GROUPS = ("SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence")

Place = tuple[tuple[str, ...], str]  # sequences, keyword


class IodTypes:
    """Answers how strictly an attribute is required; holds a few thousand places."""

    def __init__(self, keywords: Iterable[str]) -> None:
        """Read the tables; a third of a second.

        Args:
            keywords: attributes that will be asked for.
        """
        from highdicom import _standard_utils as standard

        wanted = frozenset(keywords)
        self._modules: Mapping[str, Any] = standard.get_iod_module_map()
        self._iods: Mapping[str, str] = standard.get_sop_class_iod_map()
        self._places = {
            module: _places(attributes, wanted)
            for module, attributes in standard.get_module_attribute_map().items()
        }
        self._known: dict[str, dict[Place, int]] = {}

    def least_action(self, sop_class_uid: str, sequences: tuple[str, ...], keyword: str) -> Action:
        """The weakest action that leaves the data set valid: a type 3 attribute may go, a type 1 may not."""
        known = self._of(sop_class_uid)
        inner = sequences[1:] if sequences[:1] and sequences[0] in FUNCTIONAL_GROUPS else sequences
        exact = known.get((inner, keyword), known.get((sequences, keyword)))
        if exact is None and sequences:  # a macro in another macro: what its own sequence says
            exact = known.get((sequences[-1:], keyword))
        return LEAST_ACTION[exact or 0]

    def _of(self, sop_class_uid: str) -> dict[Place, int]:
        if sop_class_uid not in self._known:
            self._known[sop_class_uid] = self._gathered(sop_class_uid)
        return self._known[sop_class_uid]

    def _gathered(self, sop_class_uid: str) -> dict[Place, int]:
        """Of all the IOD's modules; where two name an attribute, the stricter one."""
        found: dict[Place, int] = {}
        for module in self._modules.get(self._iods.get(sop_class_uid, ""), ()):
            for (sequences, keyword), strictness in self._places.get(module["key"], {}).items():
                for place in ((sequences, keyword), (sequences[-1:], keyword)):
                    found[place] = max(found.get(place, 0), strictness)
        return found


def _places(attributes: Iterable[Mapping[str, Any]], wanted: frozenset[str]) -> dict[Place, int]:
    return {
        (tuple(each["path"]), each["keyword"]): STRICTNESS.get(each["type"], 0)
        for each in attributes
        if each["keyword"] in wanted
    }
