"""A trained risk model: read from its folder, checked against its card, asked for any of its subjects."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load
from torch import Tensor, nn

from medviewer.ai.networks.risk import (
    CoxNetwork,
    EncoderShape,
    HazardNetwork,
    RiskInputs,
    cumulative_hazard,
)
from medviewer.ai.risk.answers import (
    COX,
    COX_NETWORK,
    ENSEMBLE,
    HAZARD_NETWORK,
    LOGISTIC,
    NETWORK,
    Answer,
    log_hazard,
    of_refits,
    together,
)
from medviewer.ai.risk.classical import CLASSICAL_FILE, Classical, load_classical
from medviewer.ai.risk.model_file import RiskFile, read_risk_file
from medviewer.ai.risk.outcomes import Floats
from medviewer.ai.runtime.weights import sha256
from medviewer.domain.system_card import SystemCard
from medviewer.errors import ModelUnusable
from medviewer.words import message

NETWORKS_FILE = "networks.safetensors"
MOST_BYTES = 256 * 2**20
State = dict[str, Tensor]
N = TypeVar("N", bound=nn.Module)


@dataclass(frozen=True, slots=True)
class RiskNetworks:
    """The networks of a table.

    Attributes:
        cox_base: (members, times) cumulative baseline hazard of each Cox network on the grid.
        ends: of the hazard networks' intervals; one, at 1, without a time.
    """

    hazard: tuple[HazardNetwork, ...]
    cox: tuple[CoxNetwork, ...]
    cox_base: Floats
    ends: Floats


@dataclass(frozen=True, slots=True)
class RiskSystem:
    """Everything that answers."""

    file: RiskFile
    classical: Classical
    networks: RiskNetworks

    @property
    def grid(self) -> Floats:
        return np.array(self.file.grid)

    @property
    def subjects(self) -> tuple[str, ...]:
        """Every subject that can be asked, plainest first."""
        return subjects_of(self.classical, self.networks)

    def ask(self, subject: str, inputs: Floats) -> Answer:
        """That subject's answer for (n, p) encoded rows."""
        return ask(self.classical, self.networks, subject, inputs, self.grid)


def subjects_of(classical: Classical, networks: RiskNetworks) -> tuple[str, ...]:
    if not networks.hazard:
        return classical.names
    if not classical.is_timed:
        return (*classical.names, NETWORK, ENSEMBLE)
    return (*classical.names, HAZARD_NETWORK, COX_NETWORK, ENSEMBLE)


def ask(
    classical: Classical, networks: RiskNetworks, subject: str, inputs: Floats, grid: Floats
) -> Answer:
    """One subject's answer; the ensemble is the mean of the regression and every network."""
    if subject == ENSEMBLE:
        parts = (COX, HAZARD_NETWORK, COX_NETWORK) if classical.is_timed else (LOGISTIC, NETWORK)
        return together([ask(classical, networks, each, inputs, grid) for each in parts])
    if subject in (HAZARD_NETWORK, NETWORK):
        return _of_hazard_networks(networks, inputs, grid)
    if subject == COX_NETWORK:
        return _of_cox_networks(networks, inputs)
    return classical.ask(subject, inputs, grid)


def load_risk_system(folder: Path, card: SystemCard) -> RiskSystem:
    """Read and check every file the card names.

    Raises:
        ModelUnusable: a file is missing, is not the card's, or says something impossible.
    """
    for each in card.files:
        _check(folder / each.name, each.sha256)
    file = read_risk_file(folder)
    try:
        classical = load_classical(folder / CLASSICAL_FILE)
        networks = _read_networks(folder / NETWORKS_FILE, file)
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        raise _unusable(folder, str(error)) from error
    return RiskSystem(file, classical, networks)


def networks_tensors(networks: RiskNetworks) -> State:
    """All tensors by name, for one file."""
    found = {"cox_base": torch.tensor(networks.cox_base)}
    for kind, members in (("hazard", networks.hazard), ("cox", networks.cox)):
        for index, member in enumerate(members):
            found |= {
                f"{kind}.{index}.{name}": tensor.contiguous()
                for name, tensor in member.state_dict().items()
            }
    return found


def linear_predictions(members: tuple[CoxNetwork, ...], inputs: Floats) -> list[Floats]:
    """(n,) the log hazard by each member."""
    with torch.no_grad():
        rows = RiskInputs(torch.tensor(inputs).float())
        return [member(rows).double().numpy() for member in members]


def _of_hazard_networks(networks: RiskNetworks, inputs: Floats, grid: Floats) -> Answer:
    with torch.no_grad():
        rows = RiskInputs(torch.tensor(inputs).float())
        logits = [member(rows) for member in networks.hazard]
        if not len(grid):
            found = [each.double().numpy() for each in logits]
        else:
            ends, times = torch.tensor(networks.ends).float(), torch.tensor(grid).float()
            found = [
                log_hazard(cumulative_hazard(each, ends, times).double().numpy()) for each in logits
            ]
    return of_refits(np.mean(found, axis=0), found)


def _of_cox_networks(networks: RiskNetworks, inputs: Floats) -> Answer:
    found = [
        log_hazard(base)[None, :] + np.clip(own, -20, 20)[:, None]
        for own, base in zip(
            linear_predictions(networks.cox, inputs), networks.cox_base, strict=True
        )
    ]
    return of_refits(np.mean(found, axis=0), found)


def _read_networks(file: Path, risk: RiskFile) -> RiskNetworks:
    shape, tensors = risk.network, load(file.read_bytes())
    if not 0 < shape.members <= 100 or not 0 < shape.hidden <= 4096:
        raise ValueError("its networks have an impossible shape")
    encoder = EncoderShape(risk.encoding.width, shape.hidden, shape.dropout)
    hazard = tuple(
        _filled(HazardNetwork(encoder, len(shape.ends)), tensors, f"hazard.{index}.")
        for index in range(shape.members)
    )
    cox = tuple(
        _filled(CoxNetwork(encoder), tensors, f"cox.{index}.")
        for index in range(shape.members if risk.is_timed else 0)
    )
    return RiskNetworks(hazard, cox, tensors["cox_base"].numpy(), np.array(shape.ends))


def _filled(network: N, tensors: State, prefix: str) -> N:
    own = {
        name.removeprefix(prefix): value
        for name, value in tensors.items()
        if name.startswith(prefix)
    }
    network.load_state_dict(own)
    return network.eval()


def _check(file: Path, wanted: str) -> None:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise _unusable(file.parent, f"{file.name} is too large")
        found = sha256(file.read_bytes())
    except OSError as error:
        raise _unusable(file.parent, f"{file.name} is missing") from error
    if found != wanted:
        raise _unusable(file.parent, f"{file.name} is not the file its card describes")


def _unusable(folder: Path, why: str) -> ModelUnusable:
    return ModelUnusable(
        message(
            "Risk",
            "The risk model in {folder} cannot be used: {why}. Train it again.",
            folder=folder,
            why=why,
        )
    )
