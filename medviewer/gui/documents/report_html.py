"""A structured report as a page: headings, tables of what was stated, links to the images. All text escaped.

containers → headings; runs of short items → one table each; long texts → paragraphs
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from medviewer.domain.content_tree import ContentItem, StructuredReport, ValueType
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.spatial_coordinates import SpatialCoordinates
from medviewer.words import Message, message

LINK = "image:"  # and the number of the link
MOST_ROWS = 4000  # of one page; Qt lays them out while the reader waits
LONG_TEXT = 90  # letters that stand better in a paragraph than in a table
DEEPEST_HEADING = 4
UNNAMED = message("Objects", "(not named)")
NESTED = "&nbsp;" * 4

Target = ObjectReference | SpatialCoordinates
Words = Callable[[Message], str]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """`links[n]` is what the link `image:n` leads to."""

    html: str
    links: tuple[Target, ...]


def report_page(report: StructuredReport, words: Words, link_colour: str) -> ReportPage:
    """The whole report, to its first few thousand lines."""
    writer = _Writer(words, link_colour)
    parts = [f"<h2>{escape(report.title)}</h2>", *writer.body(report.root, 3)]
    parts += [f"<p><i>{escape(words(note))}</i></p>" for note in report.notes]
    if writer.is_full:
        rest = message("Objects", "The page ends here; the attributes list all of it.")
        parts.append(f"<p><i>{escape(words(rest))}</i></p>")
    return ReportPage("".join(parts), tuple(writer.links))


@dataclass(slots=True)
class _Writer:
    words: Words
    link_colour: str
    links: list[Target] = field(default_factory=list)
    rows: int = 0

    @property
    def is_full(self) -> bool:
        return self.rows >= MOST_ROWS

    def body(self, item: ContentItem, level: int) -> Iterator[str]:
        """What stands below a heading."""
        for is_section, run in groupby(item.children, _is_section):
            if is_section:
                for each in run:
                    yield from self._section(each, level)
            else:
                yield from self._table(list(run))

    def _section(self, item: ContentItem, level: int) -> Iterator[str]:
        if self.is_full:
            return
        self.rows += 1
        heading = min(level, DEEPEST_HEADING + 1)
        yield f"<h{heading}>{self._name(item)}</h{heading}>"
        if item.value_type is ValueType.TEXT:
            yield f"<p>{_lines(item.text)}</p>"
        yield from self.body(item, level + 1)

    def _table(self, run: list[ContentItem]) -> Iterator[str]:
        rows = ""
        for are_bare, items in groupby(run, _is_bare_image):
            if are_bare:
                rows += self._images(list(items))
            else:
                rows += "".join(row for item in items for row in self._rows(item, 0))
        if rows:
            yield f'<table cellspacing="0" cellpadding="3" width="100%">{rows}</table>'

    def _images(self, items: list[ContentItem]) -> str:
        """A library of hundreds of images on one row."""
        self.rows += 1
        references = [each for item in items for each in item.references]
        links = (self._link(each, str(n)) for n, each in enumerate(references, start=1))
        title = self.words(message("Objects", "Images ({count})", count=len(references)))
        return f"<tr><td>{escape(title)}</td><td>{' '.join(links)}</td></tr>"

    def _rows(self, item: ContentItem, depth: int) -> Iterator[str]:
        if self.is_full:
            return
        self.rows += 1
        value = self._value(item)
        shown = f"<b>{value}</b>" if item.value_type is ValueType.NUM else value
        yield f'<tr><td width="42%">{NESTED * depth}{self._name(item)}</td><td>{shown}</td></tr>'
        for child in item.children:
            yield from self._rows(child, depth + 1)

    def _name(self, item: ContentItem) -> str:
        return escape(str(item.name) if item.name.is_known else self._type(item))

    def _type(self, item: ContentItem) -> str:
        if item.references or item.coordinates is not None:
            return self.words(message("Objects", "Place"))
        return self.words(UNNAMED)

    def _value(self, item: ContentItem) -> str:
        if item.coordinates is not None:
            return self._link(item.coordinates, self._place(item.coordinates))
        if item.references:
            return ", ".join(self._link(each, self._reference(each)) for each in item.references)
        return _lines(item.value)

    def _link(self, target: Target, text: str) -> str:
        self.links.append(target)
        number = len(self.links) - 1
        return f'<a style="color:{self.link_colour}" href="{LINK}{number}">{escape(text)}</a>'

    def _place(self, place: SpatialCoordinates) -> str:
        shape = place.graphic_type.lower()
        return self.words(
            message("Objects", "{shape}, {count} points", shape=shape, count=len(place.points))
        )

    def _reference(self, reference: ObjectReference) -> str:
        frames = ", ".join(map(str, reference.frames[:8]))
        uid = f"…{reference.sop_instance_uid[-12:]}"
        if frames:
            return self.words(
                message("Objects", "Image {uid}, frame {frames}", uid=uid, frames=frames)
            )
        return self.words(message("Objects", "Image {uid}", uid=uid))


def _is_section(item: ContentItem) -> bool:
    if item.value_type is ValueType.CONTAINER:
        return True
    return item.value_type is ValueType.TEXT and len(item.text) > LONG_TEXT and not item.children


def _is_bare_image(item: ContentItem) -> bool:
    return bool(item.references) and not item.name.is_known and not item.children


def _lines(text: str) -> str:
    return escape(text).replace("\r\n", "\n").replace("\n", "<br>")
