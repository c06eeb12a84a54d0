"""Which attributes an IOD requires: what tells remove, empty and dummy apart in combined actions.

The table (PS3.3, by module) is made by `packaging/required_attributes.py`.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from medviewer import paths
from medviewer.dicom.deidentifying.table import Action

FILE = Path("confidentiality", "required_attributes.json")
LEAST_ACTION = (Action.REMOVE, Action.EMPTY, Action.DUMMY)  # by strictness: types 3, 2 and 1
DEPTH = 2  # sequences the table tells of a place
FUNCTIONAL_GROUPS = ("SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence")

Place = tuple[tuple[str, ...], str]  # sequences, keyword


class IodTypes:
    """Answers how strictly an attribute is required; remembers the IODs it was asked about."""

    def __init__(self) -> None:
        told: Mapping[str, Any] = json.loads((paths.resources() / FILE).read_text("utf-8"))
        self._classes: Mapping[str, str] = told["classes"]
        self._iods: Mapping[str, list[str]] = told["iods"]
        self._modules: Mapping[str, list[tuple[str, str, int]]] = told["modules"]
        self._known: dict[str, dict[Place, int]] = {}

    def least_action(self, sop_class_uid: str, sequences: tuple[str, ...], keyword: str) -> Action:
        """The weakest action that leaves the data set valid: a type 3 attribute may go, a type 1 may not."""
        known = self._of(sop_class_uid)
        inner = sequences[1:] if sequences[:1] and sequences[0] in FUNCTIONAL_GROUPS else sequences
        exact = known.get((inner[-DEPTH:], keyword), known.get((sequences[-DEPTH:], keyword)))
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
        for module in self._iods.get(self._classes.get(sop_class_uid, ""), ()):
            for path, keyword, strictness in self._modules[module]:
                sequences = tuple(path.split("/")) if path else ()
                for place in ((sequences, keyword), (sequences[-1:], keyword)):
                    found[place] = max(found.get(place, 0), strictness)
        return found
