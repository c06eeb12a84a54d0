"""The attributes of the image on screen: read, unfolded, searched and copied in jobs of their own.

viewport ─ follows, after a pause ─► file on top ─► (browser) ─ unfold, search, copy ─► rows, hits, text
"""

import dataclasses
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from medviewer.domain.attribute_tree import Attribute, AttributeFile, Branch, RowPath
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job, JobFunction
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.images.viewport import Viewport
from medviewer.session.library.tag_work import (
    Opened,
    copy,
    open_file,
    read_frame,
    reveal,
    search,
    unfold,
)
from medviewer.session.library.tag_work import read_value as read_value_of
from medviewer.session.messages import Messages
from medviewer.session.state import State
from medviewer.words import Message

FOLLOW_PAUSE_MS = 120  # a reader who scrolls through 600 images does not read 600 headers


@dataclass(frozen=True, slots=True)
class TagSource:
    """Which frame of which file is listed."""

    path: Path
    frame_index: int


@dataclass(frozen=True, slots=True)
class TagSearch:
    """Rows found so far, top to bottom."""

    query: str = ""
    hits: tuple[RowPath, ...] = ()
    is_running: bool = False


@dataclass(frozen=True, slots=True)
class TagsState:
    """What the browser shows.

    Attributes:
        is_open: a browser is on screen; nothing is read otherwise.
        follows: the browser goes along when the reader scrolls.
        source: what was asked for; `file` is it, once it is read.
        problem: why it could not be read.
    """

    is_open: bool = False
    follows: bool = True
    source: TagSource | None = None
    file: AttributeFile | None = None
    is_reading: bool = False
    problem: Message | None = None
    search: TagSearch = TagSearch()


