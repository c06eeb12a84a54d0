"""Archives on a command line: by the name they were entered under, AET@HOST:PORT, or a DICOMweb address."""

import argparse
import re
from dataclasses import replace
from pathlib import Path

from medviewer.domain.archive import (
    ArchiveNode,
    ListenerSettings,
    Protocol,
    Retrieval,
    TransportSecurity,
)
from medviewer.domain.network_settings import NetworkSettings
from medviewer.domain.node_rules import what_is_wrong
from medviewer.errors import InputError
from medviewer.session.network.node_files import read_nodes
from medviewer.words import message

ADDRESS = re.compile(r"(?P<title>[^@]+)@(?P<host>\[[^]]+\]|[^:@\s]+):(?P<port>\d{1,5})")


def add_node(parser: argparse.ArgumentParser) -> None:
    """The archive, and what changes how it is spoken to."""
    parser.add_argument(
        "node",
        metavar="ARCHIVE",
        help="name of an archive entered in the viewer, AET@HOST:PORT, or https://…",
    )
    parser.add_argument(
        "--own-ae-title", default="", metavar="AET", help="what we call ourselves (MEDVIEWER)"
    )
    parser.add_argument("--timeout", type=int, default=0, metavar="SECONDS", help="silence (30)")
    add_security(parser)


def add_security(parser: argparse.ArgumentParser) -> None:
    """TLS; a key's passphrase is asked of the system's keyring."""
    parser.add_argument("--tls", action="store_true", help="a secure connection (DIMSE)")
    parser.add_argument("--authority", default="", metavar="PEM", help="who signed certificates")
    parser.add_argument("--certificate", default="", metavar="PEM", help="our own")
    parser.add_argument("--key", default="", metavar="PEM", help="of our certificate")


def security_of(arguments: argparse.Namespace, kept: TransportSecurity) -> TransportSecurity:
    """What was asked for, over what is kept."""
    return TransportSecurity(
        arguments.tls or kept.is_on,
        arguments.authority or kept.authority,
        arguments.certificate or kept.certificate,
        arguments.key or kept.key,
    )


def node_of(arguments: argparse.Namespace) -> ArchiveNode:
    """The archive that was named.

    Raises:
        InputError: there is none of that name, or it can be no address.
    """
    node = read_nodes().settings.find(arguments.node) or _written_out(arguments.node)
    node = replace(
        node,
        own_ae_title=arguments.own_ae_title or node.own_ae_title,
        timeout_s=arguments.timeout or node.timeout_s,
        security=security_of(arguments, node.security),
    )
    wrong = what_is_wrong(node)
    if wrong is not None:
        raise InputError(wrong)
    return node


def with_move(node: ArchiveNode, wants_move: bool) -> ArchiveNode:
    return replace(node, retrieval=Retrieval.MOVE) if wants_move else node


def listener_of(arguments: argparse.Namespace, kept: NetworkSettings) -> ListenerSettings:
    """What is listened on for a C-MOVE: what is kept, at the port that was named."""
    return replace(kept.listener, port=arguments.port or kept.listener.port)


def _written_out(text: str) -> ArchiveNode:
    if text.startswith(("http://", "https://")):
        shown = text.rpartition("@")[2].partition("?")[0]  # no password or token in a sentence
        return ArchiveNode(name=shown[:64], protocol=Protocol.DICOMWEB, url=text.rstrip("/"))
    found = ADDRESS.fullmatch(text)
    if found is None:
        raise InputError(
            message(
                "Archive",
                "There is no archive named {name}. Enter it in the viewer, or write AET@HOST:PORT or https://….",
                name=text,
            )
        )
    return ArchiveNode(
        name=text[:64],
        host=found["host"].strip("[]"),
        port=int(found["port"]),
        ae_title=found["title"],
    )


def folder_for(out: Path) -> Path:
    """The folder to write to, made if need be.

    Raises:
        InputError: it is a file, or may not be made.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            message(
                "Archive",
                "{folder} cannot be written to ({reason}). Name another folder.",
                folder=out,
                reason=error.strerror or type(error).__name__,
            )
        ) from error
    return out
