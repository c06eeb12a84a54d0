"""What kind of thing a reader brings as a model, told by its content; programs and pickles are refused.

Taken: data only. ONNX is a graph of known operations, safetensors are numbers, a file of weights saved by
torch is read by its reader that builds nothing but tensors, a MONAI Bundle gives its metadata and weights.
Refused: whatever runs code when it is loaded, with how to convert it.
"""

import zipfile
from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from medviewer.errors import InputError
from medviewer.words import Message, message

LARGEST_BYTES = 2_000_000_000  # of one file
MOST_MEMBERS = 20_000  # of a ZIP archive
BUNDLE_METADATA = "configs/metadata.json"
PICKLE = b"\x80"  # opcode PROTO, the first of every pickle since protocol 2
ZIP = b"PK\x03\x04"


class SourceKind(Enum):
    """What a model is brought as."""

    MODEL_FOLDER = "a model folder of MedViewer"
    BUNDLE = "a MONAI Bundle"
    ONNX = "ONNX"
    SAFETENSORS = "safetensors"
    STATE_DICT = "weights saved by torch"


def recognise(source: Path) -> SourceKind:
    """The kind of `source`.

    Raises:
        InputError: it is not there, too large, a program or a pickle, or nothing known.
    """
    if source.is_dir():
        return _folder_kind(source)
    if not source.is_file():
        raise _refused(source, message("Import", "there is no such file or folder"))
    if source.stat().st_size > LARGEST_BYTES:
        raise _refused(
            source, message("Import", "it is larger than {most} bytes", most=f"{LARGEST_BYTES:,}")
        )
    with source.open("rb") as file:
        start = file.read(16)
    if start.startswith(ZIP):
        return _archive_kind(source)
    if start.startswith(PICKLE) or source.suffix in (".pkl", ".pickle", ".joblib"):
        raise _refused(source, A_PICKLE)
    return _plain_kind(source, start)


def archive_names(source: Path) -> tuple[str, ...]:
    """The names of a ZIP archive's members.

    Raises:
        InputError: it is broken or absurdly large.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            members = archive.infolist()
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        raise _refused(
            source, message("Import", "it is broken ({cause})", cause=str(error))
        ) from error
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > LARGEST_BYTES:
        raise _refused(source, message("Import", "its contents are absurdly large"))
    return tuple(member.filename for member in members)


def _folder_kind(folder: Path) -> SourceKind:
    if (folder / "card.toml").is_file():
        return SourceKind.MODEL_FOLDER
    if (folder / BUNDLE_METADATA).is_file():
        return SourceKind.BUNDLE
    raise _refused(
        folder,
        message("Import", "it holds neither card.toml nor {metadata}", metadata=BUNDLE_METADATA),
    )


def _archive_kind(source: Path) -> SourceKind:
    names = archive_names(source)
    if _holds(names, BUNDLE_METADATA):
        return SourceKind.BUNDLE
    if any("/code/" in name or name.endswith("constants.pkl") for name in names):
        raise _refused(source, A_TORCHSCRIPT)
    if any(name.endswith(("archive_format", "model.json", ".pt2")) for name in names):
        raise _refused(source, AN_EXPORTED_PROGRAM)
    if any(name.endswith("/data.pkl") for name in names):
        return SourceKind.STATE_DICT
    raise _refused(source, message("Import", "this archive is no model that is known here"))


def _plain_kind(source: Path, start: bytes) -> SourceKind:
    header = int.from_bytes(start[:8], "little")
    if start[8:9] == b"{" and 2 <= header <= source.stat().st_size - 8:
        return SourceKind.SAFETENSORS
    if source.suffix == ".onnx":
        return SourceKind.ONNX
    raise _refused(source, message("Import", "this is no model file that is known here"))


def _holds(names: Sequence[str], wanted: str) -> bool:
    return any(name == wanted or name.endswith(f"/{wanted}") for name in names)


A_TORCHSCRIPT = message(
    "Import",
    "it is TorchScript, a program that would run here. Export the network to ONNX "
    "(torch.onnx.export), or save its state_dict as safetensors, and import that",
)
AN_EXPORTED_PROGRAM = message(
    "Import",
    "it is a program exported by torch (.pt2), which would run here. Export the network to ONNX "
    "(torch.onnx.export), or save its state_dict as safetensors, and import that",
)
A_PICKLE = message(
    "Import",
    "it is a pickle, which can run anything when it is loaded. Save the weights as safetensors "
    "(safetensors.torch.save_file) and import that",
)


def _refused(source: Path, why: Message) -> InputError:
    return InputError(
        message("Import", "{file} was not imported: {why}.", file=source.name, why=why)
    )
