"""An archive's answers in words: what stands in the cells, and what they are sorted by."""

from dataclasses import replace

from medviewer.domain.archive import ArchiveMatch, RetrieveOrder
from medviewer.domain.archive_words import time_text
from medviewer.gui.study_texts import date_text, dotted, image_count
from medviewer.gui.translation import Translator
from medviewer.words import message


def when_text(match: ArchiveMatch) -> str:
    return " ".join(filter(None, (date_text(match.study_date), time_text(match.study_time))))


def count_text(match: ArchiveMatch, words: Translator) -> str:
    """`3 series · 512 images`, as far as the archive told."""
    series = match.series_count
    parts = []
    if series is not None:
        parts.append(
            words(message("Library", "1 series"))
            if series == 1
            else words(message("Library", "{count} series", count=series))
        )
    if match.instance_count is not None:
        parts.append(words(image_count(match.instance_count)))
    return dotted(parts)


def series_title(match: ArchiveMatch) -> str:
    """`CT 3 · Thorax 1.5 mm · CHEST`."""
    head = " ".join(filter(None, (match.modality, match.series_number)))
    return dotted((head, match.series_description, match.body_part_examined))


def joined_orders(orders: list[RetrieveOrder]) -> tuple[RetrieveOrder, ...]:
    """One order a study: series chosen one by one come together, and a study chosen whole takes them in."""
    by_study: dict[str, RetrieveOrder] = {}
    for order in orders:
        known = by_study.get(order.study_instance_uid)
        if known is None:
            by_study[order.study_instance_uid] = order
        elif not known.series_instance_uids or not order.series_instance_uids:
            by_study[order.study_instance_uid] = replace(order, series_instance_uids=())
        else:
            uids = dict.fromkeys((*known.series_instance_uids, *order.series_instance_uids))
            by_study[order.study_instance_uid] = replace(order, series_instance_uids=tuple(uids))
    return tuple(by_study.values())
