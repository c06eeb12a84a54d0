"""`medviewer code FILE|-`: ICD-10 codes a text speaks of, with the words each was found by."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.ai.text.tokens import LONGEST_TEXT
from medviewer.cli.device_option import add_device
from medviewer.errors import UnreadableFile
from medviewer.words import message

if TYPE_CHECKING:
    from medviewer.domain.coding import CodeSuggestion, CodingResult

MOST_BYTES = 4 * (LONGEST_TEXT + 1)  # of UTF-8; what is longer is cut and says so
DIGITS = 4


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("code", help="propose ICD-10 codes for a text")
    parser.add_argument("file", help="a text file in UTF-8; - reads what is piped in")
    parser.add_argument("--model", default="icd10_coding", help="an installed text coder's id")
    parser.add_argument("--language", choices=("en", "es", "zh"), default="", help="of the text")
    parser.add_argument("--limit", type=int, default=20, help="at most so many codes")
    parser.add_argument("--query", default="", help="look words up in the code table instead")
    add_device(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ask the desk that answers in the viewer, and print; errors are raised for `main` to print."""
    from medviewer.ai.runtime.text.coding_desk import open_desk
    from medviewer.domain.coding import CodingRequest
    from medviewer.progress import CancelToken, ignore_progress

    request = CodingRequest(
        "command line",
        "" if arguments.query else read_text(arguments.file),
        arguments.model,
        arguments.language,
        arguments.limit,
        arguments.query,
        arguments.device,
    )
    result = open_desk(arguments.device)(request, ignore_progress, CancelToken())
    if arguments.json:
        print(json.dumps(as_json(result), indent=2, ensure_ascii=False))
    else:
        print("\n".join(as_lines(result)))
    return 0


def read_text(name: str) -> str:
    """The text of a file, or of standard input for "-"; signs that are no UTF-8 are left out.

    Raises:
        UnreadableFile: it cannot be opened.
    """
    try:
        if name == "-":
            content = sys.stdin.buffer.read(MOST_BYTES)
        else:
            with Path(name).open("rb") as file:
                content = file.read(MOST_BYTES)
    except OSError as error:
        raise UnreadableFile(
            message(
                "Codes",
                "{file} cannot be read ({cause}). Name a text file.",
                file=name,
                cause=error.strerror or type(error).__name__,
            )
        ) from error
    return content.decode("utf-8-sig", errors="replace").replace("\ufffd", " ")


def as_json(result: "CodingResult") -> dict[str, object]:
    """Plain values; the words of the text are told by their places, so that no text is repeated."""
    return {
        "model": result.request.model_id,
        "version": result.model_version,
        "coder": result.coder,
        "language": result.language,
        "tells_probabilities": result.tells_probabilities,
        "notes": [str(note) for note in result.notes],
        "seconds": round(result.seconds, 3),
        "suggestions": [
            {
                "code": each.code.value,
                "scheme": each.code.scheme,
                "text": each.code.meaning,
                "score": round(each.score, DIGITS),
                "origin": str(each.origin),
                "is_negated": each.is_negated,
                "is_evidence_tested": each.is_evidence_tested,
                "evidence": [[part.start, part.end] for part in each.evidence],
            }
            for each in result.suggestions
        ],
    }


def as_lines(result: "CodingResult") -> list[str]:
    """A line a code: score, code, the table's text, the words that drove it."""
    lines = [_line(result, each) for each in result.suggestions]
    return [*lines, *(str(note) for note in result.notes)]


def _line(result: "CodingResult", found: "CodeSuggestion") -> str:
    score = f"{found.score:4.0%}" if result.tells_probabilities else f"{found.score:.2f}"
    words = "; ".join(
        " ".join(result.request.text[part.start : part.end].split()) for part in found.evidence
    )
    marks = [f"“{words}”"] if words else []
    marks += ["denied in the text"] if found.is_negated else []
    marks += ["found by its words, not learnt"] if found.origin == "lexical" else []
    return f"{score}  {found.code.value:9} {found.code.meaning}" + (
        f"  [{', '.join(marks)}]" if marks else ""
    )
