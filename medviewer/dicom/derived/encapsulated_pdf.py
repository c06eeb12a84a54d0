"""The printed report as a DICOM object (Encapsulated PDF, PS3.3 A.45.1); highdicom has no class for it."""

from datetime import datetime

from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sr.coding import Code
from pydicom.uid import EncapsulatedPDFStorage, ExplicitVRLittleEndian, generate_uid

from medviewer.dicom.derived.object_series import (
    NOT_VERIFIED,
    SeriesKind,
    coded,
    contributors,
    enhanced_equipment,
    finish,
)
from medviewer.dicom.derived.source_references import reference
from medviewer.dicom.derived.workbench import Workbench

REPORT = Code("18748-4", "LN", "Diagnostic imaging report")  # CID 7020


def encapsulated_pdf(bench: Workbench, pdf: bytes) -> Dataset:
    """The document with patient, study, and the images it speaks of."""
    source = bench.any_header()
    dataset = FileDataset("", {}, file_meta=_meta(), preamble=b"\0" * 128)
    _describe_series(dataset, bench)
    _describe_document(dataset, bench, pdf)
    return finish(dataset, source, bench.record)


def _meta() -> FileMetaDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = EncapsulatedPDFStorage
    meta.MediaStorageSOPInstanceUID = generate_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    return meta


def _describe_series(dataset: FileDataset, bench: Workbench) -> None:
    told = {
        **bench.series(SeriesKind.DOCUMENT).next_instance(),
        **enhanced_equipment(bench.record),
    }
    dataset.SOPClassUID = EncapsulatedPDFStorage
    dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID
    dataset.Modality, dataset.ConversionType = "DOC", "WSD"
    dataset.SeriesInstanceUID = told["series_instance_uid"]
    dataset.SeriesNumber = told["series_number"]
    dataset.SeriesDescription = told["series_description"]
    dataset.InstanceNumber = told["instance_number"]
    dataset.Manufacturer = told["manufacturer"]
    dataset.ManufacturerModelName = told["manufacturer_model_name"]
    dataset.SoftwareVersions = told["software_versions"]
    dataset.DeviceSerialNumber = told["device_serial_number"]
    dataset.ContributingEquipmentSequence = contributors(bench.record)


def _describe_document(dataset: FileDataset, bench: Workbench, pdf: bytes) -> None:
    """Encapsulated Document Module (C.24.2)."""
    now = datetime.now()
    sign_off = bench.record.sign_off
    dataset.ContentDate, dataset.ContentTime = f"{now:%Y%m%d}", f"{now:%H%M%S}"
    dataset.AcquisitionDateTime = ""
    dataset.BurnedInAnnotation = "YES"  # the patient's name is on every page
    dataset.RecognizableVisualFeatures = "NO"
    dataset.DocumentTitle = "Report" if sign_off is not None else f"Report - {NOT_VERIFIED}"
    dataset.ConceptNameCodeSequence = [coded(REPORT)]
    dataset.VerificationFlag = "VERIFIED" if sign_off is not None else "UNVERIFIED"
    dataset.SourceInstanceSequence = [reference(header) for header in _spoken_of(bench)]
    dataset.MIMETypeOfEncapsulatedDocument = "application/pdf"
    dataset.EncapsulatedDocumentLength = len(pdf)
    dataset.EncapsulatedDocument = pdf + b"\0" * (len(pdf) % 2)


def _spoken_of(bench: Workbench) -> list[Dataset]:
    headers = [bench.key_frame(recorded).header for recorded in bench.record.confirmed]
    for marked in bench.record.key_images:
        sources = bench.sources(marked.display_set_id)
        if 0 <= marked.index < sources.display_set.count:
            headers.append(sources.of_slice(marked.index).header)
    headers = headers or [bench.any_header()]
    return list({header.SOPInstanceUID: header for header in headers}.values())
