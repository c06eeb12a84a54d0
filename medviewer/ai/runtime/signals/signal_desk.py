"""Answers a `SignalRequest` in the worker process."""

from dataclasses import dataclass, field

from medviewer.ai.installed_models import find_model
from medviewer.ai.runtime.signals.signal_model import SignalModel, load_signal_model
from medviewer.ai.runtime.signals.signal_windows import signal_windows
from medviewer.domain.signal_model import SignalAnswer, SignalRequest
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import message

READING = message("Signals", "Reading the curves")
AT_ONCE = 8  # windows


@dataclass(slots=True)
class SignalDesk:
    """Keeps models by the hash of their weights."""

    models: dict[str, SignalModel] = field(default_factory=dict)

    def __call__(self, request: object, progress: ProgressSink, token: CancelToken) -> SignalAnswer:
        """The scores, mean over the windows.

        Raises:
            ModelUnusable: there is no such model, or it does not fit its card.
            NotApplicable: the recording is not what it reads.
        """
        assert isinstance(request, SignalRequest)  # what the worker sends here
        found = find_model(request.model_id)
        if found.card.weights_sha256 not in self.models:
            loaded = load_signal_model(found.card, found.folder)
            self.models[found.card.weights_sha256] = loaded
        model = self.models[found.card.weights_sha256]
        windows = signal_windows(request, model.spec)
        total = [0.0] * len(model.card.labels)
        for start in range(0, len(windows), AT_ONCE):
            token.check()
            progress(Progress(READING, start, len(windows)))
            said = model.scores(windows[start : start + AT_ONCE]).sum(axis=0)
            total = [before + float(more) for before, more in zip(total, said, strict=True)]
        mean = {n: s / len(windows) for n, s in zip(model.card.labels, total, strict=True)}
        return SignalAnswer(request, found.card.title, mean, len(windows))


def open_desk(device: str) -> SignalDesk:
    """For the worker; such models are small and run on the CPU."""
    del device
    return SignalDesk()
