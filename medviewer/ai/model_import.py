"""Brings a reader's own model into the data folder: card and weights, data only, checked before they count.

    source recognised → weights as safetensors or an ONNX graph, card completed → written aside
    → verified as every model is → moved into its place

An imported card's words are its author's. It is marked as imported, its hash is computed here, and what it
says of calibration is not believed: its answers are scores.
"""

import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from medviewer import paths
from medviewer.ai.bundles import Bundle, read_bundle
from medviewer.ai.card_tables import TableError
from medviewer.ai.card_writer import write_card
from medviewer.ai.catalog import CARD, LARGEST_INPUT, card_of, load_card, read_card_table
from medviewer.ai.import_sources import LARGEST_BYTES, SourceKind, recognise
from medviewer.ai.installed_models import InstalledModel, find_model
from medviewer.ai.signal_cards import with_signal_defaults
from medviewer.domain.model_card import ModelCard
from medviewer.errors import InputError
from medviewer.words import message

ANALYZER = "image_classifier"  # what runs a model that brings no analyzer of ours
SAFETENSORS, ONNX = "weights.safetensors", "model.onnx"
ONNX_NETWORK = "onnx"  # `ai.runtime.onnx_network`, as a card names it
UNCHECKED = (
    "Imported: its figures and limits are its author's statements and were not checked here."
)


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """What to import.

    Attributes:
        card_file: the card, complete or not; needed unless the source brings one.
        model_id: the name it is given here; "" takes the card's.
        is_replacing: whether an imported model of that name may be replaced.
    """

    source: Path
    card_file: Path | None = None
    model_id: str = ""
    is_replacing: bool = False


@dataclass(frozen=True, slots=True)
class _Parts:
    """A card as a table, still to be completed, and the files beside it."""

    card: dict[str, Any]
    files: dict[str, bytes]
    weights_file: str


def import_model(order: ImportOrder) -> InstalledModel:
    """Install the model; nothing is left behind where that fails.

    Raises:
        InputError: the source or its card cannot be taken, and why.
        ModelUnusable: card, weights and network do not fit each other.
    """
    parts = PARTS[recognise(order.source)](order)
    card = _completed(order, parts)
    place = _free_place(card.model_id, order.is_replacing)
    with tempfile.TemporaryDirectory(prefix="import-", dir=paths.data_folder()) as aside:
        folder = Path(aside) / card.model_id
        folder.mkdir()
        for name, data in parts.files.items():
            (folder / name).write_bytes(data)
        write_card(card, folder / CARD)
        _verify(load_card(folder / CARD), folder)
        if place.exists():
            shutil.rmtree(place)
        folder.rename(place)
    return find_model(card.model_id)


def _completed(order: ImportOrder, parts: _Parts) -> ModelCard:
    """The card with what is known here, and without what is not known."""
    from medviewer.ai.runtime.weights import sha256

    table = with_signal_defaults(_DEFAULTS | parts.card)
    table["weights_file"] = parts.weights_file
    table["weights_sha256"] = sha256(parts.files[parts.weights_file])
    table["model_id"] = order.model_id or table.get("model_id", "")
    try:
        card = card_of(table)
    except TableError as error:
        raise _unusable_card(str(error)) from error
    limits = tuple(dict.fromkeys((*card.limits, UNCHECKED)))
    return replace(card, is_imported=True, is_calibrated=False, calibration=None, limits=limits)


_DEFAULTS: dict[str, Any] = {
    "version": "1",
    "analyzer": ANALYZER,
    "score_threshold": 0.5,
    "is_calibrated": False,
    "sources": [],
    "metrics": [],
    "limits": [],
    "licence": "not stated",
}


def _of_model_folder(order: ImportOrder) -> _Parts:
    """A folder of ours, from a training run: the card was written with the weights and is kept."""
    from medviewer.ai.runtime.weights import read_weights

    card = load_card(order.source / CARD)
    names = [card.weights_file] + ([card.feature_guard.file] if card.feature_guard else [])
    files = {name: _read_inside(order.source, name) for name in names}
    read_weights(card, order.source)  # altered ones would get a fresh hash below
    return _Parts(_card_table(order.card_file or order.source / CARD), files, card.weights_file)


def _of_safetensors(order: ImportOrder) -> _Parts:
    from medviewer.ai.runtime.foreign_weights import as_safetensors, read_safetensors

    weights = read_safetensors(order.source.read_bytes(), order.source.name)
    return _Parts(_needed_card(order), {SAFETENSORS: as_safetensors(weights)}, SAFETENSORS)


def _of_state_dict(order: ImportOrder) -> _Parts:
    from medviewer.ai.runtime.foreign_weights import as_safetensors, read_saved_weights

    weights = read_saved_weights(order.source.read_bytes(), order.source.name)
    return _Parts(_needed_card(order), {SAFETENSORS: as_safetensors(weights)}, SAFETENSORS)


def _of_onnx(order: ImportOrder) -> _Parts:
    from medviewer.ai.runtime.onnx_network import check_graph

    data = order.source.read_bytes()
    check_graph(data)
    return _Parts(_on_onnx(_needed_card(order)), {ONNX: data}, ONNX)


