"""Who says what a document says (TID 1001): the reader, and this program."""

from highdicom import sr

from medviewer.dicom.derived import codes
from medviewer.dicom.derived.letters import LONG, plain_text
from medviewer.dicom.derived.object_series import MANUFACTURER, MODEL_NAME, person
from medviewer.dicom.derived.uids import DEVICE_UID
from medviewer.dicom.derived.workbench import Workbench


def observers(
    bench: Workbench, *, with_reader: bool
) -> tuple[sr.ObserverContext | None, sr.ObserverContext]:
    """The reader, where there is a name and it is the reader's document; and the program."""
    device = sr.ObserverContext(
        sr.CodedConcept.from_code(codes.DEVICE),
        sr.DeviceObserverIdentifyingAttributes(
            DEVICE_UID, name=MODEL_NAME, manufacturer_name=MANUFACTURER, model_name=MODEL_NAME
        ),
    )
    sign_off = bench.record.sign_off
    name = person(sign_off.reader if sign_off is not None else bench.record.content.reader)
    if not (with_reader and name):
        return None, device
    organization = plain_text(sign_off.organization, LONG) if sign_off is not None else ""
    reader = sr.ObserverContext(
        sr.CodedConcept.from_code(codes.PERSON),
        sr.PersonObserverIdentifyingAttributes(name, organization_name=organization or None),
    )
    return reader, device
