"""The options of `medviewer batch`, in the order its help lists them."""

import argparse
from pathlib import Path

from medviewer.cli.cluster_options import add_cluster_options
from medviewer.cli.device_option import add_device
from medviewer.domain.bundle import BundleKind
from medviewer.domain.model_trust import POINTS
from medviewer.domain.report_template import LANGUAGES
from medviewer.session.batch.executor import TIME_LIMIT_S


def add_batch_options(parser: argparse.ArgumentParser) -> None:
    _add_study_options(parser)
    _add_archive_options(parser)
    _add_machine_options(parser)
    add_cluster_options(parser)
    _add_page_options(parser)
    _add_telling_options(parser)


def _add_study_options(parser: argparse.ArgumentParser) -> None:
    """Which studies, what is asked of them, where it goes."""
    parser.add_argument(
        "sources",
        nargs="*",
        metavar="SOURCE",
        help="folders, DICOM files, ZIP archives, and CSV lists (columns path, or study_instance_uid and "
        "node; others are carried into the table)",
    )
    parser.add_argument("--out", type=Path, help="folder for results, table and page")
    parser.add_argument(
        "--model", action="append", default=[], metavar="ID", help="ask this model only"
    )
    parser.add_argument(
        "--point", default="", choices=("", *POINTS), help="operating point; each model's usual one"
    )
    parser.add_argument(
        "--bundle",
        default=BundleKind.JSON.value,
        metavar="KINDS",
        help="documents of each study, as `analyze --bundle` writes them; none for the table alone "
        "(default: json)",
    )


def _add_archive_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--node", default="", metavar="NAME", help="an archive entered in the viewer"
    )
    parser.add_argument(
        "--query",
        default=None,
        metavar="NAME=VALUE,…",
        help="what to ask it for: modality=CT,date=20260101-20260131",
    )
    parser.add_argument(
        "--keep-fetched", action="store_true", help="do not remove what an archive sent"
    )


def _add_machine_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--workers", type=int, default=0, metavar="N", help="processes (default: one for each core)"
    )
    parser.add_argument(
        "--threads",
        type=int,
        default=0,
        metavar="N",
        help="threads of each (default: cores/workers)",
    )
    add_device(parser)
    parser.add_argument(
        "--limit", type=int, default=0, metavar="N", help="no more studies than this"
    )
    parser.add_argument(
        "--time-limit",
        type=float,
        default=TIME_LIMIT_S,
        metavar="SECONDS",
        help=f"for one study, before it is given up (default: {TIME_LIMIT_S:g})",
    )


def _add_page_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--hash-identifiers",
        action="store_true",
        help="keyed hashes instead of UIDs, carried columns, paths and header texts, and years instead of "
        "dates, in table, summary, page and what is printed",
    )
    parser.add_argument(
        "--plain-column",
        action="append",
        default=[],
        metavar="NAME",
        help="a carried column that names nobody and stays as it is with --hash-identifiers",
    )
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default="",
        help="of the page (default: the viewer's, else the system's)",
    )


def _add_telling_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--decisions",
        action="append",
        type=Path,
        default=[],
        metavar="SESSION",
        help="session file with readers' decisions, for acceptance by model",
    )
    parser.add_argument(
        "--json", action="store_true", help="one JSON line an event on standard output"
    )
