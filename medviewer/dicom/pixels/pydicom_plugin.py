"""Our decoders as a plugin of pydicom's, so that `Dataset.pixel_array` reads what the fast path reads.

`is_available`, `DECODER_DEPENDENCIES` and `decode` are what pydicom asks of a plugin. pydicom tries its
plugins in the order they were added, so ours comes where its own cannot read.
"""

import threading

from pydicom import config
from pydicom.pixels.decoders.base import Decoder, DecodeRunner, get_decoder
from pydicom.uid import UID, RLELossless

from medviewer.dicom.pixels.decoders import decode_frame
from medviewer.dicom.pixels.transfer_syntaxes import DECODED
from medviewer.domain.study import PixelEncoding

LABEL = "medviewer"
_REGISTERING = threading.Lock()  # guards what is global anyway: pydicom's table of decoders
DECODER_DEPENDENCIES = {UID(syntax): ("imagecodecs",) for syntax in sorted(DECODED)}


def is_available(uid: str) -> bool:
    return uid in DECODED


def register() -> None:
    """Add the plugin to every decoder pydicom has; it has none for JPEG XL and retired syntaxes."""
    with _REGISTERING:
        for syntax in sorted(DECODED - {RLELossless}):
            decoder = _decoder(syntax)
            if decoder is not None and LABEL not in decoder.available_plugins:
                decoder.add_plugin(LABEL, (__name__, "decode"))


def has_decoder(transfer_syntax_uid: str) -> bool:
    if transfer_syntax_uid in DECODED:
        return True
    decoder = _decoder(transfer_syntax_uid)
    return decoder is not None and decoder.is_available


def _decoder(transfer_syntax_uid: str) -> Decoder | None:
    try:
        return get_decoder(UID(transfer_syntax_uid, config.IGNORE))
    except NotImplementedError:
        return None


def decode(src: bytes, runner: DecodeRunner) -> bytes:
    """One frame for pydicom, by pixel and in the header's type; colour is RGB already."""
    encoding = PixelEncoding(
        transfer_syntax_uid=str(runner.transfer_syntax),
        samples_per_pixel=runner.samples_per_pixel,
        photometric_interpretation=str(runner.photometric_interpretation),
        bits_allocated=runner.bits_allocated,
        bits_stored=runner.bits_stored,
        pixel_representation=runner.pixel_representation,
    )
    values = decode_frame(src, encoding, runner.rows, runner.columns)
    if runner.samples_per_pixel == 3:
        runner.set_option("photometric_interpretation", "RGB")
        runner.set_option("planar_configuration", 0)
    runner.set_option("bits_allocated", values.dtype.itemsize * 8)
    return values.astype(values.dtype.newbyteorder("<"), copy=False).tobytes()