def _of_bundle(order: ImportOrder) -> _Parts:
    """Built by MONAI once, from a list of known networks, and kept as an ONNX graph."""
    from medviewer.ai.networks.bundle_networks import build_bundle_network
    from medviewer.ai.runtime.foreign_weights import filled
    from medviewer.ai.runtime.onnx_export import to_onnx

    bundle = read_bundle(order.source)
    network = build_bundle_network(bundle.target, bundle.arguments)
    filled(network, bundle.weights, bundle.weights_name)
    table = _on_onnx(
        _bundle_words(bundle) | (_card_table(order.card_file) if order.card_file else {})
    )
    size = table["network"].get("input_size")
    if not _is_size(size):
        raise InputError(
            message(
                "Import",
                "The MONAI Bundle does not say which image size its network takes. Give a card with "
                "--card that has [network] input_size = [rows, columns].",
            )
        )
    return _Parts(table, {ONNX: to_onnx(network, (_channels(bundle), *size))}, ONNX)


def _on_onnx(table: dict[str, Any]) -> dict[str, Any]:
    """A card's table for a network that is kept as an ONNX graph."""
    network = table.get("network", {})
    if not isinstance(network, dict):
        raise _unusable_card("network must be a table")
    return table | {"network": {"name": ONNX_NETWORK} | network}


def _is_size(size: object) -> bool:
    """Whether it is [rows, columns] that an image can have; asked before anything is made of that size."""
    return (
        isinstance(size, list)
        and len(size) == 2
        and all(type(side) is int and 1 <= side <= LARGEST_INPUT for side in size)
    )


def _channels(bundle: Bundle) -> int:
    """Of its network's images; by default one. What is no number was refused when it was built."""
    given = bundle.arguments.get("in_channels", bundle.arguments.get("n_input_channels"))
    return given if isinstance(given, int) else 1


PARTS: Mapping[SourceKind, Callable[[ImportOrder], _Parts]] = MappingProxyType(
    {
        SourceKind.MODEL_FOLDER: _of_model_folder,
        SourceKind.SAFETENSORS: _of_safetensors,
        SourceKind.STATE_DICT: _of_state_dict,
        SourceKind.ONNX: _of_onnx,
        SourceKind.BUNDLE: _of_bundle,
    }
)


def _bundle_words(bundle: Bundle) -> dict[str, Any]:
    """What a bundle's metadata says, in a card's words; what it does not say stays open."""
    said = bundle.metadata
    title = str(said.get("name") or said.get("task") or "MONAI Bundle")
    words: dict[str, Any] = {
        "model_id": re.sub(r"[^A-Za-z0-9_\-]+", "_", title)[:64],
        "version": str(said.get("version", "1")),
        "title": title,
        "intended_use": str(said.get("description", said.get("task", ""))),
        "licence": str(said.get("license", said.get("copyright", "not stated"))),
    }
    size = _inputs(said).get("spatial_shape")
    if _is_size(size):
        words["network"] = {"input_size": size}
    return words


def _inputs(metadata: dict[str, Any]) -> dict[str, Any]:
    """`network_data_format.inputs.image` of a bundle, where it is that."""
    found: Any = metadata
    for name in ("network_data_format", "inputs", "image"):
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _needed_card(order: ImportOrder) -> dict[str, Any]:
    if order.card_file is None:
        raise InputError(
            message(
                "Import",
                "{file} says nothing of what it is for. Give a card with --card: model_id, title, "
                "intended_use, labels, [applicability] and [network] are needed.",
                file=order.source.name,
            )
        )
    return _card_table(order.card_file)


def _card_table(file: Path) -> dict[str, Any]:
    try:
        return read_card_table(file)
    except (OSError, ValueError) as error:
        raise InputError(
            message("Import", "The card {file} cannot be read: {why}.", file=file, why=str(error))
        ) from error


def _read_inside(folder: Path, name: str) -> bytes:
    """A file of a folder; a link out of it is refused."""
    file = folder / name
    if not file.is_file() or not file.resolve().is_relative_to(folder.resolve()):
        raise InputError(
            message(
                "Import",
                "{file} was not imported: it is missing, or leads out of the folder.",
                file=name,
            )
        )
    if file.stat().st_size > LARGEST_BYTES:
        raise InputError(
            message(
                "Import",
                "{file} was not imported: {why}.",
                file=name,
                why=message("Import", "it is larger than {most} bytes", most=f"{LARGEST_BYTES:,}"),
            )
        )
    return file.read_bytes()


def _free_place(model_id: str, is_replacing: bool) -> Path:
    """Where the model goes.

    Raises:
        InputError: the name is taken.
    """
    place = paths.imported_models() / model_id
    is_shipped = (paths.models() / model_id).exists()
    if is_shipped or (place.exists() and not is_replacing):
        raise InputError(
            message(
                "Import",
                "There already is a model “{model}”. Choose another name with --id, or --replace one that "
                "was imported.",
                model=model_id,
            )
        )
    place.parent.mkdir(mode=0o700, exist_ok=True)
    return place


def _unusable_card(why: str) -> InputError:
    return InputError(message("Import", "The card cannot be used: {why}. Correct it.", why=why))


def _verify(card: ModelCard, folder: Path) -> None:
    from medviewer.ai.runtime.verification import verify_model

    verify_model(card, folder)
