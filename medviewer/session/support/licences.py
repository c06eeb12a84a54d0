"""The licences of everything MedViewer is built on, read from the installed packages in the background."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from medviewer.jobs.job import JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.state import State

if TYPE_CHECKING:
    from medviewer.third_party import ThirdParty


@dataclass(frozen=True, slots=True)
class LicencesState:
    """`packages` is empty until they are read; `texts` are those of the package `shown`."""

    packages: "tuple[ThirdParty, ...]" = ()
    shown: str = ""
    texts: tuple[tuple[str, str], ...] = ()


class Licences(State[LicencesState]):
    """Reads once; a package's texts when they are asked for."""

    def __init__(self, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(LicencesState(), parent)
        self._runner = runner

    def read(self) -> None:
        """Read names, versions and licences, unless that was done."""
        if not self.value.packages:
            self._runner.start(Lane.DOCUMENTS, _read).finished.connect(self._on_read)

    def show(self, name: str) -> None:
        """Read the texts of a package; "" goes back to all of them."""
        if not name:
            self.update(shown="", texts=())
            return
        job = self._runner.start(Lane.DOCUMENTS, partial(_read_texts, name))
        job.finished.connect(self._on_texts)

    @Slot(object)
    def _on_read(self, packages: "tuple[ThirdParty, ...]") -> None:
        self.update(packages=packages)

    @Slot(object)
    def _on_texts(self, found: tuple[str, tuple[tuple[str, str], ...]]) -> None:
        name, texts = found
        self.update(shown=name, texts=texts)


def _read(_: JobContext) -> "tuple[ThirdParty, ...]":
    from medviewer.third_party import third_parties  # not at start-up

    return third_parties()


def _read_texts(name: str, _: JobContext) -> tuple[str, tuple[tuple[str, str], ...]]:
    from medviewer.third_party import licence_texts

    return name, licence_texts(name)
