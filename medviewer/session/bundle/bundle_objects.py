"""The DICOM objects of an export, with the printed report and the pictures under their banner."""

from collections.abc import Collection, Iterator

from medviewer.dicom.derived.attachments import Attachments, CapturedImage
from medviewer.dicom.derived.objects import WrittenObject, write_objects
from medviewer.dicom.derived.predecessor import Predecessor
from medviewer.domain.bundle import BundleKind
from medviewer.domain.object_reference import ObjectReference
from medviewer.imaging.banner import with_banner
from medviewer.progress import ignore_progress
from medviewer.session.bundle.bundle_manifest import sent_before
from medviewer.session.bundle.bundle_materials import OBJECTS_FOLDER, Materials
from medviewer.session.bundle.bundle_names import KIND_NAMES
from medviewer.session.bundle.bundle_order import OBJECTS, KindFailure
from medviewer.words import Message, message


def write_dicom_objects(materials: Materials) -> Collection[Message]:
    """Write `objects/….dcm`; kinds that fail are named in `materials.failures`.

    Raises:
        ExportError: the disk refused.
        Cancelled: somebody cancelled.
    """
    kinds = [kind for kind in BundleKind if kind in materials.order.kinds & OBJECTS]
    folder = materials.folder / OBJECTS_FOLDER
    folder.mkdir()
    attachments = Attachments(
        tuple(_captured(materials)) if BundleKind.SC in kinds else (),
        materials.pdf if BundleKind.PDF in kinds else None,
        tuple(_predecessors(materials)),
    )
    written = write_objects(
        materials.record, kinds, folder, attachments, materials.token, ignore_progress
    )
    reports = (each for each in written.objects if each.kind is BundleKind.SR)
    materials.sent = next(
        map(_reference, reports), None
    )  # the reader's comes before the proposals'
    materials.failures += [KindFailure(each.kind, each.reason) for each in written.failures]
    if not any(folder.iterdir()):
        folder.rmdir()
    told = {BundleKind.PDF}  # it is a file, too
    told |= {each.kind for each in written.objects} | {each.kind for each in written.failures}
    materials.unsaid += [kind for kind in kinds if kind not in told]
    return [_nothing_to_say(kind) for kind in materials.unsaid]


def _predecessors(materials: Materials) -> Iterator[Predecessor]:
    """The report that was exported last; a preliminary one takes nobody's place."""
    sent = materials.order.reading.kept.sent or sent_before(materials.order.target)
    is_of_study = sent is not None and sent.study_instance_uid == (
        materials.record.study.study_instance_uid
    )
    if sent is not None and is_of_study and materials.record.sign_off is not None:
        yield Predecessor(
            sent.study_instance_uid,
            sent.series_instance_uid,
            sent.sop_class_uid,
            sent.sop_instance_uid,
        )


def _reference(written: WrittenObject) -> ObjectReference:
    return ObjectReference(
        written.sop_instance_uid,
        written.sop_class_uid,
        series_instance_uid=written.series_instance_uid,
        study_instance_uid=written.study_instance_uid,
    )


def _captured(materials: Materials) -> Iterator[CapturedImage]:
    """Key images with a line above that says whether a reader has verified them."""
    signed, say = materials.record.sign_off, materials.say
    said = UNVERIFIED if signed is None else _verified(signed.reader, signed.signed_at)
    for picture in (*materials.pictures, *materials.unverified_pictures):
        pixels = with_banner(
            picture.pixels, say(said), materials.fonts, is_verified=signed is not None
        )
        yield CapturedImage(
            picture.display_set_id,
            picture.index,
            pixels,
            say(picture.caption),
            picture.finding_id,
        )


def _verified(reader: str, signed_at: str) -> Message:
    return message(
        "Bundle",
        "AI-assisted, reviewed by {reader}, {time}",
        reader=reader,
        time=signed_at,
    )


def _nothing_to_say(kind: BundleKind) -> Message:
    return message("Bundle", "{kind}: there was nothing to write.", kind=KIND_NAMES[kind])


UNVERIFIED = message("Bundle", "AI-assisted, PRELIMINARY – NOT VERIFIED")
