"""From a trained generator to DICOM that nobody can take for a patient."""

import argparse
import copy
from pathlib import Path

import numpy as np
import pydicom
import pytest

from medviewer.ai.systems import gan
from medviewer.ai.systems.system import TrainOrder
from medviewer.cli import synthesize
from medviewer.dicom.facts.synthetic_marks import is_synthetic
from medviewer.dicom.scanner import scan_everything
from medviewer.domain.synthetic import MARK
from medviewer.errors import ChoiceNeeded
from medviewer.progress import CancelToken, ignore_progress
from tests.unit.ai.systems.made_pictures import write_halves
from tests.unit.dicom.derived.validators import errors_of


@pytest.fixture(scope="module")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gan")
    gan.train(TrainOrder(write_halves(folder), folder, folder / "run"))
    return folder / "run"


def synthesized(run_folder: Path, out: Path, *words: str) -> list[pydicom.FileDataset]:
    parser = argparse.ArgumentParser()
    synthesize.add_parser(parser.add_subparsers())
    synthesize.run(parser.parse_args(["synthesize", str(run_folder), "--out", str(out), *words]))
    return [pydicom.dcmread(file) for file in sorted(out.iterdir())]


def test_that_every_picture_says_that_it_is_no_patient(run_folder: Path, tmp_path: Path) -> None:
    first, *others = synthesized(run_folder, tmp_path / "out", "--count", "4")

    assert len(others) == 3
    assert first.ImageType == ["DERIVED", "SECONDARY", "SYNTHETIC"]
    assert str(first.PatientID).startswith("SYN-")
    assert str(first.PatientName).startswith("SYNTHETIC^")
    assert (first.BurnedInAnnotation, first.QualityControlSubject) == ("YES", "YES")
    assert MARK in first.DerivationDescription
    assert "seed 1" in first.DerivationDescription
    assert first.PatientID == others[0].PatientID
    assert first.SeriesInstanceUID != others[0].SeriesInstanceUID  # another class


def test_that_no_sign_is_needed_but_one(run_folder: Path, tmp_path: Path) -> None:
    [made] = synthesized(run_folder, tmp_path / "out", "--count", "1")
    signs = (
        ("PatientID", "PatientName"),
        ("ImageType",),
        ("SeriesDescription", "StudyDescription"),
        ("DerivationDescription",),
        ("DerivationCodeSequence",),
    )

    for kept in range(len(signs) + 1):  # the last: the private block alone
        stripped = copy.deepcopy(made)
        if kept < len(signs):
            stripped.remove_private_tags()
        for number, keywords in enumerate(signs):
            for keyword in keywords if number != kept else ():
                delattr(stripped, keyword)
        assert is_synthetic(stripped), kept


def test_that_the_words_are_in_the_pixels(run_folder: Path, tmp_path: Path) -> None:
    [made] = synthesized(run_folder, tmp_path / "out", "--count", "1")

    rows, columns = made.pixel_array.shape
    strip = made.pixel_array[: rows - columns]

    assert columns >= 320
    assert 0 < (strip > 128).mean() < 0.3  # letters on black


def test_that_the_same_seed_draws_the_same_pictures(run_folder: Path, tmp_path: Path) -> None:
    words = ("--count", "2", "--source", "network", "--seed")
    first, again, other = (
        synthesized(run_folder, tmp_path / name, *words, seed)[0].pixel_array
        for name, seed in (("a", "5"), ("b", "5"), ("c", "6"))
    )

    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_that_the_study_is_known_as_synthetic_when_opened(run_folder: Path, tmp_path: Path) -> None:
    synthesized(run_folder, tmp_path / "out", "--count", "2", "--class", "left")

    [study] = scan_everything(
        [tmp_path / "out"], tmp_path, CancelToken(), ignore_progress, lambda _: None
    ).studies

    assert study.is_synthetic
    assert [series.count for series in study.series] == [2]


def test_that_dciodvfy_finds_no_error(run_folder: Path, tmp_path: Path) -> None:
    synthesized(run_folder, tmp_path / "out", "--count", "1")

    assert errors_of(tmp_path / "out" / "SYN00001.dcm") == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--class", "kidney"), "left, right"),
        (("--source", "dreams"), "pca_gaussian"),
        (("--count", "0"), "1 to"),
    ],
)
def test_that_what_cannot_be_drawn_is_said(
    run_folder: Path, tmp_path: Path, words: tuple[str, ...], why: str
) -> None:
    with pytest.raises(ChoiceNeeded, match=why):
        synthesized(run_folder, tmp_path / "out", *words)
