"""The command line's front door: which verb, which exit code, one line on stderr."""

import argparse
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from medviewer import __main__ as front
from medviewer.errors import AnalysisError, InputError, MedViewerError, NotApplicable
from medviewer.words import message

PROBLEM = message("Test", "It did not work. Try again.")


def verb_raising(error: Exception | None, seen: list[argparse.Namespace]) -> SimpleNamespace:
    def run(arguments: argparse.Namespace) -> int:
        seen.append(arguments)
        if error is not None:
            raise error
        return 0

    def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
        parser = verbs.add_parser("view")
        parser.add_argument("places", nargs="*")
        parser.set_defaults(run=run)

    return SimpleNamespace(add_parser=add_parser, run=run)


@pytest.mark.parametrize("words", [["a", "b"], ["view", "a", "b"]])
def test_that_paths_without_a_verb_are_viewed(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[argparse.Namespace] = []
    monkeypatch.setattr(front, "import_module", lambda name: verb_raising(None, seen))

    code = front.main(words)

    assert code == 0
    assert seen[0].places == ["a", "b"]


@pytest.mark.parametrize(
    ("error", "code"),
    [(InputError(PROBLEM), 2), (NotApplicable(PROBLEM), 3), (AnalysisError(PROBLEM), 1)],
)
def test_that_an_error_is_one_line_and_its_own_exit_code(
    error: MedViewerError,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(front, "import_module", lambda name: verb_raising(error, []))

    assert front.main(["x"]) == code

    assert capsys.readouterr().err == "medviewer: It did not work. Try again.\n"


def test_that_help_names_every_verb_and_loads_no_qt_and_no_torch() -> None:
    code = (
        "import sys\nfrom medviewer.__main__ import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules)"
    )

    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    text, _, modules = run.stdout.strip().rpartition("\n")
    assert all(verb in text for verb in ("view", "analyze", "demo", "train"))
    assert not {"PySide6", "torch", "numpy", "pydicom"} & set(modules.split())


@pytest.mark.parametrize("debugging", [False, True])
def test_that_an_error_nobody_foresaw_is_one_line_unless_debugging(
    debugging: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    verb = verb_raising(ZeroDivisionError("Doe^Jane"), [])
    monkeypatch.setattr(front, "import_module", lambda name: verb)

    if debugging:
        with pytest.raises(ZeroDivisionError):
            front.main(["x", "--debug"])
        return
    assert front.main(["x"]) == 1

    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "ZeroDivisionError" in error
    assert "Doe" not in error


def test_that_a_value_may_start_with_a_minus_sign() -> None:
    words = ["inspect", "--probe", "-12.5,30,88", "--json", "-.5"]

    assert front.with_values_joined(words) == ["inspect", "--probe=-12.5,30,88", "--json=-.5"]
