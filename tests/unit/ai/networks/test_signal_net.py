"""Networks for curves: shapes, learning, refusals."""

import pytest
import torch

from medviewer.ai.networks.signal_net import SIGNAL_NETWORKS, signal_net
from medviewer.errors import ModelUnusable


@pytest.mark.parametrize("name", SIGNAL_NETWORKS)
@pytest.mark.parametrize("samples", [64, 1000, 2501])
def test_that_windows_of_any_length_have_a_logit_a_label(name: str, samples: int) -> None:
    network = signal_net(name, 12, 3, {"widths": (4, 6)}).eval()

    with torch.inference_mode():
        assert network(torch.zeros(2, 12, samples)).shape == (2, 3)


@pytest.mark.parametrize("name", SIGNAL_NETWORKS)
def test_that_a_faster_wave_is_told_from_a_slower_one(name: str) -> None:
    torch.manual_seed(0)
    clock = torch.arange(200) / 100
    labels = torch.arange(64) % 2
    rates = 2.0 + 3.0 * labels[:, None] + 0.3 * torch.randn(64, 1)
    curves = torch.sin(2 * torch.pi * rates * clock + 6 * torch.rand(64, 1))[:, None]
    network = signal_net(name, 1, 1, {"widths": (8, 8), "hidden": 8 if "rnn" in name else 0})
    optimiser = torch.optim.Adam(network.parameters(), lr=1e-2)
    for _ in range(40):
        optimiser.zero_grad()
        logits = network.train()(curves)[:, 0]
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, labels.float())
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        optimiser.step()

    with torch.inference_mode():
        right = ((network.eval()(curves)[:, 0] > 0) == (labels > 0)).float().mean()
    assert right >= 0.95


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("small_cnn", {}),
        ("signal_cnn", {"widths": (10**6,)}),
        ("signal_cnn", {"depth": 3}),
        ("signal_rnn", {"hidden": -1}),
        ("signal_rnn", {"hidden": "many"}),
    ],
)
def test_that_what_cannot_be_built_is_refused(name: str, options: dict[str, object]) -> None:
    with pytest.raises(ModelUnusable):
        signal_net(name, 12, 1, options)
