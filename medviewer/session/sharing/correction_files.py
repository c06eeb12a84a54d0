"""A training set on disk, as `medviewer train` reads it: for each model a table, pictures, and a task.

MODEL/labels.csv, train.zip, val.zip   what the reader `candidate_patches` takes (patches of lesions)
MODEL/pictures/, task.toml             what the reader `labelled_images` takes, with a task for it
MANIFEST.md, manifest.json             what it is, where from, how it is split, under which licence
"""

import csv
import io
import json
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from PIL import Image

from medviewer import __version__
from medviewer.domain.correction import NOT, Correction
from medviewer.whole_files import not_written, whole_files

TRAIN, VALIDATION = "train", "val"
VALIDATION_SHARE = 5  # every fifth patient, by pseudonym
ORDER_STEP = 10_000  # between two patients' places: wider than the gap tasks leave between parts
FIRST_ORDER = 1_000_000  # beyond LUNA16's own candidates
COLUMNS = (
    "file",
    "split",
    "label",
    "label_name",
    "candidate_index",
    "patient",
    "decision",
    "reason",
    "model_id",
    "model_version",
    "weights_sha256",
)


@dataclass(frozen=True, slots=True)
class SetCounts:
    """What stands in the manifest, too."""

    patients: int
    models: tuple[str, ...]


def split_of(patient: str) -> str:
    """A patient is wholly on one side, the same in every export."""
    is_validation = int(patient[1:], 16) % VALIDATION_SHARE == 0
    return VALIDATION if is_validation else TRAIN


def write_set(
    examples: Sequence[Correction], folder: Path, licence: str, lettered: int
) -> SetCounts:
    """Write everything into `folder`, which is made; all of it or nothing.

    Raises:
        ExportError: the disk refused.
    """
    by_model = sorted(examples, key=lambda each: (each.model_id, each.patient))
    models = {
        model: list(those) for model, those in groupby(by_model, key=lambda each: each.model_id)
    }
    counts = SetCounts(len({each.patient for each in examples}), tuple(models))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with whole_files(folder.parent) as beside:
            made = beside / folder.name
            for model, those in models.items():
                _write_model(made / model, model, those, licence)
            _write_manifest(made, models, licence, lettered)
    except OSError as error:
        raise not_written(folder, error) from error
    return counts


def _write_model(folder: Path, model: str, examples: Sequence[Correction], licence: str) -> None:
    (folder / "pictures").mkdir(parents=True)
    labels = label_names(examples)
    rows, archives = [], {split: _archive(folder, split) for split in (TRAIN, VALIDATION)}
    patients = {name: at for at, name in enumerate(sorted({e.patient for e in examples}))}
    for number, each in enumerate(examples):
        name, split = f"pictures/{number:06}.png", split_of(each.patient)
        data = _png(each)
        (folder / name).write_bytes(data)
        archives[split].writestr(name, data)
        order = FIRST_ORDER + patients[each.patient] * ORDER_STEP + number % ORDER_STEP
        rows.append(
            (
                name,
                split,
                labels.index(each.label),
                each.label,
                order,
                each.patient,
                each.decision,
                each.reason,
                each.model_id,
                each.model_version,
                each.weights_sha256,
            )
        )
    for archive in archives.values():
        archive.close()
    with (folder / "labels.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    is_patches = all(each.is_patch for each in examples)
    text = _task(f"{model}_corrections", labels, is_patches, licence)
    (folder / "task.toml").write_text(text, encoding="utf-8")


def label_names(examples: Sequence[Correction]) -> tuple[str, ...]:
    """What is none before what is something, each in order: as shipped tasks have it."""
    found = {each.label for each in examples}
    if len(found) == 1:  # a model learns from two sides
        (only,) = found
        found.add(only.removeprefix(NOT) if only.startswith(NOT) else f"{NOT}{only}")
    return tuple(sorted(found, key=lambda label: (not label.startswith(NOT), label)))


def _archive(folder: Path, split: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(folder / f"{split}.zip", "w")


def _png(example: Correction) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(example.pixels).save(buffer, "PNG")
    return buffer.getvalue()


def _write_manifest(
    folder: Path, models: dict[str, list[Correction]], licence: str, lettered: int
) -> None:
    told = {
        "made_by": f"MedViewer {__version__}",
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "licence": licence,
        "identity": "No headers; patients are keyed hashes; pictures with lettering are left out.",
        "pictures_left_out_for_lettering": lettered,
        "split": "by patient: every fifth pseudonym is val, the same in every export",
        "models": {model: _counts(those) for model, those in models.items()},
    }
    text = json.dumps(told, indent=2, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
    lines = [
        "# Readers' corrections as a training set",
        "",
        f"Made by {told['made_by']}, {told['made_at']}. Licence: {licence}",
        "",
        f"{told['identity']} Split {told['split']}.",
        "",
        "Labels are one reader's decisions on what a model proposed (or what it missed): they are as good as",
        "that reading, and they are a sample of what the model found, not of patients.",
        "",
    ]
    for model, those in models.items():
        lines += [f"## {model}", "", f"{json.dumps(_counts(those))}", ""]
        lines += [f"    medviewer train {model}/task.toml --data {model} --out RUN", ""]
    (folder / "MANIFEST.md").write_text("\n".join(lines), encoding="utf-8")


def _counts(examples: Sequence[Correction]) -> dict[str, object]:
    return {
        "examples": len(examples),
        "patients": len({each.patient for each in examples}),
        "labels": dict(sorted(Counter(each.label for each in examples).items())),
        "splits": dict(sorted(Counter(split_of(each.patient) for each in examples).items())),
        "decisions": dict(
            sorted(Counter(f"{e.decision} {e.reason}".strip() for e in examples).items())
        ),
        "proposed_by": sorted(
            {f"{e.model_id} {e.model_version} {e.weights_sha256}".strip() for e in examples}
        ),
    }


def _task(task_id: str, labels: Sequence[str], is_patches: bool, licence: str) -> str:
    side = 50 if is_patches else 112
    quoted = json.dumps  # a TOML basic string, but for what JSON escapes alike
    return f"""# medviewer train task.toml --data . --out RUN
task_id = {quoted(task_id)}
kind = "classification"
reader = "labelled_images"
labels = {quoted(list(labels), ensure_ascii=False)}
input_size = [{side}, {side}]
release = "RESEARCH-ONLY"
imbalance = "class_weights"

[reader_options]
label = "label_name"
group = "patient"
size = [{side}, {side}]

[network]
name = "slice_cnn"
options = {{ width = 16 }}

[optimiser]
epochs = 30
batch_size = 16

[division]
method = "groups"
selection = 0.2
calibration = 0.2

[card]
title = "Readers' corrections"
analyzer = ""
intended_use = "Trained on readers' corrections; for research on one's own data. Not a medical device."
limits = ["Learnt from what one model proposed and its readers decided; nobody checked them."]
licence = {quoted(f"RESEARCH-ONLY: {licence or 'no licence was stated'}")}

[[card.sources]]
name = "Corrections exported by MedViewer"
licence = {quoted(licence or "not stated")}
attribution = "The readers"

[card.applicability]
modalities = []
body_parts = []
min_slices = 1
max_slice_spacing_mm = 0.0
max_pixel_spacing_mm = 5.0
unit = ""
needs_volume = false
"""
