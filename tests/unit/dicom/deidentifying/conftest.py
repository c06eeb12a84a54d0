"""Runs over phantoms: from a folder of originals into a new one."""

from collections.abc import Callable
from pathlib import Path

import pydicom
import pytest
from pydicom.dataset import FileDataset

from medviewer.dicom.deidentifying.run import deidentify
from medviewer.domain.deidentification import DeidentificationOptions, DeidentificationReport
from medviewer.progress import CancelToken

Run = Callable[..., DeidentificationReport]
Copies = Callable[[], list[FileDataset]]


@pytest.fixture
def originals(tmp_path: Path) -> Path:
    folder = tmp_path / "originals"
    folder.mkdir()
    return folder


@pytest.fixture
def run(tmp_path: Path, originals: Path) -> Run:
    def run(options: DeidentificationOptions | None = None) -> DeidentificationReport:
        return deidentify(
            [originals],
            tmp_path / "copies",
            options or DeidentificationOptions(),
            tmp_path / "unpacked",
            CancelToken(),
            lambda step: None,
        )

    return run


@pytest.fixture
def copies(tmp_path: Path) -> Copies:
    def read() -> list[FileDataset]:
        files = sorted((tmp_path / "copies").rglob("*.dcm"))
        return [pydicom.dcmread(file) for file in files]

    return read
