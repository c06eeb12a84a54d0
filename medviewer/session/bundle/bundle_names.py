"""What each kind of document is called, and what it is for, in a reader's words."""

from collections.abc import Mapping

from medviewer.domain.bundle import BundleKind, Packing
from medviewer.words import Message, message

KIND_NAMES: Mapping[BundleKind, Message] = {
    BundleKind.PDF: message("Bundle", "Report as PDF"),
    BundleKind.HTML: message("Bundle", "Report as HTML"),
    BundleKind.DOCX: message("Bundle", "Report as DOCX"),
    BundleKind.TEXT: message("Bundle", "Report as text"),
    BundleKind.SR: message("Bundle", "Structured report"),
    BundleKind.SEG: message("Bundle", "Segmentation"),
    BundleKind.GSPS: message("Bundle", "Presentation state"),
    BundleKind.KOS: message("Bundle", "Key object selection"),
    BundleKind.PM: message("Bundle", "Parametric map"),
    BundleKind.SC: message("Bundle", "Secondary capture"),
    BundleKind.FHIR: message("Bundle", "FHIR"),
    BundleKind.CSV: message("Bundle", "Tables as CSV"),
    BundleKind.JSON: message("Bundle", "Findings as JSON"),
    BundleKind.MASKS: message("Bundle", "Masks"),
    BundleKind.IMAGES: message("Bundle", "Key images"),
    BundleKind.MOVIE: message("Bundle", "Movie"),
}
PURPOSES: Mapping[BundleKind, Message] = {
    BundleKind.PDF: message("Bundle", "To read and print; also as a DICOM object for the archive"),
    BundleKind.HTML: message("Bundle", "To read in a browser; one file"),
    BundleKind.DOCX: message("Bundle", "To go on writing in a word processor"),
    BundleKind.TEXT: message("Bundle", "To paste into the RIS"),
    BundleKind.SR: message("Bundle", "Findings and measurements with codes and places (TID 1500)"),
    BundleKind.SEG: message("Bundle", "Outlined findings and painted segments, voxel by voxel"),
    BundleKind.GSPS: message("Bundle", "Marks and window over the images in any PACS"),
    BundleKind.KOS: message("Bundle", "Which images matter"),
    BundleKind.PM: message("Bundle", "What made the AI say so, as numbers"),
    BundleKind.SC: message(
        "Bundle", "Key images with marks burned in, for viewers that show no marks"
    ),
    BundleKind.FHIR: message(
        "Bundle", "DiagnosticReport and Observations for record systems (R4B)"
    ),
    BundleKind.CSV: message("Bundle", "Findings, measurements, segments for spreadsheets"),
    BundleKind.JSON: message("Bundle", "Everything, for programs"),
    BundleKind.MASKS: message("Bundle", "NIfTI and NRRD label maps for research"),
    BundleKind.IMAGES: message("Bundle", "PNG as shown, TIFF with 16-bit values"),
    BundleKind.MOVIE: message("Bundle", "The main series as MP4; needs ffmpeg"),
}
GROUPS: tuple[tuple[Message, tuple[BundleKind, ...]], ...] = (
    (
        message("Bundle", "Report"),
        (BundleKind.PDF, BundleKind.HTML, BundleKind.DOCX, BundleKind.TEXT),
    ),
    (
        message("Bundle", "DICOM objects"),
        (
            BundleKind.SR,
            BundleKind.SEG,
            BundleKind.GSPS,
            BundleKind.KOS,
            BundleKind.PM,
            BundleKind.SC,
        ),
    ),
    (
        message("Bundle", "Data"),
        (
            BundleKind.FHIR,
            BundleKind.CSV,
            BundleKind.JSON,
            BundleKind.MASKS,
            BundleKind.IMAGES,
            BundleKind.MOVIE,
        ),
    ),
)
PACKINGS: Mapping[Packing, Message] = {
    Packing.FOLDER: message("Bundle", "Folder"),
    Packing.ZIP: message("Bundle", "ZIP archive"),
    Packing.DICOMDIR: message("Bundle", "DICOM media (DICOMDIR)"),
}
USUAL = frozenset({BundleKind.PDF, BundleKind.HTML, BundleKind.JSON})


def kinds_in(words: str) -> frozenset[BundleKind]:
    """The kinds of a remembered line; the usual ones where it names none that there is."""
    known = {kind.value: kind for kind in BundleKind}
    return frozenset(known[word] for word in words.split() if word in known) or USUAL


def packing_in(word: str) -> Packing:
    """The remembered one; a folder where it is none that there is."""
    return Packing(word) if word in {each.value for each in Packing} else Packing.FOLDER
