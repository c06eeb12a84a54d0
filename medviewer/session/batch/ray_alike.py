"""Whether a machine of the cluster would give the results this one would, and put them in the same place."""

from dataclasses import astuple
from pathlib import Path

from medviewer.errors import ClusterUnusable
from medviewer.session.batch.ray_worker import Facts
from medviewer.session.batch.study_task import AskedModel
from medviewer.words import Message, message


def check_alike(told: object, here: Facts, models: tuple[AskedModel, ...], out: Path) -> None:
    """Compare what a worker says of itself with what this process is.

    Args:
        here: `ray_worker.facts_here()`.

    Raises:
        ClusterUnusable: its results would not be this machine's, or nobody would find them.
    """
    there = told if isinstance(told, dict) else {}
    machine = str(there.get("machine", "?"))
    for name in ("version", "result_schema", "python"):
        if there.get(name) != here[name]:
            raise ClusterUnusable(differs(machine, name, there.get(name), here[name]))
    known = {tuple(each) for each in there.get("models", ())}
    for model in models:
        if astuple(model) not in known:
            raise ClusterUnusable(other_model(machine, model.model_id))
    if not there.get("sees_folder"):
        raise ClusterUnusable(
            message(
                "Cluster",
                "The machine {machine} does not see the folder {folder}. Put the studies and --out on a disk "
                "that every machine has under the same path.",
                machine=machine,
                folder=out,
            )
        )


def differs(machine: str, what: str, theirs: object, ours: object) -> Message:
    return message(
        "Cluster",
        "The machine {machine} has another MedViewer or Python ({what} {theirs}, here {ours}), so its "
        "results would not be the same. Install the same version on every machine.",
        machine=machine,
        what=what,
        theirs=theirs,
        ours=ours,
    )


def other_model(machine: str, model_id: str) -> Message:
    return message(
        "Cluster",
        "The machine {machine} has other weights of the model “{model}”, or none. Install the same models on "
        "every machine.",
        machine=machine,
        model=model_id,
    )
