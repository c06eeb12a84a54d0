"""The archives entered, in a TOML file: read tolerantly, written whole. Qt-free; secrets are never in it."""

import dataclasses
import enum
import json
import logging
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from medviewer import paths
from medviewer.domain.archive import ArchiveNode, ListenerSettings
from medviewer.domain.network_settings import ArrivalQuota, NetworkSettings, PriorRules
from medviewer.domain.node_rules import what_is_wrong, what_is_wrong_with
from medviewer.whole_files import whole_file
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

LARGEST_FILE_BYTES = 1 << 20  # a hundred archives take a tenth of it
LARGEST_NUMBER = 10**6  # of ports, seconds, years, gigabytes

T = TypeVar("T")


class UnfitError(ValueError):
    """A value of an entry cannot be meant; the text is its name."""


@dataclass(frozen=True, slots=True)
class NodesFound:
    """What a file says; `problems` name the entries that had to be left out."""

    settings: NetworkSettings
    problems: tuple[Message, ...] = ()


def read_nodes(file: Path | None = None) -> NodesFound:
    """Read the archives entered; a broken entry is told and the others live.

    Args:
        file: `paths.nodes_file()` unless another is named; a missing one says nothing.
    """
    file = file or paths.nodes_file()
    try:
        if file.stat().st_size > LARGEST_FILE_BYTES:
            return NodesFound(NetworkSettings(), (_unreadable(file),))
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return NodesFound(NetworkSettings())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        logger.warning("The file of archives could not be read")
        return NodesFound(NetworkSettings(), (_unreadable(file),))
    return _settings(found)


def write_nodes(settings: NetworkSettings, file: Path | None = None) -> None:
    """Write everything, all or nothing; only the user may read it.

    Raises:
        OSError: the folder or the disk refused.
    """
    file = file or paths.nodes_file()
    parts = [
        f"default = {_toml(settings.default)}\nis_listening = {_toml(settings.is_listening)}\n",
        _table("[listener]", settings.listener),
        _table("[priors]", settings.priors),
        _table("[quota]", settings.quota),
        *(_table("[[archive]]", node) for node in settings.nodes),
    ]
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with whole_file(file, is_private=True) as temporary:
        temporary.write_text("\n".join(parts), encoding="utf-8")


def find_node(name: str, file: Path | None = None) -> ArchiveNode | None:
    """The archive entered under that name, or None; for the command line."""
    return read_nodes(file).settings.find(name)


def _settings(found: Mapping[str, Any]) -> NodesFound:
    problems: list[Message] = []
    default, is_listening = found.get("default", ""), found.get("is_listening", False)
    listener = _part(ListenerSettings, found, "listener", problems)
    if wrong := what_is_wrong_with(listener):
        problems.append(wrong)
        listener, is_listening = ListenerSettings(), False
    settings = NetworkSettings(
        nodes=_nodes(found.get("archive", []), problems),
        default=default if isinstance(default, str) else "",
        is_listening=is_listening is True,
        listener=listener,
        priors=_part(PriorRules, found, "priors", problems),
        quota=_part(ArrivalQuota, found, "quota", problems),
    )
    return NodesFound(settings, tuple(problems))


def _nodes(entries: object, problems: list[Message]) -> tuple[ArchiveNode, ...]:
    nodes: dict[str, ArchiveNode] = {}
    for number, entry in enumerate(entries if isinstance(entries, list) else [], start=1):
        try:
            node = _value(ArchiveNode, entry)
        except UnfitError as unfit:
            problems.append(_left_out(number, entry, str(unfit)))
            continue
        wrong = what_is_wrong(node)
        if wrong is None and node.name not in nodes:
            nodes[node.name] = node
        else:
            problems.append(
                _refused(number, node, wrong) if wrong else _left_out(number, entry, "name")
            )
    return tuple(nodes.values())


def _part(kind: type[T], found: Mapping[str, Any], name: str, problems: list[Message]) -> T:
    try:
        return _value(kind, found.get(name, {}))
    except UnfitError as unfit:
        problems.append(
            message(
                "Nodes",
                "In the file of archives, {part} of {name} cannot be used; the usual settings are.",
                part=str(unfit),
                name=name,
            )
        )
        return kind()


def _value(kind: type[T], table: object) -> T:
    """A dataclass from a table; what is missing keeps its default, what is unknown is left alone.

    Raises:
        UnfitError: a value is of the wrong kind, or the table lacks what has no default.
    """
    if not isinstance(table, Mapping):
        raise UnfitError(kind.__name__)
    hints = get_type_hints(kind)
    fields = {field.name for field in dataclasses.fields(kind)}  # type: ignore[arg-type]  # T is one
    given = {name: _fitting(hints[name], table[name], name) for name in fields & set(table)}
    try:
        return kind(**given)
    except TypeError as error:
        raise UnfitError("name") from error


def _fitting(hint: Any, value: object, name: str) -> Any:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _value(hint, value)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        try:
            return hint(value)
        except ValueError as error:
            raise UnfitError(name) from error
    if hint == tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise UnfitError(name)
        return tuple(value)
    is_number = hint is int and type(value) is int and 0 <= value <= LARGEST_NUMBER
    if is_number or (hint is not int and isinstance(hint, type) and type(value) is hint):
        return value
    raise UnfitError(name)


def _table(head: str, value: Any) -> str:
    lines = (f"{f.name} = {_toml(getattr(value, f.name))}\n" for f in dataclasses.fields(value))
    return f"{head}\n{''.join(lines)}"


def _toml(value: object) -> str:
    if dataclasses.is_dataclass(value):
        inner = (f"{f.name} = {_toml(getattr(value, f.name))}" for f in dataclasses.fields(value))
        return f"{{ {', '.join(inner)} }}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, str):  # a TOML basic string: JSON's, but for one control character
        return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value)


def _unreadable(file: Path) -> Message:
    return message(
        "Nodes",
        "The archives entered could not be read: {file} is damaged. Correct it, or enter them again: that "
        "replaces it.",
        file=file,
    )


def _refused(number: int, node: ArchiveNode, why: Message) -> Message:
    return message(
        "Nodes",
        "Archive {number} ({name}) was left out. {why}",
        number=number,
        name=node.name[:64],
        why=why,
    )


def _left_out(number: int, entry: object, what: str) -> Message:
    name = entry.get("name", "") if isinstance(entry, Mapping) else ""
    return message(
        "Nodes",
        "Archive {number} ({name}) was left out: its {what} cannot be used. Enter it again.",
        number=number,
        name=str(name)[:64],
        what=what,
    )
