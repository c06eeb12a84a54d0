"""Which kinds of document one export writes, and how they are packed."""

from enum import StrEnum


class BundleKind(StrEnum):
    """One kind of document or object; the value is its name on the command line."""

    SR = "sr"  # Comprehensive 3D SR, TID 1500
    SEG = "seg"
    GSPS = "gsps"
    KOS = "kos"
    PM = "pm"  # attention as Parametric Map
    SC = "sc"  # key images as Secondary Capture
    PDF = "pdf"  # the report, plain and as Encapsulated PDF
    HTML = "html"
    DOCX = "docx"
    TEXT = "txt"
    FHIR = "fhir"
    CSV = "csv"
    JSON = "json"
    MASKS = "masks"  # NIfTI and NRRD
    IMAGES = "images"  # PNG, and TIFF of 16 bit
    MOVIE = "movie"  # MP4


class Packing(StrEnum):
    """Where the documents lie."""

    FOLDER = "folder"
    ZIP = "zip"
    DICOMDIR = "dicomdir"
