"""`medviewer audit verify|list|export`: whether the audit trail is whole, what it says, as a table."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from medviewer import paths
from medviewer.domain.audit import Anchor, AuditEntry, AuditFilter, AuditKind
from medviewer.errors import InputError
from medviewer.store.audit_table import write_lines, write_table
from medviewer.store.audit_trail import AuditTrail
from medviewer.words import message

BROKEN = 1


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("audit", help="verify, list and export the audit trail")
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    verifying = actions.add_parser(
        "verify",
        help="check the chain; exit code 1 where it is broken, naming the first broken entry",
    )
    verifying.add_argument(
        "--anchor",
        type=_anchor,
        metavar="COUNT:DIGEST",
        help="what an earlier verify printed and you kept elsewhere: also finds a trail written anew",
    )
    verifying.add_argument("--json", action="store_true", help="print JSON")
    verifying.set_defaults(run=run_verify)
    listing = actions.add_parser("list", help="entries, newest first")
    listing.add_argument("--limit", type=int, default=50, help="how many; 0 for all")
    listing.add_argument("--json", action="store_true", help="one JSON line an entry")
    listing.set_defaults(run=run_list)
    exporting = actions.add_parser("export", help="entries as CSV, oldest first")
    exporting.add_argument("--out", type=Path, help="a new file; without it, to standard output")
    exporting.set_defaults(run=run_export)
    for action in (listing, exporting):
        _add_filter(action)


def _add_filter(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--study", dest="study_uid", default="", help="StudyInstanceUID")
    parser.add_argument(
        "--kind", choices=[kind.value for kind in AuditKind], default="", help="of entries"
    )
    parser.add_argument("--from", dest="first", default="", metavar="YYYY-MM-DD", help="UTC")
    parser.add_argument("--to", dest="last", default="", metavar="YYYY-MM-DD", help="UTC")


def trail() -> AuditTrail:
    """This user's trail."""
    return AuditTrail(paths.audit_file(), paths.audit_anchor_file())


def run_verify(arguments: argparse.Namespace) -> int:
    """One line that says how it is, and what to note down."""
    check = trail().check(arguments.anchor)
    if arguments.json:
        told = {
            "whole": check.is_whole,
            "entries": check.count,
            "last_digest": check.last_digest,
            "broken_at": check.broken_at,
            "problem": str(check.problem) if check.problem is not None else None,
        }
        print(json.dumps(told, indent=2))
    elif check.is_whole:
        print(f"The audit trail is whole: {check.count} entries.")
        print(f"Keep this elsewhere, for --anchor: {check.count}:{check.last_digest}")
    else:
        at = f" First broken entry: {check.broken_at}." if check.broken_at is not None else ""
        print(f"The audit trail is broken. {check.problem}{at}", file=sys.stderr)
    return 0 if check.is_whole else BROKEN


def run_list(arguments: argparse.Namespace) -> int:
    limit = arguments.limit if arguments.limit > 0 else -1
    for entry in trail().entries(_asked(arguments), limit=limit) if _is_begun() else ():
        print(json.dumps(asdict(entry)) if arguments.json else line(entry))
    return 0


def run_export(arguments: argparse.Namespace) -> int:
    """Write a file whole or not at all, or lines to standard output."""
    entries = trail().all_entries(_asked(arguments)) if _is_begun() else ()
    if arguments.out is None:
        write_lines(entries, sys.stdout)
        return 0
    if arguments.out.exists():
        raise InputError(
            message("Audit", "{path} is there already. Name a new file.", path=arguments.out)
        )
    write_table(entries, arguments.out)
    print(f"{len(entries)} entries: {arguments.out}")
    return 0


def line(entry: AuditEntry) -> str:
    """One entry for a terminal; control characters of a reader's words are escaped."""
    facts = " ".join(f"{name}={value}" for name, value in entry.facts.items() if value != "")
    who = entry.reader or entry.os_user or "-"
    text = f"{entry.number:6} {entry.happened_at} {entry.kind:16} {who:20} {facts}"
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def _asked(arguments: argparse.Namespace) -> AuditFilter:
    return AuditFilter(arguments.study_uid, arguments.kind, arguments.first, arguments.last)


def _is_begun() -> bool:
    """Looking must not begin a trail."""
    return paths.audit_file().exists()


def _anchor(text: str) -> Anchor:
    count, _, digest = text.partition(":")
    if not count.isdecimal() or not digest:
        raise argparse.ArgumentTypeError("COUNT:DIGEST, as verify prints it")
    return Anchor(int(count), digest)
