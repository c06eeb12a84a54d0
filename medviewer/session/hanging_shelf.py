"""The hanging protocols there are: the reader's own first, then those that are shipped."""

import re
from collections.abc import Sequence
from pathlib import Path

from medviewer.domain.folded_text import folded
from medviewer.domain.hanging_protocol import CellRule, HangingProtocol, Links, Rule
from medviewer.domain.study import Study
from medviewer.session.hanging_facts import display_set_facts
from medviewer.session.hanging_files import as_toml, read_folder, shipped_protocols
from medviewer.session.layout_memory import main_modality
from medviewer.session.viewport import ViewportState
from medviewer.session.viewports import LayoutState
from medviewer.whole_files import whole_file
from medviewer.words import mark

NAMES = (  # as in resources/hanging_protocols, here so that translators see them
    mark("Hanging", "CT chest"),
    mark("Hanging", "MR brain"),
    mark("Hanging", "Mammography"),
    mark("Hanging", "Radiograph, two views"),
    mark("Hanging", "Current beside prior"),
)
OWN_MODALITY, OWN_WORDS = 40.0, 20.0  # more than what is shipped: the reader knows better
WEIGHTS = {"words": 8.0, "plane": 3.0, "side": 5.0, "view": 5.0, "weighting": 4.0, "count": 1.0}


class HangingShelf:
    """Reads protocols when they are first asked for. Without a folder, what is saved lasts for this run."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder / "hanging_protocols" if folder is not None else None
        self._own: tuple[HangingProtocol, ...] | None = None
        self._shipped: tuple[HangingProtocol, ...] | None = None

    def protocols(self) -> tuple[HangingProtocol, ...]:
        if self._shipped is None or self._own is None:
            self._shipped = shipped_protocols()
            self._own = read_folder(self._folder) if self._folder is not None else ()
        return self._own + self._shipped

    def find(self, protocol_id: str) -> HangingProtocol | None:
        return next((p for p in self.protocols() if p.protocol_id == protocol_id), None)

    def save(
        self,
        study: Study,
        layout: LayoutState,
        links: Links,
        cells: Sequence[tuple[ViewportState, str]],
    ) -> HangingProtocol:
        """Keep what is on screen; `cells`: each with the name of its preset.

        Raises:
            OSError: the disk is full or read-only.
        """
        self.protocols()
        made = self._made(study, layout, links, cells)
        self._own = (made, *(self._own or ()))
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            kept = self._folder / f"{made.protocol_id}.toml"
            with whole_file(kept, is_private=True) as temporary:
                temporary.write_text(as_toml(made), encoding="utf-8")
        return made

    def _made(
        self,
        study: Study,
        layout: LayoutState,
        links: Links,
        cells: Sequence[tuple[ViewportState, str]],
    ) -> HangingProtocol:
        modality, region = main_modality(study), _region(study)
        name = f"{modality} {region} {layout.rows} × {layout.columns}".replace("  ", " ")
        return HangingProtocol(
            self._free_id(name),
            name,
            layout.rows,
            layout.columns,
            match=(
                Rule("modality", (modality.casefold(),), OWN_MODALITY, is_required=True),
                *((Rule("words", (region.casefold(),), OWN_WORDS),) if region else ()),
            ),
            cells=tuple(_cell(state, preset, study) for state, preset in cells),
            links=links,
            least=sum(state.display_set is not None for state, _ in cells),
        )

    def _free_id(self, name: str) -> str:
        """A file name nobody has yet: letters and digits only."""
        slug = re.sub(r"[^a-z0-9]+", "_", folded(name)).strip("_")[:60] or "own"
        taken = {protocol.protocol_id for protocol in self.protocols()}
        numbered = (f"own_{slug}_{number}" for number in range(1, len(taken) + 2))
        return next(each for each in numbered if each not in taken)


def _cell(state: ViewportState, preset: str, study: Study) -> CellRule:
    """What an image is told by, from its header; an empty cell stays empty."""
    series = None
    if state.study is not None and state.display_set is not None:
        series = state.study.find_series(state.display_set.series_instance_uid)
    if series is None or state.display_set is None or state.study is None:
        return CellRule(prefer=(Rule("modality", ("",), is_required=True),))
    facts = display_set_facts(series, state.display_set)
    rules = [Rule("modality", tuple(facts["modality"]), 1.0, is_required=True)]
    for attribute, score in WEIGHTS.items():
        values = tuple(sorted(value for value in facts[attribute] if value.strip()))
        if values:
            rules.append(Rule(attribute, values, score))
    return CellRule(tuple(rules), state.study.key != study.key, preset, state.anchor)


def _region(study: Study) -> str:
    """What part of the body it is of, in the words of its headers; "" where they are silent."""
    parts = [series.body_part_examined for series in study.series if series.body_part_examined]
    return parts[0] if parts else ""
