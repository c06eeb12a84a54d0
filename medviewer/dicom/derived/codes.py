"""How everything in our objects is coded: one table for those who write them and those who read them back.

Standard codes (DCM: PS3.16 annex D; SCT, UCUM) where there are any; the rest under a scheme of our own, with
code values that are the names in our own data, so that nothing is lost on the way back.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pydicom.sr.coding import Code

from medviewer.dicom.derived.letters import plain_text
from medviewer.domain.coding import CodeOrigin
from medviewer.domain.finding import RejectionReason, ReviewState
from medviewer.domain.growth import LesionChange
from medviewer.domain.measurement import MeasurementKind
from medviewer.domain.quantity import QuantityKind

OWN_SCHEME = "99MEDVIEWER"
LONGEST_CODE = 16  # Short String, PS3.5 table 6.2-1
LONGEST_MEANING = 64  # Long String


def own(value: str, meaning: str) -> Code:
    """A code of our scheme; what is too long for one is cut, what no code may hold is blank."""
    plain = plain_text(value, LONGEST_CODE)
    return Code(plain, OWN_SCHEME, plain_text(meaning, LONGEST_MEANING) or plain)


# Titles and headings
REPORT_TITLE = Code("126000", "DCM", "Imaging Measurement Report")
IMAGING_MEASUREMENTS = Code("126010", "DCM", "Imaging Measurements")
QUALITATIVE_EVALUATIONS = Code("C0034375", "UMLS", "Qualitative Evaluations")  # TID 1500, row 12
INDICATION = Code("121109", "DCM", "Indications for Procedure")
TECHNIQUE = Code("121065", "DCM", "Procedure Description")
COMPARISON = Code("121066", "DCM", "Prior Procedure Descriptions")
FINDINGS_TEXT = Code("121071", "DCM", "Finding")
IMPRESSION = Code("121073", "DCM", "Impression")
COMMENT = Code("121106", "DCM", "Comment")
CENTER = Code("111010", "DCM", "Center")
KEY_OBJECTS_TITLE = Code("113000", "DCM", "Of Interest")

# What is told of a finding beside its numbers: items of its measurement group
DOCUMENT_KIND = own("document_kind", "Kind of document")
READER_DOCUMENT = own("reader", "What the reader confirmed")
PROPOSALS_DOCUMENT = own("proposals", "What AI proposed, and the reader's decisions")
FINDING_ID = own("finding_id", "Finding ID")  # TEXT, `Finding.finding_id`
FINDING_NUMBER = own("finding_number", "Number on screen")  # TEXT, a whole number, 1 first
FINDING_LABEL = own("finding_label", "Model's label")  # TEXT, `Finding.label`
SITE_TEXT = own("site", "Site in words")  # TEXT
VERSION_OF_FINDING = own("version", "Whose geometry")  # CODE, one of the next two
AS_PROPOSED = own("as_proposed", "As its author stated it")
AS_EDITED = own("as_edited", "As the reader has it")
CALIBRATION = own("calibration", "Calibration of confidence")  # CODE, one of the next two
CALIBRATED = own("calibrated", "Probability, calibrated on held-back data")
UNCALIBRATED = own("uncalibrated", "Score, not calibrated")
DECISION = own("decision", "Reader's decision")  # CODE of `DECISIONS`
REASON = own("reason", "Reason for rejection")  # CODE of `REASONS`
DECIDED_BY = own("decided_by", "Decided by")  # TEXT
DECIDED_AT = own("decided_at", "Decided at")  # TEXT, UTC, ISO 8601
ANALYSED_AT = own("analysed_at", "Analysed at")  # TEXT, UTC, ISO 8601
MODEL_ID = own("model_id", "Model ID")  # TEXT
ADDED_BY = own("added_by", "Added by the reader")  # TEXT
MEASUREMENT_ID = own("measurement_id", "Measurement ID")  # TEXT
MEASUREMENT_KIND = own("drawn_as", "Drawn as")  # CODE of `DRAWN_AS`
PIXEL_SIZE_FROM = own("pixel_size_from", "Where the pixels' size comes from")  # TEXT
SEGMENT_ID = own("segment_id", "Segment ID")  # TEXT
ANALYSIS_STATUS = own("status", "How the analysis ended")  # TEXT: done, refused, abstained
SCORE = own("score", "Score of the whole series")  # NUM; its label is the group's finding


# What is told of a diagnosis the reader coded: properties of the code
CODE_ORIGIN = own("code_origin", "Who proposed the code")  # CODE of `CODE_ORIGINS`
CODE_TEXT = own("code_text", "Text of the code table")  # TEXT, where it is longer than a meaning
CODE_SCORE = own("code_score", "Coder's score, 0 to 1")  # TEXT, a decimal
CODE_ORIGINS: Mapping[CodeOrigin, Code] = {
    CodeOrigin.MODEL: own("model", "AI-proposed, accepted by the reader"),
    CodeOrigin.LEXICAL: own("lexical", "Found by its words, accepted by the reader"),
    CodeOrigin.READER: own("chosen", "Chosen by the reader"),
}

DECISIONS: Mapping[ReviewState, Code] = {
    ReviewState.PROPOSED: own("proposed", "Proposed, not decided"),
    ReviewState.ACCEPTED: own("accepted", "Accepted by the reader"),
    ReviewState.EDITED: own("edited", "Accepted with changes by the reader"),
    ReviewState.REJECTED: own("rejected", "Rejected by the reader"),
}
REASONS: Mapping[RejectionReason, Code] = {
    RejectionReason.VESSEL: own("vessel", "Blood vessel"),
    RejectionReason.ARTEFACT: own("artefact", "Artefact"),
    RejectionReason.SCAR: own("scar", "Scar"),
    RejectionReason.WRONG_PLACE: own("wrong_place", "Wrong place"),
    RejectionReason.WRONG_LABEL: own("wrong_label", "Wrong label"),
    RejectionReason.KNOWN: own("known", "Known already"),
}
EQUIVALENT_REASONS: Mapping[RejectionReason, Code] = {  # Equivalent Code Sequence, PS3.3 8.9
    RejectionReason.VESSEL: Code("59820001", "SCT", "Blood Vessel"),
    RejectionReason.SCAR: Code("12402003", "SCT", "Scar"),
}
CHANGE = own("change", "Change since the examination before")  # CODE of `CHANGES`
CHANGES: Mapping[LesionChange, Code] = {
    change: own(change.value, change.value.capitalize()) for change in LesionChange
}
DRAWN_AS: Mapping[MeasurementKind, Code] = {
    kind: own(kind.value, kind.value.capitalize()) for kind in MeasurementKind
}

# Numbers
CERTAINTY = Code("111012", "DCM", "Certainty of Finding")
LONG_AXIS = Code("103339001", "SCT", "Long Axis")
SHORT_AXIS = Code("103340004", "SCT", "Short Axis")
LENGTH = Code("410668003", "SCT", "Length")
ANGLE = Code("1483009", "SCT", "Angle")
COBB_ANGLE = Code("285285000", "SCT", "Cobb angle")
AREA = Code("42798000", "SCT", "Area")
VOLUME = Code("118565006", "SCT", "Volume")
PIXEL_COUNT = own("pixel_count", "Number of pixels")
ATTENUATION = Code("112031", "DCM", "Attenuation Coefficient")
UPTAKE = Code("126400", "DCM", "Standardized Uptake Value")
PIXEL_VALUE = own("pixel_value", "Pixel value")

EXTENTS: Mapping[QuantityKind, Code] = {
    QuantityKind.LENGTH: LENGTH,
    QuantityKind.LONG_AXIS: LONG_AXIS,
    QuantityKind.SHORT_AXIS: SHORT_AXIS,
    QuantityKind.ACROSS: own("across", "Extent across the image"),
    QuantityKind.DOWN: own("down", "Extent down the image"),
    QuantityKind.ANGLE: ANGLE,
    QuantityKind.AREA: AREA,
    QuantityKind.COUNT: PIXEL_COUNT,
}
DERIVATIONS: Mapping[QuantityKind, Code | None] = {  # of the pixel values inside a region
    QuantityKind.MEAN: Code("373098007", "SCT", "Mean"),
    QuantityKind.SD: Code("386136009", "SCT", "Standard Deviation"),
    QuantityKind.MINIMUM: Code("255605001", "SCT", "Minimum"),
    QuantityKind.MAXIMUM: Code("56851009", "SCT", "Maximum"),
    QuantityKind.VALUE: None,
}

GROWTH = own("growth", "Growth since the examination before")
DOUBLING_TIME = own("doubling_time", "Volume doubling time")

# RECIST 1.1
RESPONSE_EVALUATION = Code("112020", "DCM", "Response Evaluation")
RESPONSE_METHOD = Code("112021", "DCM", "Response Evaluation Method")
RECIST = Code("126081", "DCM", "RECIST 1.1")
CURRENT_RESPONSE = Code("112048", "DCM", "Current Response")  # CODE of ours: CR, PR, SD, PD, NE
TARGET_RESPONSE = own("target_response", "Response of target lesions")
OTHER_RESPONSE = own("other_response", "Response of non-target lesions")
SUM_OF_DIAMETERS = own("sum_of_targets", "Sum of target diameters")
BASELINE_SUM = own("baseline_sum", "Sum of target diameters at baseline")
NADIR_SUM = own("nadir_sum", "Smallest sum of target diameters before")
FROM_BASELINE = own("from_baseline", "Change of the sum since baseline")
FROM_NADIR = own("from_nadir", "Change of the sum since the smallest")

# Units: as our quantities name them → UCUM
PERCENT = Code("%", "UCUM", "Percent")
DAY = Code("d", "UCUM", "day")
NO_UNITS = Code("1", "UCUM", "no units")
MILLIMETRE = Code("mm", "UCUM", "millimeter")
CUBIC_MILLIMETRE = Code("mm3", "UCUM", "cubic millimeter")
UNITS: Mapping[str, Code] = {
    "": NO_UNITS,
    "mm": MILLIMETRE,
    "mm²": Code("mm2", "UCUM", "square millimeter"),
    "°": Code("deg", "UCUM", "degree"),
    "px": Code("{pixels}", "UCUM", "pixels"),
    "px²": Code("{pixels}", "UCUM", "pixels"),
    "HU": Code("[hnsf'U]", "UCUM", "Hounsfield unit"),
    "BQML": Code("Bq/ml", "UCUM", "Becquerels/milliliter"),
    "CNTS": Code("{counts}", "UCUM", "counts"),
    "GML": Code("g/ml", "UCUM", "grams per milliliter"),
    "SUVbw": Code("g/ml{SUVbw}", "UCUM", "Standardized Uptake Value body weight"),
    "SUVlbm": Code("g/ml{SUVlbm}", "UCUM", "Standardized Uptake Value lean body mass (James)"),
    "SUVbsa": Code("cm2/ml{SUVbsa}", "UCUM", "Standardized Uptake Value body surface area"),
    "%": PERCENT,
    "dB": Code("dB", "UCUM", "decibel"),
    "s": Code("s", "UCUM", "second"),
    "Hz": Code("Hz", "UCUM", "hertz"),
    "dB/s": Code("dB/s", "UCUM", "decibel per second"),
    "cm/s": Code("cm/s", "UCUM", "centimeter per second"),
    "cm²": Code("cm2", "UCUM", "square centimeter"),
    "cm²/s": Code("cm2/s", "UCUM", "square centimeter per second"),
    "cm³": Code("cm3", "UCUM", "cubic centimeter"),
    "cm³/s": Code("cm3/s", "UCUM", "cubic centimeter per second"),
    "mm²/s": Code("mm2/s", "UCUM", "square millimeter per second"),
    "ms": Code("ms", "UCUM", "millisecond"),
}
VALUE_NAMES: Mapping[str, Code] = {  # what a pixel value of that unit is called
    "HU": ATTENUATION,
    "SUVbw": UPTAKE,
    "SUVlbm": UPTAKE,
    "SUVbsa": UPTAKE,
}


def unit_code(unit: str) -> Code:
    """UCUM; a unit that only a header knows becomes an annotation in braces (UCUM 2.3.1)."""
    known = UNITS.get(unit)
    if known is not None:
        return known
    plain = "".join(letter for letter in unit if letter.isascii() and letter.isalnum())
    return (
        Code(f"{{{plain[: LONGEST_CODE - 2]}}}", "UCUM", unit[:LONGEST_MEANING])
        if plain
        else NO_UNITS
    )


# Findings
ABNORMAL = Code("49755003", "SCT", "Morphologically Abnormal Structure")
TISSUE = Code("85756007", "SCT", "Tissue")
PAINTED = own("segment", "Region marked by the reader")
NODULE = Code("27925004", "SCT", "Nodule")
NEOPLASM = Code("108369006", "SCT", "Neoplasm")
LUNG = Code("39607008", "SCT", "Lung")
BRAIN = Code("12738006", "SCT", "Brain")
PITUITARY = Code("56329008", "SCT", "Pituitary")
RIGHT, LEFT = Code("24028007", "SCT", "Right"), Code("7771000", "SCT", "Left")


@dataclass(frozen=True, slots=True)
class FindingCodes:
    """What a label is, and where it is found; `site` is None where the label does not say."""

    finding: Code
    site: Code | None = None


LABELS: Mapping[str, FindingCodes] = {
    "lung_nodule": FindingCodes(NODULE, LUNG),
    "nodule": FindingCodes(NODULE),
    "glioma": FindingCodes(Code("393564001", "SCT", "Glioma"), BRAIN),
    "meningioma": FindingCodes(Code("302820008", "SCT", "Intracranial meningioma"), BRAIN),
    "pituitary": FindingCodes(NEOPLASM, PITUITARY),
    "pituitary_tumour": FindingCodes(NEOPLASM, PITUITARY),
    "tumour": FindingCodes(NEOPLASM, BRAIN),
    "pneumonia": FindingCodes(Code("233604007", "SCT", "Pneumonia"), LUNG),
}


@dataclass(frozen=True, slots=True)
class SiteCodes:
    """A site in words → its place and side."""

    site: Code
    laterality: Code | None = None


UPPER_ZONE = Code("281392002", "SCT", "Upper zone of lung")
MIDDLE_ZONE = Code("281393007", "SCT", "Middle zone of lung")
LOWER_ZONE = Code("281394001", "SCT", "Lower zone of lung")
SITES: Mapping[str, SiteCodes] = {
    "Right lung": SiteCodes(LUNG, RIGHT),
    "Left lung": SiteCodes(LUNG, LEFT),
    "Right upper zone": SiteCodes(UPPER_ZONE, RIGHT),
    "Right middle zone": SiteCodes(MIDDLE_ZONE, RIGHT),
    "Right lower zone": SiteCodes(LOWER_ZONE, RIGHT),
    "Left upper zone": SiteCodes(UPPER_ZONE, LEFT),
    "Left middle zone": SiteCodes(MIDDLE_ZONE, LEFT),
    "Left lower zone": SiteCodes(LOWER_ZONE, LEFT),
}


def finding_codes(label: str, name: str) -> FindingCodes:
    """Of a model's label; one that nobody knows becomes a code of our own, its `name` the meaning."""
    stated = label if plain_text(label, LONGEST_CODE) else "finding"
    return LABELS.get(label) or FindingCodes(own(stated, name or label or "Finding"))


