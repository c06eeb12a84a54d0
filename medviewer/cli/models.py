"""`medviewer models list|show|verify|import`: which there are, what they say, whether they are whole."""

import argparse
import json
import sys
from pathlib import Path

from medviewer.ai.card_writer import card_text
from medviewer.ai.catalog import CARD, load_card
from medviewer.ai.installed_models import find_model, is_imported, model_folders
from medviewer.ai.installed_systems import (
    SystemPlace,
    find_system,
    installed_systems,
    system_card_text,
    verify_system,
)
from medviewer.ai.model_import import ImportOrder, import_model
from medviewer.errors import ModelUnusable

NOT_WHOLE = 1


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("models", help="list, show, verify and import models")
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="every model, shipped or imported")
    listing.add_argument("--json", action="store_true", help="print JSON instead of a table")
    listing.set_defaults(run=run_list)
    showing = actions.add_parser("show", help="the whole card of one model, as TOML")
    showing.add_argument("model_id", help="its id, as listed")
    showing.set_defaults(run=run_show)
    verifying = actions.add_parser("verify", help="check files, hashes and tensors")
    verifying.add_argument("model_ids", nargs="*", metavar="MODEL", help="all of them without one")
    verifying.set_defaults(run=run_verify)
    _add_import(actions)


def _add_import(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    importing = actions.add_parser("import", help="take in ONNX, weights, or a MONAI Bundle")
    importing.add_argument(
        "source",
        type=Path,
        help="model.onnx, .safetensors, a state_dict saved by torch, a MONAI Bundle, a model folder",
    )
    importing.add_argument("--card", type=Path, help="its model card (TOML), where it brings none")
    importing.add_argument("--id", dest="model_id", default="", help="its name here")
    importing.add_argument(
        "--replace", action="store_true", help="in place of one imported under that name"
    )
    importing.set_defaults(run=run_import)


def run_list(arguments: argparse.Namespace) -> int:
    """Print one line a model; a broken card is a line, too."""
    rows = [_row(folder) for folder in model_folders()]
    rows += [_system_row(place) for place in installed_systems()]
    if arguments.json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))
        return 0
    for row in rows:
        print(
            f"{row['id']:24} {row['version']:8} {row['origin']:9} {row['licence']:14} {row['title']}"
        )
    return 0


def run_show(arguments: argparse.Namespace) -> int:
    system = find_system(arguments.model_id)
    if system is not None:
        print(f"# {system.folder}\n{system_card_text(system.card)}", end="")
        return 0
    model = find_model(arguments.model_id)
    print(f"# {model.folder}\n{card_text(model.card)}", end="")
    return 0


def run_verify(arguments: argparse.Namespace) -> int:
    """One line a model; exit code 1 where one is not whole."""
    ids = arguments.model_ids or _all_ids()
    return NOT_WHOLE if [model_id for model_id in ids if not _is_whole(model_id)] else 0


def run_import(arguments: argparse.Namespace) -> int:
    """Install a model; an error says why not."""
    order = ImportOrder(
        arguments.source, arguments.card, arguments.model_id, is_replacing=arguments.replace
    )
    model = import_model(order)
    print(f"{model.card.model_id}: imported into {model.folder}; its figures are its author's")
    return 0


def _all_ids() -> list[str]:
    systems = [place.folder.name for place in installed_systems()]
    return [folder.name for folder in model_folders()] + systems


def _is_whole(model_id: str) -> bool:
    try:
        system = find_system(model_id)
        if system is not None:
            verify_system(system)
            print(f"{model_id}: whole ({len(system.card.files)} files)")
            return True
        from medviewer.ai.runtime.verification import verify_model  # torch

        model = find_model(model_id)
        verify_model(model.card, model.folder)
    except ModelUnusable as error:
        print(f"{model_id}: {error}", file=sys.stderr)
        return False
    print(f"{model_id}: whole ({model.card.weights_sha256[:12]}…)")
    return True


def _row(folder: Path) -> dict[str, str]:
    row = {"id": folder.name, "origin": "imported" if is_imported(folder) else "shipped"}
    try:
        card = load_card(folder / CARD)
    except ModelUnusable as error:
        return row | {"version": "", "licence": "", "title": str(error)}
    return row | {"version": card.version, "licence": card.licence, "title": card.title}


def _system_row(place: SystemPlace) -> dict[str, str]:
    return {
        "id": place.folder.name,
        "origin": "own" if is_imported(place.folder) else "shipped",
        "version": place.card.version,
        "licence": place.card.licence,
        "title": place.card.title,
    }
