"""Writes the man page from the command line's own parsers: `man_page.py >medviewer.1`.

What `medviewer --help` and `medviewer VERB --help` say is what stands here: every verb and every option.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from medviewer import __version__
from medviewer.__main__ import VERBS, parser_for

FILES = (
    ("~/.config/medviewer/settings.toml", "settings"),
    ("~/.local/share/medviewer", "the library, what was done in studies, the audit trail, reports"),
    ("~/.local/state/medviewer/log", "log files, without names"),
    ("~/.cache/medviewer", "what can be made again at any time"),
)
CODES = (
    ("0", "done"),
    ("1", "failed on our side"),
    ("2", "nothing readable, or bad input"),
    ("3", "refused: the images are not what a model was made for"),
)


def main() -> None:
    sys.stdout.write("\n".join(page()) + "\n")


def page() -> Iterator[str]:
    yield f'.TH MEDVIEWER 1 "{date()}" "MedViewer {__version__}" "User Commands"'
    yield from section("NAME", [escaped("medviewer - radiology viewer with AI assist")])
    yield ".SH SYNOPSIS\n.B medviewer\n[\\fIPATH\\fR ...]\n.br"
    yield ".B medviewer\n\\fIVERB\\fR [\\fIoption\\fR ...]"
    yield from section("DESCRIPTION", described())
    yield ".SH VERBS"
    for verb in VERBS:
        yield from verb_page(verb)
    yield ".SH EXIT STATUS"
    yield from listed(CODES)
    yield ".SH ENVIRONMENT"
    yield from listed(
        [("MEDVIEWER_HOME", "a folder for everything the program writes, instead of those below")]
    )
    yield ".SH FILES"
    yield from listed(FILES)


def described() -> list[str]:
    return [
        escaped(
            "MedViewer opens folders, DICOM files, DICOMDIRs and ZIP archives, shows them, and, when asked, "
            "has models look for findings. Without a verb it opens the viewer. Nothing leaves the computer."
        ),
        ".PP",
        escaped(
            "For research and education. MedViewer is not a medical device and not for primary diagnosis."
        ),
    ]


def verb_page(verb: str) -> Iterator[str]:
    """Usage, description and options of one verb, as its parser knows them."""
    parser = parser_of(verb)
    yield f".SS {verb}"
    yield escaped(sentence(parser.description or VERBS[verb]))
    yield ".PP\n.nf"
    yield escaped(parser.format_usage().removeprefix("usage: ").rstrip())
    yield ".fi"
    formatter = parser.formatter_class(parser.prog)
    for action in parser._actions:
        if action.dest == "help" or action.help == argparse.SUPPRESS:
            continue
        yield ".TP"
        yield escaped(name_of(action, formatter))
        words = formatter._expand_help(action) if action.help else ""
        yield escaped(sentence(words) if words else "See above.")


def parser_of(verb: str) -> argparse.ArgumentParser:
    whole = parser_for(verb)
    verbs = next(a for a in whole._actions if isinstance(a, argparse._SubParsersAction))
    parser: argparse.ArgumentParser = verbs.choices[verb]
    return parser


def name_of(action: argparse.Action, formatter: argparse.HelpFormatter) -> str:
    if not action.option_strings:
        return formatter._metavar_formatter(action, action.dest)(1)[0]
    value = "" if action.nargs == 0 else f" {formatter._format_args(action, action.dest.upper())}"
    return ", ".join(f"{option}{value}" for option in action.option_strings)


def section(title: str, lines: list[str]) -> Iterator[str]:
    yield f".SH {title}"
    yield from lines


def listed(pairs: "tuple[tuple[str, str], ...] | list[tuple[str, str]]") -> Iterator[str]:
    for name, words in pairs:
        yield f".TP\n{escaped(name)}\n{escaped(sentence(words))}"


def sentence(words: str) -> str:
    words = " ".join(words.split())
    return f"{words[:1].upper()}{words[1:]}" + ("" if words.endswith(".") else ".")


def escaped(text: str) -> str:
    """For roff: backslashes and hyphens are themselves, a line that begins with a dot is text."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in text.split("\n"))


def date() -> str:
    """The day the sources are of, where the build says so; today otherwise."""
    seconds = float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    return time.strftime("%Y-%m-%d", time.gmtime(seconds))


if __name__ == "__main__":
    main()
