"""`medviewer serve --write-repository DIR`: what a KServe v2 server needs to serve this computer's models."""

import argparse
from pathlib import Path

from medviewer.ai.installed_models import installed_cards
from medviewer.ai.remote.repository import (
    ServerKind,
    ServingOrder,
    start_command,
    write_repository,
)
from medviewer.cli.device_option import add_device

SUMMARY = "write what mlserver or Triton needs to serve models to other MedViewers; starts nothing"


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("serve", help=SUMMARY, description=SUMMARY)
    parser.add_argument(
        "--write-repository", type=Path, required=True, metavar="DIR", help="an empty folder"
    )
    kinds = [kind.value for kind in ServerKind]
    parser.add_argument(
        "--for", dest="kind", choices=kinds, required=True, help="which server will read it"
    )
    parser.add_argument(
        "--model", dest="model_ids", action="append", default=[], metavar="ID", help="default: all"
    )
    add_device(parser, ("auto", "cpu", "cuda"))
    parser.add_argument("--port", type=int, default=8080, help="for HTTP, on this computer only")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the files and say how to start the server."""
    all_of_them = (card.model_id for card in installed_cards() if card.is_analyzer)
    order = ServingOrder(
        arguments.write_repository.resolve(),
        ServerKind(arguments.kind),
        tuple(arguments.model_ids or all_of_them),
        arguments.device,
        arguments.port,
    )
    for file in write_repository(order):
        print(file)
    print(f"Start it with: {start_command(order)}")
    return 0
