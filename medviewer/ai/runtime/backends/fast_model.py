"""Loads a model the fastest way the self-test found to answer alike; channels last where it was never run."""

import logging
from pathlib import Path

import torch

from medviewer import paths
from medviewer.ai.runtime.backends.accelerating import accelerated, is_graph
from medviewer.ai.runtime.backends.choices import chosen_backend
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.domain.model_card import ModelCard
from medviewer.errors import AnalysisError

logger = logging.getLogger(__name__)

GRAPHS = "graphs"


def load_fast(card: ModelCard, folder: Path, device: torch.device) -> ImageModel:
    """The model in `folder`, as chosen for the CPU; on other devices, and graphs of others, as they are.

    Raises:
        ModelUnusable: see `ImageModel.load`.
    """
    model = ImageModel.load(card, folder, device)
    if device.type != "cpu" or is_graph(model):
        return model
    try:
        backend = chosen_backend(card.weights_sha256)
        return accelerated(model, backend, graph_folder(), torch.get_num_threads())
    except AnalysisError:
        logger.warning("The chosen back-end cannot be used; plain torch is")
        return model


def graph_folder() -> Path:
    return paths.cache_folder() / GRAPHS
