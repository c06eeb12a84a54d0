"""Which model a machine really runs: hashes of its weights, its card and the guard that stands before it."""

import hashlib
from dataclasses import asdict, dataclass

from medviewer.ai.catalog import CARD
from medviewer.ai.installed_models import InstalledModel, find_model
from medviewer.ai.remote.strict_json import Fields, text
from medviewer.errors import ModelUnusable
from medviewer.words import Message, message

GUARD = "image_kind"  # the model that tells kinds of images


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Two machines with equal identities answer alike.

    Attributes:
        weights_sha256: of the file as it lies there now, not as a card says.
        card_sha256: thresholds, calibration and operating points are the card's, so it counts, too.
        guard_sha256: of the guard's weights; "" where there is none.
    """

    model_id: str
    version: str
    weights_sha256: str
    card_sha256: str
    guard_sha256: str

    def written(self) -> Fields:
        return dict(asdict(self))

    @classmethod
    def read(cls, found: Fields) -> "ModelIdentity":
        names = ("model_id", "version", "weights_sha256", "card_sha256", "guard_sha256")
        return cls(*(text(found, name) for name in names))


def identity_of(model_id: str) -> ModelIdentity:
    """Of the model installed here; reads its files.

    Raises:
        ModelUnusable: there is none of that id, or it cannot be read.
    """
    model = find_model(model_id)
    card = _text_hash((model.folder / CARD).read_bytes())
    return ModelIdentity(model_id, model.card.version, _weights_hash(model), card, _guard_hash())


def difference(ours: ModelIdentity, theirs: ModelIdentity, machine: str) -> Message | None:
    """Why the other machine's answers would not be those of the model installed here; None where they are."""
    if theirs.model_id != ours.model_id or theirs.weights_sha256 != ours.weights_sha256:
        return message(
            "Remote",
            "{machine} runs other weights of {model} (version {theirs}, {hash}) than are installed here "
            "(version {ours}, {own_hash}), so no image was sent. Install the same MedViewer on both.",
            machine=machine,
            model=ours.model_id,
            theirs=theirs.version,
            hash=theirs.weights_sha256[:12],
            ours=ours.version,
            own_hash=ours.weights_sha256[:12],
        )
    if theirs != ours:
        return message(
            "Remote",
            "{machine} runs {model} with another card or guard than is installed here, so its scores and "
            "refusals would differ and no image was sent. Install the same MedViewer on both.",
            machine=machine,
            model=ours.model_id,
        )
    return None


def _weights_hash(model: InstalledModel) -> str:
    try:
        with (model.folder / model.card.weights_file).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ModelUnusable(
            message(
                "Remote",
                "The weights of {model} cannot be read ({reason}). Install MedViewer again.",
                model=model.card.title,
                reason=error.strerror or type(error).__name__,
            )
        ) from error


def _text_hash(data: bytes) -> str:
    """Of a text, however its lines end."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def _guard_hash() -> str:
    try:
        return _weights_hash(find_model(GUARD))
    except ModelUnusable:
        return ""
