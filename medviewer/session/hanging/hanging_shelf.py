"""The hanging protocols there are: the reader's own first, then those that are shipped."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from medviewer.domain.folded_text import folded
from medviewer.domain.hanging_protocol import CellRule, HangingProtocol, Links, Rule
from medviewer.domain.study import Study
from medviewer.session.hanging.hanging_facts import display_set_facts
from medviewer.session.hanging.hanging_files import as_toml, read_folder, shipped_protocols
from medviewer.session.hanging.layout_memory import main_modality
from medviewer.session.images.viewport import ViewportState
from medviewer.session.images.viewports import LayoutState
from medviewer.whole_files import not_written, whole_file
from medviewer.words import mark

NAMES = (  # as in resources/hanging_protocols, here so that translators see them
    mark("Hanging", "CT chest"),
    mark("Hanging", "MR brain"),
    mark("Hanging", "Mammography"),
    mark("Hanging", "Radiograph, two views"),
    mark("Hanging", "Current beside prior"),
)
OWN_MODALITY, OWN_WORDS = 40.0, 20.0  # more than what is shipped: the reader knows better
LONGEST_NAME = 60
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

    def own(self) -> tuple[HangingProtocol, ...]:
        """The reader's, the last one saved first."""
        self.protocols()
        return self._own or ()

    def put(self, own: tuple[HangingProtocol, ...]) -> None:
        """Make these the reader's own, on disk, too.

        Raises:
            ExportError: the disk is full or read-only; nothing has changed then.
        """
        before = {each.protocol_id: each for each in self.own()}
        for protocol in own:
            if before.pop(protocol.protocol_id, None) != protocol:
                self._write(protocol)
        for gone in before:
            self._remove(gone)
        self._own = own

    def renamed(self, protocol_id: str, name: str) -> tuple[HangingProtocol, ...]:
        """The reader's own, one of them under another name."""
        return tuple(
            replace(each, name=_tidy(name)) if each.protocol_id == protocol_id else each
            for each in self.own()
        )

    def without(self, protocol_id: str) -> tuple[HangingProtocol, ...]:
        """The reader's own but for one."""
        return tuple(each for each in self.own() if each.protocol_id != protocol_id)

    def _write(self, protocol: HangingProtocol) -> None:
        if self._folder is None:
            return
        kept = self._folder / f"{protocol.protocol_id}.toml"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with whole_file(kept, is_private=True) as temporary:
                temporary.write_text(as_toml(protocol), encoding="utf-8")
        except OSError as error:
            raise not_written(kept, error) from error

    def _remove(self, protocol_id: str) -> None:
        if self._folder is not None:
            with suppress(OSError):  # of a folder that is gone, nothing comes back
                (self._folder / f"{protocol_id}.toml").unlink(missing_ok=True)

    def made(
        self,
        name: str,
        study: Study,
        layout: LayoutState,
        links: Links,
        cells: Sequence[tuple[ViewportState, str]],
    ) -> HangingProtocol:
        """A protocol of what is on screen; `cells`: each with the name of its preset."""
        modality, region = main_modality(study), _region(study)
        name = _tidy(name) or suggested_name(study, layout)
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
        slug = re.sub(r"[^a-z0-9]+", "_", folded(name)).strip("_")[:LONGEST_NAME] or "own"
        taken = {protocol.protocol_id for protocol in self.protocols()}
        numbered = (f"own_{slug}_{number}" for number in range(1, len(taken) + 2))
        return next(each for each in numbered if each not in taken)


def suggested_name(study: Study, layout: LayoutState) -> str:
    """`CT CHEST 2 × 2`."""
    words = f"{main_modality(study)} {_region(study)} {layout.rows} × {layout.columns}"
    return words.replace("  ", " ").strip()


def _tidy(name: str) -> str:
    """One line of printable letters."""
    return "".join(each for each in name if each.isprintable()).strip()[:LONGEST_NAME]


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
