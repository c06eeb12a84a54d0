"""A MONAI Bundle as data: its metadata, the network its configuration names, its weights. Never its Python.

A bundle's configuration may hold `$expressions` and name any class of any package: MONAI's own parser runs
them. Here it is JSON, of which `network_def` is read; a value that would have to be run is refused.
"""

import json
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medviewer.ai.import_sources import BUNDLE_METADATA, LARGEST_BYTES, archive_names
from medviewer.errors import InputError
from medviewer.words import message

CONFIGURATIONS = ("configs/inference.json", "configs/train.json", "configs/evaluate.json")
WEIGHTS = ("models/model.safetensors", "models/model.pt")
LARGEST_TEXT = 4_000_000  # bytes of one JSON file
NETWORK = "network_def"
# What a damaged, encrypted or oddly packed member of an archive raises.
BROKEN = (OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error)

Scalar = int | float | str | bool | None
Literal = Scalar | list[int]


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a bundle says of itself.

    Attributes:
        metadata: configs/metadata.json.
        target: the class its network is of, without the package.
        arguments: what it is built with, plain values only.
        weights: the file's content, and its name.
    """

    metadata: dict[str, Any]
    target: str
    arguments: dict[str, Literal]
    weights: bytes
    weights_name: str


def read_bundle(source: Path) -> Bundle:
    """Read a bundle's folder or ZIP archive.

    Raises:
        InputError: something is missing, too large, outside the bundle, or would have to be run.
    """
    read = _folder_reader(source) if source.is_dir() else _archive_reader(source)
    metadata = _json(read(BUNDLE_METADATA, LARGEST_TEXT), BUNDLE_METADATA)
    configuration = _first(read, CONFIGURATIONS, LARGEST_TEXT)
    weights = _first(read, WEIGHTS, LARGEST_BYTES)
    if configuration is None or weights is None:
        wanted = CONFIGURATIONS[:1] if configuration is None else WEIGHTS
        raise _refused(f"{' or '.join(wanted)} is missing")
    document = _json(configuration[1], configuration[0])
    target, arguments = _network(document)
    return Bundle(metadata, target, arguments, weights[1], weights[0])


Reader = Callable[[str, int], bytes | None]


def _folder_reader(folder: Path) -> Reader:
    root = folder.resolve()

    def read(name: str, most: int) -> bytes | None:
        file = folder / name
        if not file.is_file():
            return None
        if not file.resolve().is_relative_to(root):
            raise _refused(f"{name} leads out of the bundle")
        if file.stat().st_size > most:
            raise _refused(f"{name} is larger than {most:,} bytes")
        return file.read_bytes()

    return read


def _archive_reader(source: Path) -> Reader:
    names = archive_names(source)
    start = next(name for name in names if name.endswith(BUNDLE_METADATA))
    root = start.removesuffix(BUNDLE_METADATA)

    def read(name: str, most: int) -> bytes | None:
        if root + name not in names:
            return None
        try:
            with zipfile.ZipFile(source) as archive, archive.open(root + name) as member:
                data = member.read(most + 1)  # never unpacked to the disk: no path can lead astray
        except BROKEN as error:
            raise _refused(f"{name} cannot be unpacked ({error})") from error
        if len(data) > most:
            raise _refused(f"{name} is larger than {most:,} bytes")
        return data

    return read


def _first(read: Reader, names: tuple[str, ...], most: int) -> tuple[str, bytes] | None:
    for name in names:
        data = read(name, most)
        if data is not None:
            return name, data
    return None


def _json(data: bytes | None, name: str) -> dict[str, Any]:
    try:
        found = json.loads(data or b"")
    except (ValueError, RecursionError) as error:
        raise _refused(f"{name} is missing or no JSON") from error
    if not isinstance(found, dict):
        raise _refused(f"{name} is no JSON object")
    return found


def _network(document: dict[str, Any]) -> tuple[str, dict[str, Literal]]:
    definition = document.get(NETWORK)
    if not isinstance(definition, dict) or not isinstance(definition.get("_target_"), str):
        raise _refused(f"its configuration has no {NETWORK} with a _target_")
    arguments = {
        name: _literal(name, value, document)
        for name, value in definition.items()
        if not name.startswith("_")
    }
    return definition["_target_"].rpartition(".")[2], arguments


def _literal(name: str, value: object, document: dict[str, Any]) -> Literal:
    """A plain value; `@name` may stand for a plain value of the same file."""
    if isinstance(value, str) and value.startswith("@"):
        value = document.get(value[1:])
    if isinstance(value, str) and value.startswith(("$", "@", "%")):
        raise _refused(
            f"{NETWORK}.{name} is an expression ({value[:40]}) that would have to be run"
        )
    if value is None or isinstance(value, int | float | str | bool):
        return value
    if isinstance(value, list) and all(type(each) is int for each in value):
        return list(value)
    raise _refused(f"{NETWORK}.{name} is no plain value")


def _refused(why: str) -> InputError:
    return InputError(message("Import", "The MONAI Bundle was not imported: {why}.", why=why))
