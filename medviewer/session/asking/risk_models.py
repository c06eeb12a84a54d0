"""Which risk models were trained on this computer."""

import logging

from medviewer.ai.installed_systems import installed_systems
from medviewer.ai.risk.model_file import as_risk_model, read_risk_file
from medviewer.domain.prognosis import RiskModel
from medviewer.errors import ModelUnusable
from medviewer.jobs.job import JobContext

logger = logging.getLogger(__name__)


def risk_models(context: JobContext) -> tuple[RiskModel, ...]:
    """Every model that can be asked; one that cannot be read is left out. Runs off the GUI thread.

    Raises:
        ModelUnusable: a card cannot be read.
    """
    found = []
    for place in installed_systems():
        context.token.check()
        if place.card.family == "risk":
            try:
                model = as_risk_model(place.folder.name, place.card, read_risk_file(place.folder))
            except ModelUnusable:
                logger.warning("A risk model cannot be read: %s", place.folder.name)
            else:
                found.append(model)
    return tuple(found)
