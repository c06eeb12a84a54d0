"""Trains, judges and describes what takes noise out of CT patches."""

from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save

from medviewer.ai.evaluation.restoration.evaluate import (
    NOISY,
    Figures,
    FilterSettings,
    chosen_settings,
    measured,
    subjects_of,
    with_noise,
)
from medviewer.ai.installed_systems import checked_file, system_file, write_system_card
from medviewer.ai.networks.restorer import Restorer, RestorerShape
from medviewer.ai.runtime.synthesis.made_run import broken_run
from medviewer.ai.systems.evaluation_text import card_metrics
from medviewer.ai.systems.kept_tables import keep_table, kept_table
from medviewer.ai.systems.system import (
    EvaluateOrder,
    SubjectFigures,
    SubjectKind,
    SystemEvaluation,
    TrainOrder,
)
from medviewer.ai.training.gan.recipe import GanRecipe, PictureSet
from medviewer.ai.training.gan.sets import read_parts, read_split
from medviewer.ai.training.restoration.trainer import (
    CHECKPOINTS,
    RestorationReport,
    RestorationTrainer,
)
from medviewer.ai.training.samples import VALIDATION, Samples
from medviewer.domain.model_card import Metric
from medviewer.domain.system_card import SystemCard
from medviewer.errors import InputError
from medviewer.progress import Progress
from medviewer.words import message

HEADLINE = "psnr_db"
SETTINGS = "restoration.toml"
PICTURE_SET = "set.toml"
WEIGHTS = "restorers.safetensors"


@dataclass(frozen=True, slots=True)
class RestorationRun:
    """Everything that is measured."""

    chosen: PictureSet
    restorers: dict[str, Restorer]
    settings: FilterSettings


def train(order: TrainOrder, recipe: GanRecipe, chosen: PictureSet) -> SystemCard:
    """Train both restorers, set the filters on the selection part; the best of all there is the default."""
    parts = read_parts(chosen, order.data)
    if not order.is_resuming:
        for old in order.out.glob(CHECKPOINTS):
            old.unlink()
    trainer = RestorationTrainer(chosen.restoration, chosen.span, parts.fit.inputs()[:, 0])
    total = chosen.restoration.steps + 2 * chosen.restoration.more_steps

    def report(line: RestorationReport) -> None:
        order.progress(Progress(message("Training", "Training the restorer"), line.step, total))

    restorers = trainer.run(order.out, report)
    sigma = chosen.restoration.judged_sigmas[0]
    settings = chosen_settings(with_noise(parts.selection, sigma, chosen.span))
    run = RestorationRun(chosen, restorers, settings)
    _write(order.out, run)
    card = _card(order, recipe, chosen)
    on_selection = _judged(card, run, parts.selection, "")
    card = replace(card, default=best(on_selection))
    metrics = card_metrics(replace(on_selection, default=card.default))
    card = replace(card, metrics=metrics + _validated(card, run, order.data))
    write_system_card(card, order.out)
    return card


def evaluate(order: EvaluateOrder) -> SystemEvaluation:
    """Measure on a split, with noise of the recipe's strengths."""
    run = _read(order.card, order.folder)
    samples = read_split(run.chosen, order.data, order.split)
    return _judged(order.card, run, samples, order.split)


def best(evaluation: SystemEvaluation) -> str:
    """The subject with the highest PSNR at the first strength of noise."""
    return max(evaluation.subjects, key=lambda each: each.figures[HEADLINE].value).name


def _validated(card: SystemCard, run: RestorationRun, data: Path) -> tuple[Metric, ...]:
    try:
        samples = read_split(run.chosen, data, VALIDATION)
    except InputError:
        return ()
    return card_metrics(_judged(card, run, samples, VALIDATION))


def _judged(
    card: SystemCard, run: RestorationRun, samples: Samples, split: str
) -> SystemEvaluation:
    found: dict[str, Figures] = {}
    chosen, subjects = run.chosen, subjects_of(run.restorers, run.settings)
    for place, sigma in enumerate(chosen.restoration.judged_sigmas):
        pictures = with_noise(samples, sigma, chosen.span)
        suffix = f"_at_{sigma:g}" if place else ""
        for name, figures in measured(subjects, pictures, samples.groups).items():
            renamed = {f"{figure}{suffix}": value for figure, value in figures.items()}
            found.setdefault(name, {}).update(renamed)
    return SystemEvaluation(
        card.system_id,
        card.version,
        chosen.source.name
        if split
        else f"{chosen.source.name}, selection part, which chose the default",
        split,
        len(samples),
        tuple(SubjectFigures(name, _kind(name), figures) for name, figures in found.items()),
        card.default,
        HEADLINE,
        len(set(samples.groups.tolist())),
        _notes(chosen, run.settings),
    )


def _kind(name: str) -> SubjectKind:
    if name == "network_plain":
        return SubjectKind.ABLATION  # without the critic
    return SubjectKind.NETWORK if name.startswith("network_") else SubjectKind.BASELINE


def _notes(chosen: PictureSet, settings: FilterSettings) -> tuple[str, ...]:
    first, *others = chosen.restoration.judged_sigmas
    unit = chosen.unit or "grey levels"
    set_to = ", ".join(f"{name} {value:g}" for name, value in settings.chosen)
    return (
        f"noise: computed, coloured as in filtered back-projection, {first:g} {unit}; "
        f"_at_… for {', '.join(f'{each:g}' for each in others)} {unit}; {NOISY} is nothing done",
        f"filters are told the noise's strength, networks are not; set on the selection part: {set_to}",
        "network_plain has no critic; network_adversarial the same steps with one",
    )


def _write(out: Path, run: RestorationRun) -> None:
    tensors = {
        f"{name}/{part}": value.contiguous()
        for name, network in run.restorers.items()
        for part, value in network.state_dict().items()
    }
    (out / WEIGHTS).write_bytes(save(tensors))
    keep_table(out, PICTURE_SET, run.chosen)
    keep_table(out, SETTINGS, run.settings)


def _read(card: SystemCard, folder: Path) -> RestorationRun:
    chosen = kept_table(card, folder, PICTURE_SET, PictureSet)
    settings = kept_table(card, folder, SETTINGS, FilterSettings)
    states: dict[str, dict[str, torch.Tensor]] = {}
    try:
        for name, value in load(checked_file(card, folder, WEIGHTS)).items():
            restorer, _, part = name.partition("/")
            states.setdefault(restorer, {})[part] = value
        restorers = {name: _network(chosen, state) for name, state in states.items()}
    except (SafetensorError, RuntimeError) as error:
        raise broken_run(folder, error) from error
    return RestorationRun(chosen, restorers, settings)


def _network(chosen: PictureSet, state: dict[str, torch.Tensor]) -> Restorer:
    network = Restorer(RestorerShape(chosen.restoration.width, chosen.restoration.depth))
    network.load_state_dict(state)
    return network.eval()


def _card(order: TrainOrder, recipe: GanRecipe, chosen: PictureSet) -> SystemCard:
    names = (WEIGHTS, SETTINGS, PICTURE_SET)
    return SystemCard(
        system_id=recipe.system_id,
        version=recipe.version,
        family=recipe.family,
        title=chosen.title,
        intended_use="""Takes computed noise out of small chest CT patches, to compare a residual network, \
with and without a critic, with classical filters. For research and education; not a medical device.""",
        licence=recipe.licence,
        release=chosen.release,
        files=tuple(system_file(order.out, name) for name in names),
        sources=(chosen.source,),
        limits=chosen.limits,
        options=(("set", chosen.name),),
    )
