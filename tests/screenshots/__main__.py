"""`make screenshots`: the main states of the window, in each language and theme, as PNG files.

    python -m tests.screenshots FOLDER [--only NAME]… [--language LANGUAGE] [--theme THEME]…
                                 [--size WxH]

FOLDER/<language>/<theme>/<number>-<state>.png. QT_SCALE_FACTOR=1.5 or 2 shows them as on a dense screen. A
language holds for a whole process, so each has one of its own; no screen is needed.
"""

import argparse
import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

LANGUAGES, THEMES = ("en", "zh_CN"), ("dark", "light", "contrast")


def main() -> int:
    arguments = parsed()
    if arguments.language is not None:
        take_pictures(arguments)
        return 0
    for language in LANGUAGES:
        command = [sys.executable, "-m", "tests.screenshots", *sys.argv[1:]]
        code = subprocess.run([*command, "--language", language]).returncode
        if code != 0:
            return code
    return 0


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.screenshots")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", default=[], help="pictures by their names")
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--size", default="1600x1000", help="of the window, before scaling")
    parser.add_argument("--theme", action="append", choices=THEMES)
    return parser.parse_args()


def take_pictures(arguments: argparse.Namespace) -> None:
    """Every state is gone through, also those no picture is wanted of: one leads to the next."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["MEDVIEWER_HOME"] = str(Path(home) / "home")
        from medviewer.gui.qt_messages import log_qt_messages
        from tests.screenshots.patient import write_patient
        from tests.screenshots.stage import Stage, write
        from tests.screenshots.states import STATES

        logging.getLogger().addHandler(logging.NullHandler())
        log_qt_messages()  # the offscreen platform says aloud what it cannot do
        width, height = (int(each) for each in arguments.size.split("x"))
        examined = write_patient(Path(home) / "disc")
        stage = Stage(arguments.language, examined, (width, height))
        for number, state in enumerate(STATES):
            if state.arrange is not None:
                state.arrange(stage)
            if arguments.only and state.name not in arguments.only:
                continue
            for theme in arguments.theme or THEMES:
                stage.wear(theme)
                over = state.show(stage) if state.show is not None else None
                folder = arguments.folder / arguments.language / theme
                write(stage.picture(over), folder / f"{number:02}-{state.name}.png")
                if over is not None:
                    stage.close_over(over)
        stage.end()


if __name__ == "__main__":
    sys.exit(main())
