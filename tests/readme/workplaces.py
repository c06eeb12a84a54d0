"""What the chapters' commands are given: small made studies, labelled images, texts."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from medviewer.ai.systems import gan
from medviewer.ai.systems.system import TrainOrder
from medviewer.ai.training.task import NetworkChoice, write_task
from medviewer.cli.demo import write_phantom
from medviewer.imaging.phantom import ThoraxSpec, thorax_phantom
from medviewer.store.session_file import write_session
from tests.phantoms.dicom_files import write_image
from tests.phantoms.readings import phantom_reading
from tests.unit.ai.evaluation.run_folders import labelled_set, run_folder
from tests.unit.ai.systems.made_pictures import write_halves
from tests.unit.ai.training.sample_sets import discs
from tests.unit.ai.training.task_texts import small_task

SHORT = ThoraxSpec(shape=(40, 512, 512), nodule_diameters_mm=(10.0, 14.0), pleural_index=1)


def study(folder: Path) -> Mapping[str, str]:
    """A short thorax phantom: what the nodule model was made for."""
    write_phantom(thorax_phantom(SHORT), folder / "study")
    return {"study": "study"}


def reading(folder: Path) -> Mapping[str, str]:
    """A CT that was read: its files and a session file."""
    made = phantom_reading(folder / "reading")
    write_session(folder / "kept.mvsession", (made.kept_study,))
    series = made.study.series[0].series_instance_uid
    return {"study": str(made.folder), "session": "kept.mvsession", "series": series}


def labelled_images(folder: Path) -> Mapping[str, str]:
    """Discs and noise, with a task file."""
    train, val = discs(60, seed=4), discs(40, seed=5)
    data = folder / "data"
    data.mkdir()
    np.savez(
        data / "discs.npz",
        train_images=train.images,
        train_labels=train.labels,
        val_images=val.images,
        val_labels=val.labels,
    )
    network = NetworkChoice("small_cnn", (("widths", (4, 8)),))
    write_task(replace(small_task(epochs=1), network=network), folder / "discs.toml")
    return {"task": "discs.toml", "data": "data"}


def trained_run(folder: Path) -> Mapping[str, str]:
    """A run's folder as training leaves it, and the set it belongs to."""
    run_folder(folder / "run")
    labelled_set(folder / "data")
    return {"run": "run", "data": "data"}


def generator(folder: Path) -> Mapping[str, str]:
    """A generator of made halves, trained for a second."""
    gan.train(TrainOrder(write_halves(folder), folder, folder / "run"))
    return {"run": "run"}


def text(folder: Path) -> Mapping[str, str]:
    (folder / "note.txt").write_text("Pneumonia with high fever.\n", encoding="utf-8")
    return {"note": "note.txt"}


def note_and_image(folder: Path) -> Mapping[str, str]:
    write_image(folder / "image.dcm", np.zeros((8, 8), np.uint16))
    return {**text(folder), "image": "image.dcm"}
