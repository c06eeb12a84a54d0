"""Measures the machine the AI computes on: device, drivers, memory, and each model's reference inference."""

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import torch

from medviewer.ai.analyzer import Analyzer
from medviewer.ai.runtime.backends.accelerating import Backend
from medviewer.ai.runtime.backends.choices import chosen_backend
from medviewer.ai.runtime.device import badge
from medviewer.domain.model_card import ModelCard
from medviewer.domain.self_test import ModelSpeed, SelfTestReport
from medviewer.errors import MedViewerError

REPEATS = 5
BACKENDS = {
    Backend.TORCH: "PyTorch",
    Backend.CHANNELS_LAST: "PyTorch, channels last",
    Backend.BF16: "PyTorch, bfloat16",
    Backend.ONNXRUNTIME: "ONNX Runtime",
}
CPU_FLAGS_OF_BFLOAT16 = {"avx512_bf16", "amx_bf16", "bf16"}  # x86, x86, ARM


def machine_report(device: torch.device, models: Iterable[ModelSpeed]) -> SelfTestReport:
    facts = _cpu_facts()
    flags = set((facts.get("flags") or facts.get("Features") or "").split())
    is_cuda = device.type == "cuda"
    return SelfTestReport(
        device=badge(device),
        driver=_driver(device) if is_cuda else "",
        torch_version=torch.__version__,
        processor=facts.get("model name") or platform.processor() or platform.machine(),
        cores=os.cpu_count() or 1,
        threads=torch.get_num_threads(),
        has_bfloat16=bool(flags & CPU_FLAGS_OF_BFLOAT16),
        memory_bytes=_memory_bytes(),
        worker_bytes=_worker_bytes(),
        gpu_bytes=torch.cuda.mem_get_info(device) if is_cuda else None,
        models=tuple(models),
    )


def speed_of(card: ModelCard, load: Callable[[], Analyzer], device: torch.device) -> ModelSpeed:
    """The reference inference is the analyzer's own warm-up: one run of its networks on nothing."""
    on_cpu = device.type == "cpu"  # elsewhere `load_fast` chooses nothing
    try:
        begin = time.perf_counter()
        analyzer = load()
        analyzer.warm_up()
        first_s = time.perf_counter() - begin
        runs = [_timed(analyzer.warm_up) for _ in range(REPEATS)]
    except MedViewerError as error:
        return ModelSpeed(card.model_id, card.title, card.version, None, problem=error.message)
    return ModelSpeed(
        card.model_id,
        card.title,
        card.version,
        statistics.median(runs),
        first_s,
        backend=BACKENDS[chosen_backend(card.weights_sha256) if on_cpu else Backend.TORCH],
    )


def _timed(run: Callable[[], None]) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def _driver(device: torch.device) -> str:
    major, minor = torch.cuda.get_device_capability(device)
    return f"CUDA {torch.version.cuda} · sm_{major}{minor}"


def _cpu_facts() -> dict[str, str]:
    """The first processor's lines of /proc/cpuinfo; empty where there is none."""
    with suppress(OSError):
        first = Path("/proc/cpuinfo").read_text(encoding="utf-8").split("\n\n")[0]
        pairs = (line.partition(":") for line in first.splitlines())
        return {name.strip(): value.strip() for name, _, value in pairs}
    return {}


def _memory_bytes() -> int | None:
    if not hasattr(os, "sysconf"):
        return None
    with suppress(ValueError, OSError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return None


def _worker_bytes() -> int | None:
    if sys.platform == "win32":
        return None
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024  # Linux counts in KiB
