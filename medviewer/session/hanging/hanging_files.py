"""Hanging protocols as TOML: those that are shipped, and those a reader has saved."""

import json
import logging
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from medviewer import paths
from medviewer.domain.hanging_protocol import CellRule, HangingProtocol, Links, Rule
from medviewer.session.images.viewports import MOST_A_SIDE

logger = logging.getLogger(__name__)

LARGEST_FILE_BYTES = 1 << 18
MOST_FILES = 200
LINKS = tuple(each.name for each in fields(Links))


def shipped_protocols() -> tuple[HangingProtocol, ...]:
    return read_folder(paths.resources() / "hanging_protocols")


def read_folder(folder: Path) -> tuple[HangingProtocol, ...]:
    """Every protocol of a folder, by file name. A file that is none is left out and logged."""
    files = sorted(folder.glob("*.toml"))[:MOST_FILES] if folder.is_dir() else []
    read = (_read(file) for file in files)
    return tuple(protocol for protocol in read if protocol is not None)


def _read(file: Path) -> HangingProtocol | None:
    try:
        if file.stat().st_size > LARGEST_FILE_BYTES:
            raise ValueError("larger than any protocol")
        return protocol_of(file.stem, tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        logger.warning("The hanging protocol %s was left out: %s", file.name, error)
        return None


def protocol_of(protocol_id: str, found: Mapping[str, Any]) -> HangingProtocol:
    """A protocol from parsed TOML.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: it is none.
    """
    rows, columns = int(found["rows"]), int(found["columns"])
    if not (1 <= rows <= MOST_A_SIDE and 1 <= columns <= MOST_A_SIDE):
        raise ValueError(f"{rows} x {columns} cells are not 1 x 1 to 4 x 4")
    cells = tuple(_cell(cell) for cell in found["cells"])
    if len(cells) > rows * columns:
        raise ValueError(f"{len(cells)} images for {rows} x {columns} cells")
    links = found.get("links", {})
    return HangingProtocol(
        protocol_id,
        str(found["name"]),
        rows,
        columns,
        match=_rules(found.get("match", ())),
        cells=cells,
        links=Links(**{name: bool(links.get(name, name == "scroll")) for name in LINKS}),
        least=int(found.get("least", 2)),
        has_one_scale=bool(found.get("one_scale", False)),
    )


def _cell(found: Mapping[str, Any]) -> CellRule:
    return CellRule(
        prefer=_rules(found.get("prefer", ())),
        is_prior=found.get("study", "current") == "prior",
        preset=str(found.get("preset", "")),
        anchor={"left": -1, "right": 1}.get(found.get("anchor", ""), 0),
    )


def _rules(found: Any) -> tuple[Rule, ...]:
    return tuple(
        Rule(
            str(rule["attribute"]),
            tuple(str(value).casefold() for value in rule["any_of"]),
            float(rule.get("score", 1.0)),
            bool(rule.get("required", False)),
        )
        for rule in found
    )


def as_toml(protocol: HangingProtocol) -> str:
    """The file of a protocol; `protocol_of` reads it back as it was."""
    lines = [
        f"name = {_text(protocol.name)}",
        f"rows = {protocol.rows}",
        f"columns = {protocol.columns}",
        f"least = {protocol.least}",
        f"one_scale = {_truth(protocol.has_one_scale)}",
        "match = [",
        *_rule_lines(protocol.match),
        "]",
        "",
        "[links]",
        *(f"{name} = {_truth(getattr(protocol.links, name))}" for name in LINKS),
    ]
    for cell in protocol.cells:
        lines += ["", "[[cells]]", f"study = {_text('prior' if cell.is_prior else 'current')}"]
        lines += [f"preset = {_text(cell.preset)}"] if cell.preset else []
        lines += [f"anchor = {_text({-1: 'left', 1: 'right'}[cell.anchor])}"] if cell.anchor else []
        lines += ["prefer = [", *_rule_lines(cell.prefer), "]"]
    return "\n".join(lines) + "\n"


def _rule_lines(rules: tuple[Rule, ...]) -> list[str]:
    return [
        f"  {{ attribute = {_text(rule.attribute)}, any_of = {json.dumps(rule.any_of, ensure_ascii=True)}, "
        f"score = {rule.score}, required = {_truth(rule.is_required)} }},"
        for rule in rules
    ]


def _text(value: str) -> str:
    """A TOML basic string; JSON's in ASCII is one."""
    return json.dumps(value, ensure_ascii=True).replace("\x7f", "\\u007f")


def _truth(value: bool) -> str:
    return "true" if value else "false"
