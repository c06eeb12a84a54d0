"""Whether a machine can be asked: its server, and for each model installed here whether it has the same."""

from medviewer.ai.remote.remote_worker import RemoteWorker
from medviewer.domain.model_card import ModelCard
from medviewer.domain.remote_machine import MachineCheck, ServedModel
from medviewer.errors import MedViewerError
from medviewer.progress import CancelToken


def check_machine(
    worker: RemoteWorker, catalog: tuple[ModelCard, ...], token: CancelToken
) -> MachineCheck:
    """Ask for its facts and its models' identities; no image is sent. Blocks.

    Raises:
        Cancelled: `token` was cancelled.
    """
    try:
        server = worker.find_server(token)
    except MedViewerError as error:
        return MachineCheck(worker.machine, problem=error.message)
    models = tuple(_checked(worker, card, token) for card in catalog if card.is_analyzer)
    return MachineCheck(worker.machine, f"{server.name} {server.version}".strip(), models)


def _checked(worker: RemoteWorker, card: ModelCard, token: CancelToken) -> ServedModel:
    try:
        worker.check_model(card.model_id, token)
    except MedViewerError as error:
        return ServedModel(card.model_id, card.title, error.message)
    return ServedModel(card.model_id, card.title)