def site_codes(label: str, site: str) -> SiteCodes | None:
    """Of a finding's site in (English) words, else of what its label implies."""
    known = SITES.get(site)
    if known is not None:
        return known
    implied = LABELS.get(label)
    return SiteCodes(implied.site) if implied is not None and implied.site is not None else None


# Algorithm and procedure
ALGORITHM_FAMILY = Code("123110", "DCM", "Artificial Intelligence")  # CID 7162
PROCEDURES: Mapping[str, Code] = {
    "CT": Code("77477000", "SCT", "Computed tomography"),
    "MR": Code("113091000", "SCT", "Magnetic resonance imaging"),
    "PT": Code("82918005", "SCT", "Positron emission tomography"),
    "US": Code("16310003", "SCT", "Ultrasonography"),
    "CR": Code("168537006", "SCT", "Plain radiography"),
    "DX": Code("168537006", "SCT", "Plain radiography"),
    "MG": Code("71651007", "SCT", "Mammography"),
}
ANY_PROCEDURE = Code("363679005", "SCT", "Imaging procedure")
PERSON, DEVICE = Code("121006", "DCM", "Person"), Code("121007", "DCM", "Device")
LANGUAGES: Mapping[str, Code] = {
    "en": Code("en", "RFC5646", "English"),
    "zh_CN": Code("zh-CN", "RFC5646", "Chinese (Simplified, China)"),
}
CLASS_ACTIVATION = Code("130402", "DCM", "Class activation")  # CID 217
GRADIENT_CLASS_ACTIVATION = Code("130403", "DCM", "Gradient-weighted class activation")
SALIENCY = Code("130404", "DCM", "Saliency")
VISUAL_EXPLANATION = Code("130401", "DCM", "Visual explanation")
