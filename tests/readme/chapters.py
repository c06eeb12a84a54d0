"""What stands behind each line of README: a command that is run here, or the check that runs it.

Commands of a chapter are run in order in one folder: what one writes, the next may read. Words in braces name
files its preparation made. A line of README that stands in no chapter and no check fails a test, and so does
a verb that is run nowhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.readme import workplaces

Preparation = Callable[[Path], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Run:
    """One command line.

    Attributes:
        words: what follows `medviewer`; `program` is what is run instead of it.
        shows: the lines of README it stands for.
        code: the exit code it ends with, without a network.
        stdin: what is piped in.
    """

    words: str
    shows: tuple[str, ...] = ()
    code: int = 0
    stdin: str = ""
    program: str = "medviewer"


@dataclass(frozen=True, slots=True)
class Chapter:
    """Commands that belong together, and what must be there before."""

    name: str
    prepare: Preparation
    runs: tuple[Run, ...]
    is_slow: bool = False


STUDY = Chapter(
    "a study",
    workplaces.study,
    (
        Run(
            "analyze {study} --out zipped --bundle json,csv --packing zip",
            (
                "medviewer analyze STUDY --out DIR --bundle all|KINDS [--packing folder|zip|dicomdir]",
            ),
        ),
        Run("audit list"),
        Run("audit export --out trail.csv"),
        Run("audit verify"),
    ),
)
EVERYTHING = Chapter(
    "everything of a study",
    workplaces.study,
    (
        Run("analyze {study} --out out", (".venv/bin/medviewer analyze STUDY --out DIR",)),
        Run(
            "analyze {study} --out all --bundle all",
            (".venv/bin/medviewer analyze STUDY --out DIR --bundle all",),
        ),
        Run("demo --headless --out demo"),
        Run(
            "batch {study} --out batch --model chest_ct_nodules --bundle csv --workers 1 --json",
            (
                "medviewer batch SOURCE… --out DIR [--model ID]… [--bundle KINDS] [--workers N] "
                "[--json] [--ray ADDRESS]",
            ),
        ),
    ),
    is_slow=True,
)
READING = Chapter(
    "a reading",
    workplaces.reading,
    (
        Run(
            "report {session} --out out --bundle json,csv --study-folder {study}",
            (
                "medviewer report SESSION_FILE --out DIR [--bundle all|KINDS] [--study-folder PATH…]",
            ),
        ),
        Run(
            "inspect {study} --json --probe 0,0,0 --series {series}",
            ("medviewer inspect PATH… --json [--probe X,Y,Z]… [--series UID]…",),
        ),
        Run(
            "convert {study} --series {series} --out out.nii.gz",
            (
                "medviewer convert PATH --series UID [--display-set ID] --out "
                "FILE.nii.gz|.nii|.nrrd|.mha|.npy",
            ),
        ),
        Run(
            "render {study} --series {series} --slice 3 --window 400,40 --annotations --out out.png",
            (
                "medviewer render PATH --series UID --slice N [--window W,L] [--annotations] "
                "--out FILE.png",
            ),
        ),
        Run("deidentify {study} --out nobody --shift-dates"),
        Run("fault --out fault.zip --headers {study}"),
        Run("corrections {session} --out corrections --licence CC0 --study-folder {study}"),
    ),
)
TRAINING = Chapter(
    "training",
    workplaces.labelled_images,
    (
        Run(
            "train {task} --data {data} --out run --network small_cnn --epochs 1 --members 1 "
            "--device cpu --json",
            (
                "medviewer train TASK --data DIR --out RUN [--network N] [--epochs N] [--members N] "
                "[--device cuda] [--resume] [--json]",
            ),
        ),
        Run(
            "train {task} --data {data} --out other --network small_cnn --epochs 1 --first-member 1 "
            "--device cpu",
        ),
        Run(
            "ensemble run other --out both --data {data}",
            ("medviewer ensemble RUN RUN … --out DIR [--data DIR]",),
        ),
        Run(
            "--nproc-per-node 2 -m medviewer train {task} --data {data} --out shared --epochs 1 "
            "--device cpu",
            ("torchrun --nproc-per-node 4 -m medviewer train …",),
            program="torchrun",
        ),
        Run(
            "tune {task} --data {data} --out search --trials 1 --epochs 1",
            ("medviewer tune TASK --data DIR --out DIR --trials 20",),
        ),
        Run(
            "privacy --task {task} --data {data} --out private --steps 2 --seeds 1 --sites 2 --epsilon 2"
        ),
    ),
    is_slow=True,
)
JUDGING = Chapter(
    "judging",
    workplaces.trained_run,
    (
        Run(
            "evaluate {run} --data {data} --split val --json --out found.json",
            ("medviewer evaluate MODEL --data DIR --split val [--json] [--out FILE]",),
        ),
        Run(
            "evaluate {run} --data {data} --write-card",
            ("medviewer evaluate RUN --data DIR --write-card [--phantoms 10]",),
        ),
        Run(
            "evaluate {run} --data {data} --split val --against-card",
            ("medviewer evaluate MODEL --data DIR --split val --against-card",),
        ),
        Run(
            "models import {run}/weights.safetensors --card {run}/card.toml --id mine",
            ("medviewer models import FILE --card card.toml [--id ID]",),
        ),
        Run("guard {run} --data {data}"),
        Run(
            "evaluate {run} --data {data} --explanations",
            ("medviewer evaluate MODEL --data DIR --explanations",),
        ),
    ),
    is_slow=True,
)
MODELS = Chapter(
    "models",
    workplaces.text,
    (
        Run("models list", ("medviewer models list | show MODEL | verify [MODEL…]",)),
        Run("models show chest_ct_nodules"),
        Run("models verify"),
        Run(
            "serve --write-repository models --for mlserver",
            (
                "medviewer serve --write-repository DIR --for mlserver|triton",
                "medviewer serve --write-repository DIR --for mlserver",
            ),
        ),
        Run(
            "code - --language es --json",
            ("medviewer code FILE|- [--language es] [--query WORDS] [--json]",),
            stdin="Paciente con neumonía y fiebre alta.",
        ),
        Run("code {note} --query pneumonia"),
    ),
)
MACHINE = Chapter(
    "the machine",
    workplaces.text,
    (Run("selftest --json --device cpu", ("medviewer selftest [--json]",)),),
    is_slow=True,
)
PICTURES = Chapter(
    "pictures of nobody",
    workplaces.generator,
    (Run("synthesize {run} --out made --count 2"),),
    is_slow=True,
)
NOWHERE = Chapter(  # an archive that cannot be reached is a sentence; so is what cannot be sent
    "no archive",
    workplaces.note_and_image,
    (
        Run("query PACS@192.0.2.1:104 --echo", code=1),
        Run("fetch PACS@192.0.2.1:104 --study 1.2.3 --out in", code=1),
        Run("send PACS@192.0.2.1:104 {image}", code=1),
        Run("send PACS@192.0.2.1:104 {note}", code=2),
        Run("listen --allow PACS --host 192.0.2.1 --port 11112 --out in", code=1),
    ),
)
REMOTE_TESTS = "tests/network_check/test_remote_inference.py"
ARCHIVE_TESTS = "tests/unit/cli/test_archives.py"
CHAPTERS = (STUDY, EVERYTHING, READING, TRAINING, JUDGING, MODELS, MACHINE, PICTURES, NOWHERE)

# Lines that are run elsewhere: by CI, or by a test of their own. (file, what must stand in it)
ELSEWHERE: dict[str, tuple[str, str]] = {
    "make demo": (".ci/run", "make demo"),
    "make test": (".ci/run", "make test"),
    ".venv/bin/medviewer": ("tests/readme/test_commands.py", "def test_that_the_viewer_opens"),
    "medviewer query ARCHIVE [--level study] [--patient-name 'DOE*'] [--date 20260101-] [--modality CT] "
    "[--worklist] [--echo] [--json]": (ARCHIVE_TESTS, "def test_that_studies_are_listed_as_json"),
    "medviewer fetch ARCHIVE --study UID [--series UID]… [--out DIR] [--move] [--json]": (
        ARCHIVE_TESTS,
        "def test_that_a_study_is_sent_and_fetched_again",
    ),
    "medviewer send ARCHIVE PATH… [--json]": (
        ARCHIVE_TESTS,
        "def test_that_a_study_is_sent_and_fetched_again",
    ),
    "medviewer listen --allow AET… [--port N] [--ae-title AET] [--out DIR] "
    "[--tls --certificate PEM --key PEM]": (
        ARCHIVE_TESTS,
        "def test_that_listening_takes_what_is_sent_notes_it_and_ends",
    ),
    "medviewer analyze STUDY --out DIR --remote https://gpu.example:8000": (
        REMOTE_TESTS,
        "def test_that_the_command_line_asks_it",
    ),
    "medviewer analyze STUDY --out DIR --remote NAME|URL": (
        REMOTE_TESTS,
        "def test_that_the_command_line_asks_it",
    ),
    ".venv-remote/bin/mlserver start DIR": ("tests/peers/mlserver.py", '"start"'),
    "bash packaging/remote_setup.sh": ("Makefile", "bash packaging/remote_setup.sh"),
    "make models-check": ("tests/readme/test_commands.py", "def test_that_models_check"),
    "medviewer guard MODEL --data DIR --against-card": ("tests/models_check.py", "guard"),
}
# Verbs whose command is run by a test of its own, in-process.
TESTED_VERBS = {"view": "tests/readme/test_commands.py"}
