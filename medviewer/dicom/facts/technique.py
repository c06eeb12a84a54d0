"""Reads how an image was made: view, side, region, dose, sequence times, loss by compression."""

from pydicom.datadict import tag_for_keyword
from pydicom.dataset import Dataset

from medviewer.dicom.reading.attributes import (
    first_item,
    items,
    number,
    numbers,
    stating,
    text,
    texts,
)
from medviewer.dicom.reading.recall import recalled
from medviewer.domain.technique import LossyCompression, Technique

STRONGEST_T = 100.0  # beyond any magnet for patients: it was written in gauss
GAUSS_IN_T = 1e4
MICRO = 1e-3  # µAs in a mAs
TECHNIQUE_TAGS = frozenset(
    tag
    for name in (
        "ViewPosition",
        "ViewCodeSequence",
        "AnatomicRegionSequence",
        "KVP",
        "Exposure",
        "ExposureInuAs",
        "ExposureTime",
        "XRayTubeCurrent",
        "RepetitionTime",
        "EchoTime",
        "InversionTime",
        "FlipAngle",
        "MagneticFieldStrength",
        "AnatomicalOrientationType",
        "PresentationIntentType",
    )
    if (tag := tag_for_keyword(name)) is not None
)
# Views of mammograms (PS3.16 CID 4014): SNOMED CT codes, and the older ones of SNOMED RT.
MAMMOGRAM_VIEWS = {
    "399162004": "CC",
    "R-10242": "CC",
    "399368009": "MLO",
    "R-10226": "MLO",
    "399260004": "ML",
    "R-10224": "ML",
    "399352003": "LM",
    "R-10228": "LM",
    "399099002": "LMO",
    "R-10230": "LMO",
    "399192008": "XCCL",
    "R-1024A": "XCCL",
    "399101009": "XCCM",
    "R-1024B": "XCCM",
    "399196006": "FB",
    "R-10244": "FB",
}
# LossyImageCompressionMethod (PS3.3 C.7.6.1.1.5.1) in the words of a reader.
METHODS = {
    "ISO_10918_1": "JPEG",
    "ISO_14495_1": "JPEG-LS",
    "ISO_15444_1": "JPEG 2000",
    "ISO_15444_15": "HTJ2K",
    "ISO_18181_1": "JPEG XL",
    "ISO_13818_2": "MPEG-2",
    "ISO_14496_10": "H.264",
    "ISO_23008_2": "HEVC",
}
# Syntaxes that cannot but lose something, whatever the header says of it.
ALWAYS_LOSSY = {
    "1.2.840.10008.1.2.4.50": "JPEG",
    "1.2.840.10008.1.2.4.51": "JPEG",
    "1.2.840.10008.1.2.4.53": "JPEG",
    "1.2.840.10008.1.2.4.55": "JPEG",
    "1.2.840.10008.1.2.4.100": "MPEG-2",
    "1.2.840.10008.1.2.4.101": "MPEG-2",
    **{f"1.2.840.10008.1.2.4.{number}": "H.264" for number in range(102, 107)},
    "1.2.840.10008.1.2.4.107": "HEVC",
    "1.2.840.10008.1.2.4.108": "HEVC",
}


@recalled
def technique(dataset: Dataset) -> Technique:
    """The technique of an image; an enhanced one's is read from what its frames share."""
    places = (*items(dataset, "SharedFunctionalGroupsSequence")[:1], dataset)
    return Technique(
        view_position=_view(dataset),
        laterality=_laterality(places),
        anatomic_region=_region(places),
        kilovolts=_number(places, "CTXRayDetailsSequence", "KVP"),
        repetition_time_ms=_number(
            places, "MRTimingAndRelatedParametersSequence", "RepetitionTime"
        ),
        echo_time_ms=_number(places, "MREchoSequence", "EffectiveEchoTime", "EchoTime"),
        inversion_time_ms=_number(places, "", "InversionTime"),
        flip_angle_degrees=_number(places, "MRTimingAndRelatedParametersSequence", "FlipAngle"),
        field_strength_t=_field_strength_t(places),
        is_quadruped=text(dataset, "AnatomicalOrientationType").upper() == "QUADRUPED",
        presentation_intent=text(dataset, "PresentationIntentType").upper(),
    )


def patient_orientation(dataset: Dataset) -> tuple[str, ...]:
    """Where rows and columns lead in the patient (0020,0020); an enhanced image says it for its frames."""
    places = (*items(dataset, "SharedFunctionalGroupsSequence")[:1], dataset)
    stated = stating(places, "PatientOrientationInFrameSequence", "PatientOrientation")
    return texts(stated, "PatientOrientation")


def _number(places: tuple[Dataset, ...], sequence: str, *keywords: str) -> float | None:
    """The first of the attributes that is stated and above zero: zero is how some say "not used"."""
    found = (number(stating(places, sequence, keyword), keyword) for keyword in keywords)
    return next((value for value in found if value is not None and value > 0), None)


def _field_strength_t(places: tuple[Dataset, ...]) -> float | None:
    """As stated, or of gauss, in which older scanners write it."""
    stated = _number(places, "", "MagneticFieldStrength")
    return stated / GAUSS_IN_T if stated is not None and stated > STRONGEST_T else stated


def _view(dataset: Dataset) -> str:
    """View Position; of a mammogram its code says it as well, and in tomosynthesis alone."""
    code = first_item(dataset, "ViewCodeSequence")
    coded = "" if code is None else MAMMOGRAM_VIEWS.get(text(code, "CodeValue"), "")
    return text(dataset, "ViewPosition") or coded or _meaning(dataset, "ViewCodeSequence")


def _laterality(places: tuple[Dataset, ...]) -> str:
    """Of the frame, else the image, else the series (IHE BIR)."""
    for keyword in ("FrameLaterality", "ImageLaterality", "Laterality"):
        if side := text(stating(places, "FrameAnatomySequence", keyword), keyword).upper():
            return side
    return ""


def _region(places: tuple[Dataset, ...]) -> str:
    stated = stating(places, "FrameAnatomySequence", "AnatomicRegionSequence")
    return _meaning(stated, "AnatomicRegionSequence") or text(places[-1], "BodyPartExamined")


def _meaning(dataset: Dataset, sequence: str) -> str:
    code = first_item(dataset, sequence)
    return "" if code is None else text(code, "CodeMeaning")


@recalled
def exposure_mas(dataset: Dataset) -> float | None:
    """Tube current times time, as stated in mAs or µAs, or multiplied; CT varies it by slice."""
    places = (*items(dataset, "SharedFunctionalGroupsSequence")[:1], dataset)
    if (stated := _number(places, "CTExposureSequence", "ExposureInmAs", "Exposure")) is not None:
        return stated
    if (small := _number(places, "", "ExposureInuAs")) is not None:
        return small * MICRO
    current, time = _number(places, "", "XRayTubeCurrent"), _number(places, "", "ExposureTime")
    return current * time / 1000 if current and time else None  # mA times ms


@recalled
def lossy_compression(dataset: Dataset, transfer_syntax_uid: str) -> LossyCompression | None:
    """What was lost by compression, None where nothing says that anything was."""
    methods = tuple(
        METHODS.get(one, one) for one in texts(dataset, "LossyImageCompressionMethod") if one
    )
    if text(dataset, "LossyImageCompression") == "01":
        return LossyCompression(numbers(dataset, "LossyImageCompressionRatio"), methods)
    if transfer_syntax_uid in ALWAYS_LOSSY:
        own = ALWAYS_LOSSY[transfer_syntax_uid]
        return LossyCompression((), methods or (own,))
    return None
