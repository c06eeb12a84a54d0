"""`medviewer synthesize RUN --out DIR --count N`: pictures that show nobody, as DICOM marked so."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.cli.progress_line import ProgressLine
from medviewer.errors import ChoiceNeeded
from medviewer.progress import Progress
from medviewer.words import message

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from medviewer.ai.runtime.synthesis.made_run import MadeRun
    from medviewer.dicom.export.synthetic_images import SyntheticOrigin, SyntheticPicture

MOST = 10_000  # pictures of one call
STRIDE = 256  # drawn at once


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser(
        "synthesize", help="draw pictures of nobody from a trained generator, as marked DICOM"
    )
    parser.add_argument(
        "run_folder", metavar="RUN", help="the folder of a `train gan` run, or its id"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder of the pictures")
    parser.add_argument("--count", type=int, default=16, help=f"how many (at most {MOST})")
    parser.add_argument(
        "--class", dest="label", help="one class only; every class alike without it"
    )
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same pictures")
    parser.add_argument(
        "--source", help="network or pca_gaussian; what the card measured best without it"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Draw, mark, write, print where they lie."""
    from medviewer.ai.installed_systems import find_system
    from medviewer.ai.runtime.synthesis.made_run import load_run
    from medviewer.dicom.export.synthetic_images import write_synthetic_images

    place = find_system(arguments.run_folder)
    if place is None:
        raise _no_run(arguments.run_folder)
    if not 0 < arguments.count <= MOST:
        raise _wrong_count(arguments.count)
    run = load_run(place.card, place.folder)
    classes = wanted_classes(run.facts.labels, arguments.label, arguments.count)
    source = arguments.source or run.card.default
    if source not in run.sources:
        raise _unknown("source", source, tuple(run.sources))
    pictures = drawn(run, source, classes, arguments.seed)
    files = write_synthetic_images(pictures, origin_of(run, source, arguments.seed), arguments.out)
    if arguments.json:
        print(json.dumps({"files": [str(file) for file in files], "seed": arguments.seed}))
    else:
        print(f"{len(files)} synthetic images (no patient), seed {arguments.seed}: {arguments.out}")
    return 0


def wanted_classes(labels: tuple[str, ...], label: str | None, count: int) -> "NDArray[np.int64]":
    """The class of every picture.

    Raises:
        ChoiceNeeded: the run knows no such class.
    """
    import numpy as np

    if label is None:
        return np.arange(count, dtype=np.int64) % len(labels)
    if label not in labels:
        raise _unknown("class", label, labels)
    return np.full(count, labels.index(label), np.int64)


def drawn(
    run: "MadeRun", source: str, classes: "NDArray[np.int64]", seed: int
) -> "list[SyntheticPicture]":
    """Pictures with the words burned in."""
    import numpy as np

    from medviewer.dicom.export.synthetic_images import SyntheticPicture
    from medviewer.imaging.fonts import find_fonts
    from medviewer.imaging.synthetic_mark import with_synthetic_mark

    fonts, labels = find_fonts(), run.facts.labels
    tones = run.source(source).draw(classes, seed)[:, 0]
    pictures = []
    with ProgressLine() as line:
        for done, (tone, each) in enumerate(zip(tones, classes, strict=True)):
            if done % STRIDE == 0:
                line(Progress(message("Synthesis", "Drawing"), done, len(classes)))
            greys = np.rint((tone.clip(-1, 1) + 1) * 127.5).astype(np.uint8)
            pictures.append(SyntheticPicture(with_synthetic_mark(greys, fonts), labels[each]))
    return pictures


def origin_of(run: "MadeRun", source: str, seed: int) -> "SyntheticOrigin":
    """What the headers say of the model."""
    from medviewer.ai.runtime.synthesis.made_run import GAUSSIAN, NETWORK, WEIGHTS
    from medviewer.dicom.export.synthetic_images import SyntheticOrigin

    file = WEIGHTS if source == NETWORK else GAUSSIAN
    hashes = {each.name: each.sha256 for each in run.card.files}
    facts = run.facts
    return SyntheticOrigin(
        run.card.system_id,
        run.card.version,
        source,
        facts.set_name,
        hashes[file],
        seed,
        facts.modality,
        facts.body_part_examined,
    )


def _no_run(name: str) -> ChoiceNeeded:
    return ChoiceNeeded(
        message(
            "Synthesis",
            "There is no trained generator in {folder}. Train one with `medviewer train gan --out RUN` and "
            "name its folder.",
            folder=name,
        )
    )


def _wrong_count(count: int) -> ChoiceNeeded:
    return ChoiceNeeded(
        message(
            "Synthesis",
            "{count} pictures cannot be drawn at once. Ask for 1 to {most}.",
            count=count,
            most=MOST,
        )
    )


def _unknown(kind: str, name: str, known: tuple[str, ...]) -> ChoiceNeeded:
    return ChoiceNeeded(
        message(
            "Synthesis",
            "This run has no {kind} “{name}”. Choose one of {names}.",
            kind=kind,
            name=name,
            names=", ".join(known),
        )
    )
