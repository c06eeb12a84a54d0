"""Writes the man page from the command line's own parsers: `man_page.py >medviewer.1`.

What `medviewer --help` and `medviewer VERB --help` say is what stands here: every verb and every option.
"""

import argparse
import os
import re
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
NOT_LISTED = (argparse._HelpAction, argparse._SubParsersAction)


def main() -> None:
    sys.stdout.write("\n".join(page()) + "\n")


def page() -> Iterator[str]:
    yield f'.TH MEDVIEWER 1 "{date()}" "MedViewer {__version__}" "User Commands"'
    yield ".nh\n.ad l"  # what is typed stays whole: no hyphens in it that are not its own
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
            "has models look for findings. Without a verb it opens the viewer. Nothing leaves the computer "
            "unless you send it."
        ),
        ".PP",
        escaped(
            "For research and education. MedViewer is not a medical device and not for primary diagnosis."
        ),
    ]


def verb_page(verb: str) -> Iterator[str]:
    """One verb as its parser knows it: usage, description, options; then what it can do, each alike."""
    yield f".SS {verb}"
    parser = parser_of(verb)
    yield from usage(parser, parser.description or VERBS[verb])
    for name, action, words in actions_of(parser):
        yield f".SS {verb} {name}"
        yield from usage(action, words)


def usage(parser: argparse.ArgumentParser, words: str) -> Iterator[str]:
    yield escaped(sentence(words))
    yield ".PP\n.nf"
    yield escaped(dedented(parser.format_usage()))
    yield ".fi"
    formatter = parser.formatter_class(parser.prog)
    for action in parser._actions:
        if action.help == argparse.SUPPRESS or isinstance(action, NOT_LISTED):
            continue
        yield ".TP"
        yield escaped(name_of(action, formatter))
        yield escaped(formatter._expand_help(action))  # as written: it may begin with a name


def dedented(text: str) -> str:
    """A usage without the word, its further lines as far to the left as that word was long."""
    word = "usage: "
    return "\n".join(
        line.removeprefix(word).removeprefix(" " * len(word)) for line in text.split("\n")
    ).rstrip()


def parser_of(verb: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions_among(parser_for(verb))[0].choices[verb]
    return parser


def actions_of(
    parser: argparse.ArgumentParser,
) -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    """What a verb can do, if that is more than one thing (`models list`): name, parser, words."""
    for action in actions_among(parser):
        words = {one.dest: one.help or "" for one in action._choices_actions}
        yield from ((name, one, words[name]) for name, one in action.choices.items())


def actions_among(
    parser: argparse.ArgumentParser,
) -> "list[argparse._SubParsersAction[argparse.ArgumentParser]]":
    return [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]


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
    """For roff: backslashes and hyphens are themselves, a line may begin with a dot, or end in a list."""
    text = re.sub(r",(?=\S)", r",\\:", text.replace("\\", "\\e").replace("-", "\\-"))
    return "\n".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in text.split("\n"))


def date() -> str:
    """The day the sources are of, where the build says so; today otherwise."""
    seconds = float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    return time.strftime("%Y-%m-%d", time.gmtime(seconds))


if __name__ == "__main__":
    main()
