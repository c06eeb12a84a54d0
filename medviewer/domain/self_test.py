"""What the AI process says of the machine it runs on, and how fast its models are there."""

from dataclasses import dataclass

from medviewer.domain.backend_time import BackendTime
from medviewer.words import Message


@dataclass(frozen=True, slots=True)
class SelfTestRequest:
    """Asked of the worker; `device` as in `AnalysisRequest`."""

    device: str = "auto"


@dataclass(frozen=True, slots=True)
class ModelSpeed:
    """One model's reference inference, on an empty image.

    Attributes:
        first_s: the first one after the model was asked for; None where it was warm already.
        seconds: the median of the following ones; None where it failed.
        backend: what computes it ("PyTorch", "ONNX Runtime", …).
        problem: why it could not be run.
    """

    model_id: str
    title: str
    version: str
    seconds: float | None
    first_s: float | None = None
    backend: str = ""
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class SelfTestReport:
    """The machine and its models.

    Attributes:
        device: as the badge names it.
        driver: CUDA version torch was built for and the GPU's capability; "" without a GPU.
        has_bfloat16: whether the processor computes bfloat16 itself.
        worker_bytes: the most memory the AI process has taken so far; None where unknown.
        gpu_bytes: (free, total) of the GPU; None without one.
        backends: every way to run every model that was measured; empty where only models were.
    """

    device: str
    driver: str
    torch_version: str
    processor: str
    cores: int
    threads: int
    has_bfloat16: bool
    memory_bytes: int | None
    worker_bytes: int | None
    gpu_bytes: tuple[int, int] | None
    models: tuple[ModelSpeed, ...]
    backends: tuple[BackendTime, ...] = ()
