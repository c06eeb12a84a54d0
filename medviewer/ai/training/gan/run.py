"""From a recipe's set to the files of a run: generator, classical baseline, judges, references, curves.

The baselines and judges are kept, so that a held-back split can be measured where nothing else is at hand.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.torch import save
from torch import Tensor

from medviewer.ai.card_tables import table_text
from medviewer.ai.networks.small_cnn import SmallCNN
from medviewer.ai.runtime.synthesis.gaussian_pictures import GaussianPictures
from medviewer.ai.runtime.synthesis.made_run import (
    FACTS,
    GAUSSIAN,
    NETWORK,
    PCA_GAUSSIAN,
    WEIGHTS,
    NetworkSource,
    PictureSource,
    SynthesisFacts,
    gaussian_bytes,
    read_gaussian,
)
from medviewer.ai.training.gan.judges import Fodder, Pictures, train_judge
from medviewer.ai.training.gan.recipe import PictureSet
from medviewer.ai.training.gan.references import Seen, seen, seen_bytes
from medviewer.ai.training.gan.sets import Parts, as_tones, made_classes
from medviewer.ai.training.gan.trainer import GanReport, GanTrainer, weights_of
from medviewer.progress import Progress, ProgressSink
from medviewer.words import message

CHECKPOINT = "checkpoint.pt"
JUDGES = "judges.safetensors"
REFERENCES = "references.npz"
CURVES = "curves.csv"
FEATURES = "features"  # the judge whose features are measured
REAL = "real"
DRAWN_SEED = 400_009  # of the pictures that classifiers learn from


@dataclass(frozen=True, slots=True)
class TrainedGan:
    """A generator, what it is held against, and who judges both.

    Attributes:
        sources: "network" and "pca_gaussian".
        judges: "features", "real.0", "network.0", "network+real.0", …: classifiers by what they learnt from.
        fit: the training images as the feature judge sees them.
    """

    facts: SynthesisFacts
    sources: dict[str, PictureSource]
    judges: dict[str, SmallCNN]
    fit: Seen


def train_gan(
    chosen: PictureSet, parts: Parts, out: Path, progress: ProgressSink, *, is_resuming: bool
) -> TrainedGan:
    """Train everything and write the files of the run but its card."""
    facts = facts_of(chosen)
    fit = made_classes(parts.fit, chosen)
    images = as_tones(fit)
    trainer = GanTrainer(facts.shape, chosen.plan, images, fit.labels)
    if is_resuming:
        trainer.resume(out / CHECKPOINT)
    generator = trainer.run(out / CHECKPOINT, lambda line: progress(_stage(line, chosen)))
    kept = gaussian_bytes(GaussianPictures.fitted(images, fit.labels, len(chosen.labels)))
    sources: dict[str, PictureSource] = {
        NETWORK: NetworkSource(generator),
        PCA_GAUSSIAN: read_gaussian(kept, chosen.size),  # as it will be read
    }
    judges = dict(_judges(chosen, parts, sources, progress))
    found = seen(judges[FEATURES], images, fit.labels)
    (out / WEIGHTS).write_bytes(save(weights_of(generator)))
    (out / GAUSSIAN).write_bytes(kept)
    (out / JUDGES).write_bytes(save(joined(judges)))
    (out / REFERENCES).write_bytes(seen_bytes(found))
    (out / FACTS).write_text(table_text(facts), encoding="utf-8", newline="\n")
    write_history(out / CURVES, trainer.history)
    return TrainedGan(facts, sources, judges, found)


def facts_of(chosen: PictureSet) -> SynthesisFacts:
    """What the run will say of itself."""
    return SynthesisFacts(
        chosen.name,
        chosen.title,
        chosen.labels,
        chosen.size,
        chosen.noise,
        chosen.width,
        chosen.tags.modality,
        chosen.tags.body_part_examined,
        chosen.unit,
        chosen.span,
    )


def balanced_classes(count: int, classes: int) -> NDArray[np.int64]:
    """0, 1, …, 0, 1, …: every class alike."""
    return np.arange(count, dtype=np.int64) % classes


def judge_names(sources: tuple[str, ...], seeds: int) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Every classifier but that of features: its name, what it learns from, its seed."""
    for seed in range(seeds):
        yield f"{REAL}.{seed}", (REAL,), seed
        for source in sources:
            yield f"{source}.{seed}", (source,), seed
            yield f"{source}+{REAL}.{seed}", (source, REAL), seed


def _judges(
    chosen: PictureSet, parts: Parts, sources: dict[str, PictureSource], progress: ProgressSink
) -> Iterator[tuple[str, SmallCNN]]:
    """The feature judge knows all classes that are read, the others those that are made."""
    flips, plan = chosen.plan.flips, chosen.judges
    whole = Fodder(as_tones(parts.fit), parts.fit.labels)
    names = list(judge_names(tuple(sources), plan.seeds)) if len(chosen.labels) > 1 else []
    progress(_judging(0, len(names) + 1))
    yield FEATURES, train_judge([whole], len(chosen.read_labels), plan, flips, seed=99)
    fit = made_classes(parts.fit, chosen)
    classes = balanced_classes(plan.made, len(chosen.labels))
    fodder: dict[str, Fodder] = {REAL: Fodder(as_tones(fit), fit.labels)}
    for name, source in sources.items():
        made: Pictures = source.draw(classes, DRAWN_SEED)
        fodder[name] = Fodder(made, classes)
    for done, (name, eaten, seed) in enumerate(names, start=1):
        progress(_judging(done, len(names) + 1))
        given = [fodder[each] for each in eaten]
        yield name, train_judge(given, len(chosen.labels), plan, flips, seed)


def joined(judges: dict[str, SmallCNN]) -> dict[str, Tensor]:
    """All tensors in one table, each named after its judge."""
    return {
        f"{judge}/{name}": value.contiguous()
        for judge, network in judges.items()
        for name, value in network.state_dict().items()
    }


def write_history(file: Path, history: list[GanReport]) -> None:
    """The critic's distance and penalty over the steps, as a table."""
    with file.open("w", newline="", encoding="utf-8") as table:
        writer = csv.DictWriter(table, [field.name for field in fields(GanReport)])
        writer.writeheader()
        writer.writerows(asdict(line) for line in history)


def plan_text(chosen: PictureSet) -> str:
    """The set's recipe as it was used, for the run folder."""
    return json.dumps(asdict(chosen), indent=2, ensure_ascii=False) + "\n"


def _stage(line: GanReport, chosen: PictureSet) -> Progress:
    return Progress(message("Training", "Training the generator"), line.step, chosen.plan.steps)


def _judging(done: int, total: int) -> Progress:
    return Progress(message("Training", "Training those who judge"), done, total)
