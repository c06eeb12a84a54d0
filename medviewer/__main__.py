"""`python -m medviewer` and `medviewer`: a verb and its arguments, or just what to open.

A verb's module is imported only when it is asked for, so `medviewer --help` is quick.
"""

import argparse
import sys
from importlib import import_module
from typing import Protocol

from medviewer import __version__
from medviewer.errors import InputError, MedViewerError, NotApplicable

VERBS = {
    "view": "open the viewer (what happens without a verb, too)",
    "analyze": "analyse a study and write report.pdf, report.html and findings.json",
    "demo": "write a thorax phantom as DICOM; open, analyse, overlay and report it",
    "train": "train a model",
}
FAILED, BAD_INPUT, REFUSED = 1, 2, 3
INTERRUPTED = 130  # as shells say it: 128 + SIGINT


class Verb(Protocol):
    """What a module of `medviewer.cli` offers."""

    def add_parser(
        self, verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", /
    ) -> None: ...

    def run(self, arguments: argparse.Namespace, /) -> int: ...


def main(argv: list[str] | None = None) -> int:
    """Run one verb; the exit code. What goes wrong is one line on stderr."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or not is_verb_or_option(words[0]):
        words.insert(0, "view")
    try:
        arguments = parser_for(words[0]).parse_args(words)
        code: int = arguments.run(arguments)
    except MedViewerError as error:
        print(f"medviewer: {error}", file=sys.stderr)  # noqa: T201 - a command line prints
        return exit_code(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def is_verb_or_option(word: str) -> bool:
    return word in VERBS or word in ("-h", "--help", "--version")


def parser_for(word: str) -> argparse.ArgumentParser:
    """A parser that knows every verb by name, but only `word`'s own arguments."""
    parser = argparse.ArgumentParser(
        "medviewer",
        description="Radiology viewer with AI assist. Research and education only; not a medical device.",
        epilog="medviewer PATH… opens folders, DICOM files and ZIP archives.",
    )
    parser.add_argument("--version", action="version", version=f"MedViewer {__version__}")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    for name, words in VERBS.items():
        if name == word:
            verb: Verb = import_module(f"medviewer.cli.{name}")
            verb.add_parser(verbs)
        else:
            verbs.add_parser(name, help=words)
    return parser


def exit_code(error: MedViewerError) -> int:
    if isinstance(error, InputError):
        return BAD_INPUT
    return REFUSED if isinstance(error, NotApplicable) else FAILED


if __name__ == "__main__":
    sys.exit(main())
