"""Which compressions are decoded here, by family, and what each is called."""

from pydicom import config
from pydicom.uid import UID

EXPLICIT_BIG_ENDIAN = "1.2.840.10008.1.2.2"
GE_PRIVATE_BIG_ENDIAN = "1.2.840.113619.5.2"  # implicit VR, little endian but for the pixels
BIG_ENDIAN_PIXELS = (EXPLICIT_BIG_ENDIAN, GE_PRIVATE_BIG_ENDIAN)
RLE = "1.2.840.10008.1.2.5"
# Processes 1, 2 and 4, 6 and 8 (retired), 10 and 12 (retired): with loss.
JPEG_LOSSY = frozenset(f"1.2.840.10008.1.2.4.{number}" for number in (50, 51, 53, 55))
JPEG_LOSSLESS = frozenset(f"1.2.840.10008.1.2.4.{number}" for number in (57, 70))
JPEG_LS = frozenset(f"1.2.840.10008.1.2.4.{number}" for number in (80, 81))
JPEG_2000 = frozenset(f"1.2.840.10008.1.2.4.{number}" for number in (90, 91, 201, 202, 203))
JPEG_XL = frozenset(f"1.2.840.10008.1.2.4.{number}" for number in (110, 111, 112))
JPEG_XL_LOSSLESS = "1.2.840.10008.1.2.4.110"
DEFLATED_FRAMES = "1.2.840.10008.1.2.8.1"

DECODED = (
    JPEG_LOSSY | JPEG_LOSSLESS | JPEG_LS | JPEG_2000 | JPEG_XL | frozenset((RLE, DEFLATED_FRAMES))
)
WITHOUT_LOSS = JPEG_LOSSLESS | frozenset(
    (
        RLE,
        DEFLATED_FRAMES,
        JPEG_XL_LOSSLESS,
        "1.2.840.10008.1.2.4.80",
        "1.2.840.10008.1.2.4.90",
        "1.2.840.10008.1.2.4.201",
        "1.2.840.10008.1.2.4.202",
    )
)

# PS3.6 annex A has these; pydicom 3.0 does not.
NAMES = {
    "1.2.840.10008.1.2.4.110": "JPEG XL Lossless",
    "1.2.840.10008.1.2.4.111": "JPEG XL JPEG Recompression",
    "1.2.840.10008.1.2.4.112": "JPEG XL",
    GE_PRIVATE_BIG_ENDIAN: "GE Private Implicit VR Big Endian",
    "1.2.840.10008.1.2.8.1": "Deflated Image Frame Compression",
}


def syntax_name(transfer_syntax_uid: str) -> str:
    """The standard's name, the UID itself where it has none."""
    return NAMES.get(transfer_syntax_uid) or UID(transfer_syntax_uid, config.IGNORE).name
