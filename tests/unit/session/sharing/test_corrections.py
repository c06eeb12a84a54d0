"""Decisions become labels, patients stay on one side, and `medviewer train` reads what is written."""

import csv
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from medviewer.__main__ import main
from medviewer.ai.catalog import load_card
from medviewer.ai.training.readers import candidate_patches
from medviewer.domain.correction import Correction, taught_label
from medviewer.domain.finding import RejectionReason, Review, ReviewState
from medviewer.errors import InputError, NothingToOpen
from medviewer.progress import CancelToken
from medviewer.session.review.kept_reading import order_of_kept
from medviewer.session.sharing.correction_files import split_of, write_set
from medviewer.session.sharing.corrections import export_corrections, patient_key
from tests.phantoms.readings import PhantomReading, phantom_reading
from tests.unit.session.session_samples import MakeFinding

LABELS = ("no_nodule", "lung_nodule")


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> PhantomReading:
    return phantom_reading(tmp_path_factory.mktemp("reading"))


def example(patient: int, number: int) -> Correction:
    """A nodule is a bright disc."""
    is_nodule = number % 2
    rows, columns = np.mgrid[:50, :50]
    disc = np.hypot(rows - 25, columns - 25) < 8
    noise = np.random.default_rng(patient * 100 + number).integers(0, 60, (50, 50))
    pixels = (noise + disc * 150 * is_nodule).astype(np.uint8)
    return Correction(
        pixels,
        LABELS[is_nodule],
        f"P{patient:012x}",
        "chest_ct_nodules",
        "3.0",
        "ab",
        "accepted" if is_nodule else "rejected",
        "" if is_nodule else "vessel",
        is_patch=True,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A set of forty patients."""
    write_set([example(p, n) for p in range(40) for n in range(4)], tmp_path / "set", "CC0", 0)
    return tmp_path / "set" / "chest_ct_nodules"


@pytest.mark.parametrize(
    ("state", "reason", "label"),
    [
        (ReviewState.ACCEPTED, None, "lung_nodule"),
        (ReviewState.REJECTED, RejectionReason.VESSEL, "no_lung_nodule"),
        (ReviewState.REJECTED, None, "no_lung_nodule"),
        (ReviewState.REJECTED, RejectionReason.KNOWN, "lung_nodule"),
        (ReviewState.REJECTED, RejectionReason.WRONG_LABEL, ""),
        (ReviewState.PROPOSED, None, ""),
    ],
)
def test_that_a_decision_teaches_what_it_says(
    make_finding: MakeFinding, state: ReviewState, reason: RejectionReason | None, label: str
) -> None:
    assert taught_label(make_finding("f", 0.9), Review("f", state, reason=reason)) == label


def test_that_decided_findings_of_a_reading_become_examples_without_identity(
    reading: PhantomReading, tmp_path: Path
) -> None:
    order = order_of_kept(reading.study, reading.kept_study.journal, ())

    outcome = export_corrections([order], tmp_path / "set", "CC BY 4.0", CancelToken())

    manifest = json.loads((tmp_path / "set" / "manifest.json").read_text())
    who = reading.study.patient
    assert outcome.examples + outcome.skipped + outcome.lettered == 15  # decided, of twenty
    assert outcome.examples > 0
    assert manifest["licence"] == "CC BY 4.0"
    for file in (tmp_path / "set").rglob("*.*"):
        content = file.read_bytes()
        for word in (who.patient_id, *who.patient_name.split(), reading.study.study_instance_uid):
            assert word.encode() not in content


def test_that_nothing_is_written_where_nothing_was_decided(
    reading: PhantomReading, tmp_path: Path
) -> None:
    with pytest.raises(NothingToOpen):
        export_corrections([], tmp_path / "set", "", CancelToken())
    (tmp_path / "there").mkdir()
    with pytest.raises(InputError):
        export_corrections([], tmp_path / "there", "", CancelToken())


def test_that_a_patients_pseudonym_stays_from_export_to_export() -> None:
    assert patient_key() == patient_key()


def test_that_a_patient_is_on_one_side_only(folder: Path) -> None:
    rows = list(csv.DictReader((folder / "labels.csv").read_text().splitlines()))
    sides: dict[str, set[str]] = {}
    for row in rows:
        sides.setdefault(row["patient"], set()).add(row["split"])

    assert {len(each) for each in sides.values()} == {1}
    assert {split_of(patient) for patient in sides} == {"train", "val"}
    assert all(row["reason"] == "vessel" for row in rows if row["label_name"] == "no_nodule")


def test_that_the_reader_of_nodule_patches_reads_the_set(folder: Path) -> None:
    samples = candidate_patches.read(folder, "train", LABELS)

    assert samples.images.shape[1:] == (50, 50)
    assert set(samples.labels) == {0, 1}
    assert samples.images[samples.labels == 1][0][25, 25] > 100


def test_that_a_picture_holds_nothing_but_pixels(folder: Path) -> None:
    with zipfile.ZipFile(folder / "train.zip") as archive:
        data = archive.read(archive.namelist()[0])

    assert b"tEXt" not in data
    assert b"eXIf" not in data


@pytest.mark.parametrize(
    "task", ["task.toml", pytest.param("chest_ct_nodules", marks=pytest.mark.slow)]
)
def test_that_train_runs_an_epoch_on_the_set(folder: Path, tmp_path: Path, task: str) -> None:
    name = str(folder / task) if task.endswith(".toml") else task
    words = ["train", name, "--data", str(folder), "--out", str(tmp_path / "run")]

    code = main([*words, "--epochs", "1", "--members", "1", "--device", "cpu", "--no-judging"])

    assert code == 0
    assert load_card(tmp_path / "run" / "card.toml").network is not None
