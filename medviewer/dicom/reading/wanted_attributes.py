"""Which attributes of a header are kept when a file is read; all others are passed over."""

from pydicom.datadict import tag_for_keyword

from medviewer.dicom.facts.acquisitions import ACQUISITION_TAGS
from medviewer.dicom.facts.display_facts import DISPLAY_TAGS
from medviewer.dicom.facts.frame_timing import TIMING_TAGS
from medviewer.dicom.facts.frame_vectors import VECTOR_TAGS
from medviewer.dicom.facts.mosaics import MOSAIC_TAGS
from medviewer.dicom.facts.overlays import OVERLAY_TAGS
from medviewer.dicom.facts.palettes import PALETTE_TAGS
from medviewer.dicom.facts.pet_facts import PET_KEYWORDS, PET_TAGS
from medviewer.dicom.facts.shutters import SHUTTER_TAGS
from medviewer.dicom.facts.synthetic_marks import SYNTHETIC_KEYWORDS, SYNTHETIC_TAGS
from medviewer.dicom.facts.technique import TECHNIQUE_TAGS
from medviewer.dicom.objects.listing import TITLES

WANTED = (
    "SpecificCharacterSet",
    "ImageType",
    "SOPClassUID",
    "SOPInstanceUID",
    "StudyDate",
    "SeriesDate",
    "AcquisitionDate",
    "ContentDate",
    "AcquisitionDateTime",
    "StudyTime",
    "SeriesTime",
    "AcquisitionTime",
    "ContentTime",
    "AccessionNumber",
    "Modality",
    "Manufacturer",
    "InstitutionName",
    "ReferringPhysicianName",
    "StudyDescription",
    "AdmittingDiagnosesDescription",
    "AdditionalPatientHistory",
    "RequestedProcedureDescription",
    "ReasonForTheRequestedProcedure",
    "SeriesDescription",
    "PatientName",
    "PatientID",
    "IssuerOfPatientID",
    "PatientBirthDate",
    "PatientSex",
    "PatientAge",
    "Allergies",
    "MedicalAlerts",
    "SmokingStatus",
    "PregnancyStatus",
    "PatientSize",
    "PatientWeight",
    "ContrastBolusAgent",
    "BodyPartExamined",
    "SliceThickness",
    "ProtocolName",
    "ConvolutionKernel",
    "StudyInstanceUID",
    "SeriesInstanceUID",
    "StudyID",
    "SeriesNumber",
    "InstanceNumber",
    "PatientOrientation",
    "ImagePositionPatient",
    "ImageOrientationPatient",
    "FrameOfReferenceUID",
    "Laterality",
    "ImageLaterality",
    "SamplesPerPixel",
    "PhotometricInterpretation",
    "PlanarConfiguration",
    "NumberOfFrames",
    "Rows",
    "Columns",
    "PixelAspectRatio",
    "PixelSpacing",
    "PixelSpacingCalibrationType",
    "ImagerPixelSpacing",
    "NominalScannedPixelSpacing",
    "EstimatedRadiographicMagnificationFactor",
    "DistanceSourceToDetector",
    "DistanceSourceToPatient",
    "ImagePlanePixelSpacing",
    "RTImageSID",
    "RadiationMachineSAD",
    "SequenceOfUltrasoundRegions",
    "BitsAllocated",
    "BitsStored",
    "HighBit",
    "PixelRepresentation",
    "WindowCenter",
    "WindowWidth",
    "RescaleIntercept",
    "RescaleSlope",
    "RescaleType",
    "ModalityLUTSequence",
    "VOILUTSequence",
    "RealWorldValueMappingSequence",
    "Units",
    "WindowCenterWidthExplanation",
    "VOILUTFunction",
    "DateOfSecondaryCapture",
    "TimeOfSecondaryCapture",
    "LossyImageCompression",
    "LossyImageCompressionRatio",
    "LossyImageCompressionMethod",
    "SharedFunctionalGroupsSequence",
    "PerFrameFunctionalGroupsSequence",
    *TITLES,
    *DISPLAY_TAGS,
    *SHUTTER_TAGS,
    *PALETTE_TAGS,
    *PET_KEYWORDS,
    *SYNTHETIC_KEYWORDS,
)
WANTED_TAGS = (
    OVERLAY_TAGS
    | PET_TAGS
    | ACQUISITION_TAGS
    | VECTOR_TAGS
    | MOSAIC_TAGS
    | TECHNIQUE_TAGS
    | TIMING_TAGS
    | SYNTHETIC_TAGS
    | {tag for name in WANTED if (tag := tag_for_keyword(name)) is not None}
)