class Tags(State[TagsState]):
    """Reads attributes for whoever shows them. What belongs to a file left behind is dropped."""

    unfolded = Signal(object)  # Branch
    revealed = Signal(object, object)  # RowPath, tuple of Branch: every row above it, from the top
    value_read = Signal(object, object)  # Attribute, str or Message
    copied = Signal(str)

    def __init__(
        self, runner: JobRunner, viewport: Viewport, messages: Messages, parent: QObject
    ) -> None:
        super().__init__(TagsState(), parent)
        self._runner = runner
        self._viewport = viewport
        self._messages = messages
        self._opened: Opened | None = None
        self._reading: Job | None = None
        self._searching: Job | None = None
        self._asked: set[Job] = set()  # on the file shown
        self._pause = QTimer(self, singleShot=True, interval=FOLLOW_PAUSE_MS)
        self._pause.timeout.connect(self._follow)
        viewport.changed.connect(self._on_viewport_changed)

    def open(self) -> None:
        """A browser wants the attributes of the image on screen."""
        self.update(is_open=True)
        self._follow()

    def close(self) -> None:
        self._forget_file()
        self.replace(TagsState(follows=self.value.follows))

    def set_following(self, *, follows: bool) -> None:
        """Go along with the image on screen, or stay with the file listed now."""
        self.update(follows=follows)
        self._follow()

    def show_file(self, path: Path) -> None:
        """List a file that is no image on screen, and stay with it."""
        self.update(is_open=True, follows=False)
        self._read(TagSource(path, 0))

    def unfold(self, path: RowPath, row: Attribute) -> None:
        """Read what lies below a row; `unfolded` brings it."""
        if self._opened is not None:
            work = partial(unfold, self._opened.file, path, row)
            self._ask(work).finished.connect(self._on_unfolded)

    def reveal(self, path: RowPath) -> None:
        """Read every row on the way down to one; `revealed` brings them."""
        if self._opened is not None and self.value.file is not None:
            work = partial(reveal, self.value.file, path)
            self._ask(work).finished.connect(self._on_revealed)

    def read_value(self, row: Attribute) -> None:
        """Read a value in full; `value_read` brings it."""
        if self._opened is not None:
            work = partial(read_value_of, self._opened.file, row)
            self._ask(work).finished.connect(self._on_value_read)

    def copy(self, rows: tuple[Attribute, ...], *, as_json: bool = False) -> None:
        """Put rows and all below them into words; `copied` brings them."""
        if self._opened is not None and rows:
            work = partial(copy, self._opened.file, rows, as_json)
            self._ask(work).finished.connect(self._on_copied)

    def search(self, query: str) -> None:
        """Find the rows that hold every word of `query`; hits arrive in `value.search`."""
        self._stop_searching()
        file = self.value.file
        if not query.strip() or file is None:
            self.update(search=TagSearch(query))
            return
        self.update(search=TagSearch(query, is_running=True))
        self._searching = self._runner.start(Lane.ATTRIBUTES, partial(search, file, query))
        self._searching.delivered.connect(self._on_hits)
        self._searching.ended.connect(self._on_search_ended)

    def _ask(self, work: JobFunction) -> Job:
        job = self._runner.start(Lane.ATTRIBUTES, work)
        self._asked.add(job)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_asked_ended)
        return job

    def _read(self, source: TagSource) -> None:
        """Read another file, or another frame of the same one."""
        is_same_file = self._opened is not None and self._opened.file.path == source.path
        if self._reading is not None:
            self._reading.cancel()
        if is_same_file and self._opened is not None:
            work = partial(read_frame, self._opened, source.frame_index)
        else:
            self._forget_file()
            work = partial(open_file, source.path, source.frame_index)
        self.update(source=source, is_reading=True, problem=None)
        self._reading = self._runner.start(Lane.ATTRIBUTES, work)
        self._reading.finished.connect(self._on_read)
        self._reading.failed.connect(self._on_read_failed)

    def _forget_file(self) -> None:
        self._stop_searching()
        for job in self._asked:
            job.cancel()
        self._asked.clear()
        self._opened = None

    def _stop_searching(self) -> None:
        if self._searching is not None:
            self._searching.cancel()
            self._searching = None

    def _source_on_screen(self) -> TagSource | None:
        state = self._viewport.value
        if state.display_set is None:
            return None
        frame = state.display_set.frames[state.index].as_acquired
        return TagSource(frame.instance.path, frame.frame_index)

    @Slot()
    def _on_viewport_changed(self) -> None:
        if not self.value.is_open:
            return
        if self._viewport.value.display_set is None:
            self._forget_file()
            self.replace(TagsState(is_open=True, follows=self.value.follows))
        elif self.value.follows or self.value.source is None:
            self._pause.start()

    @Slot()
    def _follow(self) -> None:
        source = self._source_on_screen()
        is_wanted = self.value.is_open and (self.value.follows or self.value.source is None)
        if is_wanted and source is not None and source != self.value.source:
            self._read(source)

    @Slot(object)
    def _on_read(self, opened: Opened) -> None:
        if self.sender() is not self._reading:
            return
        query = self.value.search.query
        is_new = self._opened is None
        self._opened = opened
        self.update(file=opened.file, is_reading=False)
        if query and is_new:
            self.search(query)

    @Slot(object)
    def _on_read_failed(self, error: MedViewerError) -> None:
        if self.sender() is self._reading:
            self.update(file=None, is_reading=False, problem=error.message)

    @Slot(object)
    def _on_unfolded(self, branch: Branch) -> None:
        if self.sender() in self._asked:
            self.unfolded.emit(branch)

    @Slot(object)
    def _on_revealed(self, found: tuple[RowPath, tuple[Branch, ...]]) -> None:
        if self.sender() in self._asked:
            self.revealed.emit(*found)

    @Slot(object)
    def _on_value_read(self, found: tuple[Attribute, str | Message]) -> None:
        if self.sender() in self._asked:
            self.value_read.emit(*found)

    @Slot(object)
    def _on_copied(self, text: str) -> None:
        if self.sender() in self._asked:
            self.copied.emit(text)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        if self.sender() in self._asked:
            self._messages.error(error.message)

    @Slot()
    def _on_asked_ended(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self._asked.discard(job)

    @Slot(object)
    def _on_hits(self, hits: tuple[RowPath, ...]) -> None:
        if self.sender() is self._searching and hits:
            search = self.value.search
            self.update(search=dataclasses.replace(search, hits=search.hits + hits))

    @Slot()
    def _on_search_ended(self) -> None:
        if self.sender() is self._searching:
            self._searching = None
            self.update(search=dataclasses.replace(self.value.search, is_running=False))
