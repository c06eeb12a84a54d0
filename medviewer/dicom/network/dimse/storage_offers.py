"""What we offer to receive: SOP classes, each in every compression that is read here.

A context carries one transfer syntax once it is accepted. One context for each lets an archive send every
instance as it is stored; put together, they would make it recompress all but one kind.
"""

from collections.abc import Iterable, Sequence

from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian
from pynetdicom import AllStoragePresentationContexts

from medviewer.dicom.network.dimse.conversation import MOST_CONTEXTS, UNCOMPRESSED, Offer
from medviewer.dicom.pixels.transfer_syntaxes import DECODED

VIDEO = tuple(
    f"1.2.840.10008.1.2.4.{number}" for number in (100, 101, 102, 103, 104, 105, 106, 107, 108)
)  # kept as they come; no viewer of ours plays them
VIDEO_CLASSES = tuple(f"1.2.840.10008.5.1.4.1.1.77.1.{kind}.1" for kind in (1, 2, 4))
COMPRESSED = (*sorted(DECODED), str(DeflatedExplicitVRLittleEndian), str(ExplicitVRBigEndian))
QUERY_CONTEXTS = 2  # the information models, in the same association
CLASSES_AT_ONCE = (MOST_CONTEXTS - QUERY_CONTEXTS) // (len(UNCOMPRESSED) + len(COMPRESSED))
# Where nobody told which kinds there are: the kinds that are met, most usual first.
USUAL_KINDS = tuple(
    f"1.2.840.10008.5.1.4.1.1.{tail}"
    for tail in (
        *("2", "2.1", "2.2", "4", "4.1", "4.2", "4.3", "4.4", "1", "1.1", "1.1.1", "1.2", "1.2.1"),
        *("1.3", "1.3.1", "3.1", "6.1", "6.2", "7", "7.1", "7.2", "7.3", "7.4", "12.1", "12.1.1"),
        *("12.2", "12.2.1", "13.1.1", "13.1.2", "13.1.3", "13.1.4", "13.1.5", "20", "128", "130"),
        *("11.1", "11.2", "11.3", "11.4", "11.8", "30", "66", "66.1", "66.2", "66.3", "66.4"),
        *("66.5", "67", "68.1", "77.1.1", "77.1.2", "77.1.3", "77.1.4", "77.1.5.1", "77.1.5.2"),
        *("77.1.5.4", "77.1.6", "78.1", "78.2", "79.1", "80.1", "81.1", "88.11", "88.22", "88.33"),
        *("88.34", "88.35", "88.40", "88.50", "88.59", "88.65", "88.67", "88.68", "88.71"),
        *("88.73", "104.1", "104.2", "104.3", "104.4", "9.1.1", "9.1.2", "9.1.3", "9.2.1"),
        *("9.3.1", "9.4.1", "9.5.1", "9.6.1", "481.1", "481.2", "481.3", "481.4", "481.5"),
        *("481.6", "481.7", "481.8", "481.9", "77.1.1.1", "77.1.2.1", "77.1.4.1", "3", "6", "5"),
    )
)


def offers_of(sop_class_uids: Iterable[str]) -> list[Offer]:
    """Every kind in every compression; no more kinds than `CLASSES_AT_ONCE`."""
    return [
        offer
        for one in sop_class_uids
        for offer in (Offer(one, (syntax,)) for syntax in _syntaxes_of(one))
    ]


def _syntaxes_of(sop_class_uid: str) -> tuple[str, ...]:
    return (*UNCOMPRESSED, *(VIDEO if sop_class_uid in VIDEO_CLASSES else COMPRESSED))


def usual_offers() -> list[Offer]:
    """The usual kinds, each in one context: better uncompressed than not at all."""
    syntaxes = (*UNCOMPRESSED, *COMPRESSED)
    return [Offer(one, syntaxes) for one in USUAL_KINDS[: MOST_CONTEXTS - QUERY_CONTEXTS]]


def all_kinds() -> Sequence[str]:
    """Every storage SOP class that is known here."""
    return tuple(str(context.abstract_syntax) for context in AllStoragePresentationContexts)
