"""The family "gan": pictures that nobody took, and (set "denoise") noise taken out of CT patches."""

from medviewer.ai.systems import generating, restoring
from medviewer.ai.systems.system import EvaluateOrder, SystemEvaluation, TrainOrder, option
from medviewer.ai.training.gan.recipe import RESTORE, load_gan_recipe
from medviewer.domain.system_card import SystemCard

SET = "set"
OPTIONS: tuple[str, ...] = (SET,)


def train(order: TrainOrder) -> SystemCard:
    """Train on the set of `--option set=NAME`; see the recipe for those there are.

    Raises:
        InputError: the recipe or the data cannot be used.
        ChoiceNeeded: the recipe has no such set.
    """
    recipe = load_gan_recipe(order.recipe)
    chosen = recipe.chosen(option(order.options, SET))
    order.out.mkdir(parents=True, exist_ok=True)
    if chosen.kind == RESTORE:
        return restoring.train(order, recipe, chosen)
    return generating.train(order, recipe, chosen)


def evaluate(order: EvaluateOrder) -> SystemEvaluation:
    """Measure what was trained, whatever set is named: a run knows its own.

    Raises:
        InputError: the split is not there.
        ModelUnusable: the run is broken.
    """
    if restoring.SETTINGS in {each.name for each in order.card.files}:
        return restoring.evaluate(order)
    return generating.evaluate(order)
