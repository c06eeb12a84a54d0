"""`python -m medviewer` and `medviewer`: a verb and its arguments, or just what to open.

--debug, before or after the verb, shows the trace of an error that nobody foresaw.
A verb's module is imported only when it is asked for, so `medviewer --help` is quick.
"""

import argparse
import logging
import os
import re
import sys
from importlib import import_module
from typing import Protocol

from medviewer import __version__, logs
from medviewer.errors import InputError, MedViewerError, NotApplicable
from medviewer.words import Message, message

VERBS = {
    "view": "open the viewer (what happens without a verb, too)",
    "analyze": "analyse a study and write report.pdf, report.html and findings.json",
    "batch": "analyse many studies: folders, archives, lists; resumable, with one table and a page",
    "report": "export a reading from a session file: report, DICOM objects, FHIR, tables, masks",
    "inspect": "list what lies somewhere: geometry, values, what cannot be read; as JSON for scripts",
    "convert": "write a series as NIfTI, NRRD, MetaImage or NumPy file",
    "render": "write one slice as the viewport shows it, as PNG",
    "demo": "write a thorax phantom as DICOM; open, analyse, overlay and report it",
    "train": "train a model from a task file and labelled data",
    "tune": "search a task's settings; the selection part judges",
    "privacy": "measure what private and federated training cost, in one table",
    "ensemble": "join training runs into one model",
    "evaluate": "measure a model on labelled images, beside classical models; check its card",
    "synthesize": "draw pictures of nobody from a trained generator, as marked DICOM",
    "guard": "fit and measure a model's guard against wrong inputs",
    "code": "propose ICD-10 codes for a text, with the words behind each",
    "deidentify": "copy DICOM files without identity (PS3.15 Annex E)",
    "query": "ask an archive (PACS) what it has, or what is scheduled",
    "fetch": "bring a study from an archive; asked again, only what is missing",
    "send": "send DICOM files to an archive, each as it is",
    "listen": "take what archives and modalities send",
    "corrections": "export decisions on findings as a training set without identity",
    "audit": "verify, list and export the audit trail",
    "models": "list, show, verify and import models",
    "fault": "collect what helps to mend a fault into one file; sends nothing",
    "serve": "write what mlserver or Triton needs to serve models to other MedViewers",
    "selftest": "measure this computer and choose how models run",
}
FAILED, BAD_INPUT, REFUSED = 1, 2, 3
INTERRUPTED = 130  # as shells say it: 128 + SIGINT
DEBUG = "--debug"  # anywhere on the line, as MEDVIEWER_DEBUG in the environment: show where it went wrong
NEGATIVE = re.compile(r"-[\d.]")  # the start of a value such as -12.5,30,88, not of an option

logger = logging.getLogger(__name__)


class Verb(Protocol):
    """What a module of `medviewer.cli` offers."""

    def add_parser(
        self, verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", /
    ) -> None: ...

    def run(self, arguments: argparse.Namespace, /) -> int: ...


def main(argv: list[str] | None = None) -> int:
    """Run one verb; the exit code. What goes wrong is one line on stderr, foreseen or not."""
    words = list(sys.argv[1:] if argv is None else argv)
    is_debugging = DEBUG in words or bool(os.environ.get("MEDVIEWER_DEBUG"))
    words = with_values_joined([word for word in words if word != DEBUG])
    if not words or not is_verb_or_option(words[0]):
        words.insert(0, "view")
    try:
        arguments = parser_for(words[0]).parse_args(words)
        start_logging()
        code: int = arguments.run(arguments)
    except MedViewerError as error:
        print(f"medviewer: {error}", file=sys.stderr)  # noqa: T201 - a command line prints
        return exit_code(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # `medviewer inspect … | head`: whoever read us has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:
        if is_debugging:
            raise
        logger.exception("A command failed in a way nobody foresaw")
        print(f"medviewer: {unforeseen(error)}", file=sys.stderr)  # noqa: T201
        return FAILED
    return code


def with_values_joined(words: list[str]) -> list[str]:
    """`--probe -12.5,30,88` as `--probe=-12.5,30,88`: argparse would take the value for an option."""
    joined: list[str] = []
    for word in words:
        if (
            joined
            and joined[-1].startswith("--")
            and "=" not in joined[-1]
            and NEGATIVE.match(word)
        ):
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined


def start_logging() -> None:
    """A home that cannot be written costs the log file, nothing else."""
    try:
        logs.set_up()
    except OSError:
        logging.getLogger("medviewer").addHandler(logging.NullHandler())


def unforeseen(error: Exception) -> Message:
    return message(
        "Command line",
        "This failed in a way MedViewer did not foresee ({kind}). The log file says where; run it again with "
        "--debug to see it here.",
        kind=type(error).__name__,
    )


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
