"""The remote machines the reader entered, in a TOML file: read tolerantly, written whole; never a secret."""

import json
import logging
import tomllib
from dataclasses import asdict, fields
from pathlib import Path

from medviewer import paths
from medviewer.domain.remote_machine import RemoteMachine
from medviewer.whole_files import whole_file

logger = logging.getLogger(__name__)

LARGEST_FILE_BYTES = 1 << 20
SHORTEST_S, LONGEST_S = 5, 24 * 3600  # of patience


def read_machines(file: Path | None = None) -> tuple[RemoteMachine, ...]:
    """Those entered; what is no machine is left out.

    Args:
        file: `paths.remote_machines_file()` unless another is named.
    """
    file = file or paths.remote_machines_file()
    try:
        if file.stat().st_size > LARGEST_FILE_BYTES:
            raise ValueError("too large")
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError):  # no TOML and no UTF-8 are ValueErrors
        logger.warning("The file of remote machines could not be read")
        return ()
    entries = found.get("machine", [])
    machines: dict[str, RemoteMachine] = {}
    for entry in entries if isinstance(entries, list) else []:
        machine = _machine(entry)
        if machine is not None:
            machines.setdefault(machine.name, machine)
    return tuple(machines.values())


def write_machines(machines: tuple[RemoteMachine, ...], file: Path) -> None:
    """Write all of them, all or nothing; only the user may read it.

    Raises:
        OSError: the folder or the disk refused.
    """
    tables = ["[[machine]]\n" + _lines(machine) for machine in machines]
    with whole_file(file, is_private=True) as temporary:
        temporary.write_text("\n".join(tables), encoding="utf-8")


def find_machine(name: str, file: Path | None = None) -> RemoteMachine | None:
    """The one entered under that name; for the command line."""
    return next((each for each in read_machines(file) if each.name == name), None)


def _machine(entry: object) -> RemoteMachine | None:
    if not isinstance(entry, dict):
        return None
    kinds = {each.name: each.type for each in fields(RemoteMachine)}
    said = {k: v for k, v in entry.items() if k in kinds and type(v) is kinds[k]}
    if not said.get("name") or not said.get("url"):
        logger.warning("A remote machine without name or address was left out")
        return None
    said["timeout_s"] = min(max(said.get("timeout_s", 600), SHORTEST_S), LONGEST_S)
    return RemoteMachine(**said)


def _lines(machine: RemoteMachine) -> str:
    return "".join(f"{name} = {_toml(value)}\n" for name, value in asdict(machine).items())


def _toml(value: object) -> str:
    """JSON's strings, numbers and booleans are TOML's, but for one control character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
