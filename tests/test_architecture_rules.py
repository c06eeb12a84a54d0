"""Each house rule seen to fail: one violation of each kind planted in a tree of its own."""

from pathlib import Path

import pytest

from tests import test_architecture as rules


def plant(package: Path, name: str, text: str) -> Path:
    path = package / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("domain/study.py", "from medviewer.imaging import luts"),
        ("imaging/luts.py", "from medviewer.session.session import Session"),
        ("dicom/pixels/frames.py", "from medviewer.ai import worker"),
        ("ai/worker.py", "import medviewer.dicom.pixels.frames"),
        ("report/pdf.py", "from medviewer.imaging import draw"),
        ("gui/main_window.py", "from medviewer.dicom import scanner"),
        ("cli/demo.py", "from medviewer.gui.main_window import MainWindow"),
        ("session/session.py", "from medviewer import app"),
        ("commands/view.py", "from PySide6.QtCore import QObject"),
        ("session/session.py", "from PySide6.QtWidgets import QWidget"),
        ("imaging/draw.py", "from PySide6.QtGui import QImage"),
        ("gui/main_window.py", "import pyqtgraph"),
        ("session/library/library.py", "import pydicom"),
        ("gui/main_window.py", "import torch"),
        ("ai/worker.py", "import torch"),
        ("ai/applicability.py", "import SimpleITK"),
        ("imaging/resample.py", "import SimpleITK"),
        ("domain/study.py", "from .geometry import ImagePlane"),
        ("ai/training/task.py", "from medviewer.ai.evaluation import judging"),
        ("ai/runtime/guard.py", "from medviewer.ai.training.samples import Samples"),
    ],
)
def test_that_a_forbidden_import_is_caught(tmp_path: Path, place: str, line: str) -> None:
    path = plant(tmp_path, place, f'"""A module."""\n{line}\n')

    assert rules.forbidden_imports(path, tmp_path) != []


@pytest.mark.parametrize(
    "body",
    [
        "def f() -> None:\n    import torch\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import torch\n",
    ],
)
def test_that_an_import_hidden_in_a_function_or_for_types_is_caught(
    tmp_path: Path, body: str
) -> None:
    path = plant(tmp_path, "session/ai/analysis.py", f'"""A module."""\n{body}')

    assert rules.forbidden_imports(path, tmp_path) != []


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("gui/main_window.py", "from medviewer.session.session import Session"),
        ("ai/runtime/device.py", "import torch"),
        ("imaging/resample.py", "def f():\n    import SimpleITK"),
        ("session/reports/report_run.py", "from medviewer import __version__"),
        ("jobs/runner.py", "from medviewer.errors import MedViewerError"),
        ("cli/view.py", "from medviewer import app"),
    ],
)
def test_that_an_allowed_import_passes(tmp_path: Path, place: str, line: str) -> None:
    path = plant(tmp_path, place, f'"""A module."""\n{line}\n')

    assert rules.forbidden_imports(path, tmp_path) == []


def test_that_a_circle_of_imports_is_caught_and_named(tmp_path: Path) -> None:
    plant(tmp_path, "domain/study.py", "from medviewer.domain import volume\n")
    plant(tmp_path, "domain/volume.py", "from medviewer.domain.study import Study\n")

    assert set(rules.import_cycle(tmp_path)) == {"domain.study", "domain.volume"}


def test_that_a_heavy_library_at_start_up_is_caught() -> None:
    assert "pydicom" in rules.HEAVY & rules.loaded_by("import pydicom")


def test_that_a_module_without_docstring_is_caught(tmp_path: Path) -> None:
    assert rules.untold(plant(tmp_path, "domain/study.py", "x = 1\n"))


def test_that_a_file_of_401_lines_is_caught_and_one_of_400_is_not(tmp_path: Path) -> None:
    assert rules.too_long(plant(tmp_path, "domain/study.py", "x = 1\n" * 401))
    assert not rules.too_long(plant(tmp_path, "domain/study.py", "x = 1\n" * 400))


@pytest.mark.parametrize("name", ["gui/utils.py", "imaging/helpers/lines.py", "session/manager.py"])
def test_that_an_attic_is_caught(name: str) -> None:
    assert rules.is_attic(Path(name))
