"""How fast one way to run a model is on this computer, and how far its answers are from plain torch's."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BackendTime:
    """One way to run one model's networks, beside plain 32-bit torch in the same minute.

    Attributes:
        backend: "torch", "channels_last", "bf16" or "onnxruntime".
        milliseconds: median of one answer about one image, all members.
        times_faster: than "torch".
        largest_change: of any probability on the golden images; infinite where it could not be run.
        flips: golden images whose decision changes.
        is_chosen: the fastest that changes next to nothing.
        note: why it could not be run; "" where it could.
    """

    model_id: str
    backend: str
    milliseconds: float
    times_faster: float
    largest_change: float
    flips: int
    is_chosen: bool
    note: str = ""
