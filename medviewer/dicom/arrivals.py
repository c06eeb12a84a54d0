"""Headers of files that arrive while their study is open, joined with what is known of it.

A batch costs its own headers and a look at the series it belongs to; nothing is read twice.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from medviewer.dicom.collection import Collection
from medviewer.dicom.disk.places import Listing
from medviewer.dicom.scanner import Findings, ScanUpdate
from medviewer.domain.study import Study
from medviewer.progress import CancelToken


def read_arrivals(files: Iterable[Path], known: Sequence[Study], token: CancelToken) -> ScanUpdate:
    """The studies of `known` that grew by these files, and new ones. Safe off the GUI thread.

    More may follow: a gap between two slices is no missing slice yet. Files that are gone are problems.

    Raises:
        Cancelled: the token was cancelled.
    """
    found = Findings(Listing(), Collection(tuple(known)))
    for file in files:
        token.check()
        found.add(file)
    return found.update()


def settle(
    studies: Iterable[Study], known: Sequence[Study], unread: Iterable[Path] = ()
) -> ScanUpdate:
    """Studies nothing more will arrive of: what they lack now is missing. Safe off the GUI thread.

    Args:
        unread: files of theirs that lie there and are not among their images.
    """
    collection = Collection(tuple(known))
    for study in studies:
        collection.revisit(study)
    found = Findings(Listing(), collection)
    for file in unread:
        found.add(file)
    found.end()
    return found.update()
