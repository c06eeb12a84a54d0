"""Networks for curves over time, such as the leads of an ECG: (n, leads, samples) to (n, labels) logits.

signal_cnn   residual convolutions along time, each stage half as long; the mean over time decides
signal_rnn   the same, and a GRU in both directions reads what is left of the time axis (Hannun et al. 2019;
             Strodthoff et al. 2021 compare both kinds)

None is shipped: they are what a model to be imported may be trained as.
"""

from collections.abc import Mapping
from types import MappingProxyType

import torch
from torch import Tensor, nn

from medviewer.errors import ModelUnusable
from medviewer.words import message

KERNEL = 7  # samples
WIDEST, LONGEST = 1024, 64  # of a layer, and of the list of stages: more is broken or hostile


class SignalBlock(nn.Module):
    """Two convolutions around a shortcut; half as many samples come out."""

    def __init__(self, channels_in: int, channels_out: int) -> None:
        super().__init__()
        half = KERNEL // 2
        self.body = nn.Sequential(
            nn.Conv1d(channels_in, channels_out, KERNEL, stride=2, padding=half, bias=False),
            nn.BatchNorm1d(channels_out),
            nn.ReLU(inplace=True),
            nn.Conv1d(channels_out, channels_out, KERNEL, padding=half, bias=False),
            nn.BatchNorm1d(channels_out),
        )
        self.shortcut = nn.Conv1d(channels_in, channels_out, 1, stride=2)

    def forward(self, curves: Tensor) -> Tensor:
        return torch.relu(self.body(curves) + self.shortcut(curves))


class SignalCNN(nn.Module):
    """Stages of `SignalBlock`, the mean over time, one linear layer."""

    def __init__(
        self,
        leads: int = 12,
        labels: int = 1,
        widths: tuple[int, ...] = (16, 32, 64),
        hidden: int = 0,
    ) -> None:
        super().__init__()
        steps = zip((leads, *widths[:-1]), widths, strict=True)
        self.stages = nn.Sequential(*(SignalBlock(before, after) for before, after in steps))
        self.reader = (
            nn.GRU(widths[-1], hidden, batch_first=True, bidirectional=True) if hidden else None
        )
        self.last = nn.Linear(2 * hidden or widths[-1], labels)

    def forward(self, curves: Tensor) -> Tensor:
        seen = self.stages(curves).transpose(1, 2)  # (n, time, channels)
        if self.reader is not None:
            seen, _ = self.reader(seen)
        logits: Tensor = self.last(seen.mean(dim=1))
        return logits


# What a card may name, and the size of the GRU it has without an option.
SIGNAL_NETWORKS: Mapping[str, int] = MappingProxyType({"signal_cnn": 0, "signal_rnn": 64})


def signal_net(name: str, leads: int, labels: int, options: Mapping[str, object]) -> SignalCNN:
    """The network a card names, with random weights.

    Args:
        options: `widths` and `hidden`.

    Raises:
        ModelUnusable: no such network or option, or an absurd size.
    """
    widths, hidden = options.get("widths", (16, 32, 64)), options.get("hidden")
    hidden = SIGNAL_NETWORKS.get(name, 0) if hidden is None else hidden
    is_known = name in SIGNAL_NETWORKS and set(options) <= {"widths", "hidden"}
    is_sane = _are_widths(widths) and type(hidden) is int and 0 <= hidden <= WIDEST
    if not is_known or not is_sane or not isinstance(widths, tuple) or not isinstance(hidden, int):
        raise ModelUnusable(
            message(
                "Signals",
                "The network “{name}” with {options} cannot be built for curves. Choose {names}, with widths "
                "and hidden.",
                name=name,
                options=str(dict(options)) if options else "no options",
                names=" or ".join(SIGNAL_NETWORKS),
            )
        )
    return SignalCNN(leads, labels, widths, hidden)


def _are_widths(widths: object) -> bool:
    return (
        isinstance(widths, tuple)
        and 1 <= len(widths) <= LONGEST
        and all(type(width) is int and 1 <= width <= WIDEST for width in widths)
    )
