"""`--remote NAME|URL`: the machine to ask instead of this computer; naming it is the reader's consent."""

import sys
from urllib.parse import urlsplit

from medviewer.ai import applicability
from medviewer.ai.remote.remote_worker import RemoteWorker
from medviewer.domain.model_card import ModelCard
from medviewer.domain.remote_machine import RemoteMachine, refusal
from medviewer.domain.study import Study
from medviewer.errors import ChoiceNeeded, EndpointError
from medviewer.progress import CancelToken
from medviewer.session.ai.disclosure import disclosure, fitting_of
from medviewer.session.ai.remote_endpoints import worker_for
from medviewer.session.ai.remote_machine_file import find_machine, read_machines
from medviewer.words import message


def choose_machine(name_or_url: str) -> RemoteMachine:
    """A machine entered in the settings, or one at an address.

    Raises:
        ChoiceNeeded: none of that name was entered.
    """
    if "://" in name_or_url:
        url = name_or_url.rstrip("/")
        return RemoteMachine(_host(url), url)
    machine = find_machine(name_or_url)
    if machine is None:
        raise ChoiceNeeded(
            message(
                "Remote",
                "There is no remote machine “{name}”. Name its address, or one of these: {listed}",
                name=name_or_url,
                listed=", ".join(each.name for each in read_machines()) or "(none is entered)",
            )
        )
    return machine


def remote_worker(
    machine: RemoteMachine, study: Study, cards: tuple[ModelCard, ...]
) -> RemoteWorker:
    """Say on stderr what leaves and where to, as the window's dialog does; then the worker.

    Raises:
        EndpointError: nothing may be sent there; its address may hold a secret, so it is not repeated.
    """
    problem = refusal(machine)
    if problem is not None:
        raise EndpointError(problem)
    plans = tuple(applicability.plan(card, study) for card in cards)
    told = disclosure(study, machine, fitting_of(plans), CancelToken())
    print(
        f"Sending {told.image_count} images without identity to {machine.name} ({machine.url})",
        file=sys.stderr,
    )
    for warning in told.warnings:
        print(f"medviewer: {warning}", file=sys.stderr)
    return worker_for(machine)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url
