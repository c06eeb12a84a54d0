"""What a trained text coder keeps beside its card: JSON and arrays, nothing that could be a program.

coder.json           labels, words, shape, blend, thresholds
network.safetensors  the members' weights, each name after its number ("0.embedding.weight"), halved
dictionary.json      phrases, where it has a dictionary
linear.npz           TF-IDF and the linear judges over it
"""

import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.torch import load, save
from scipy.sparse import csr_matrix
from torch import Tensor

from medviewer.ai.card_tables import read_table
from medviewer.ai.installed_systems import checked_file
from medviewer.ai.networks.text_coder import TextNetwork
from medviewer.ai.text.phrase_dictionary import (
    PhraseDictionary,
    dictionary_text,
    read_dictionary,
)
from medviewer.ai.text.tfidf import LinearJudge, TfIdf
from medviewer.domain.system_card import SystemCard
from medviewer.errors import ModelUnusable
from medviewer.words import message

CODER = "coder.json"
NETWORK = "network.safetensors"
DICTIONARY = "dictionary.json"
LINEAR = "linear.npz"

Floats = NDArray[np.float64]
Weights = dict[str, Tensor]


@dataclass(frozen=True, slots=True)
class StoredBlend:
    """A logistic regression over what the subjects say of a label; see `blend`."""

    features: tuple[str, ...]
    weights: tuple[float, ...]
    offset: float


@dataclass(frozen=True, slots=True)
class StoredThresholds:
    """From which score on a subject's label is decided on: `common`, but for some labels `values`."""

    subject: str
    common: float
    labels: tuple[int, ...] = ()
    values: tuple[float, ...] = ()

    def of(self, labels: int) -> Floats:
        """(labels,) the threshold of each."""
        found = np.full(labels, self.common)
        found[list(self.labels)] = self.values
        return found


@dataclass(frozen=True, slots=True)
class StoredCoder:
    """A coder's plain values.

    Attributes:
        shares: of training cases that had each label.
        network_labels: the labels the network answers for, by index; others are the dictionary's alone.
        linear: names of the linear judges in `linear.npz`.
        default: the subject that answers.
    """

    labels: tuple[str, ...]
    shares: tuple[float, ...]
    network_labels: tuple[int, ...]
    words: tuple[str, ...]
    network: TextNetwork
    members: int
    default: str
    languages: tuple[str, ...]
    linear: tuple[str, ...] = ()
    has_dictionary: bool = False
    is_single_label: bool = False
    marks_negation: bool = False
    blend: StoredBlend | None = None
    thresholds: tuple[StoredThresholds, ...] = ()


@dataclass(frozen=True, slots=True)
class LinearBaselines:
    """TF-IDF, the rows of the texts learnt from, and the judges over them by name."""

    tfidf: TfIdf
    rows: csr_matrix
    judges: Mapping[str, LinearJudge]


@dataclass(frozen=True, slots=True)
class CoderParts:
    """Everything a coder is made of."""

    stored: StoredCoder
    members: tuple[Weights, ...]
    dictionary: PhraseDictionary | None = None
    linear: LinearBaselines | None = None


def write_parts(parts: CoderParts, folder: Path) -> tuple[str, ...]:
    """Write all files into `folder`; their names."""
    folder.mkdir(parents=True, exist_ok=True)
    content = {
        CODER: _json(parts.stored),
        NETWORK: save(_joined(parts.members)),
    }
    if parts.dictionary is not None:
        content[DICTIONARY] = dictionary_text(parts.dictionary).encode()
    if parts.linear is not None:
        content[LINEAR] = _packed(parts.linear)
    for name, data in content.items():
        (folder / name).write_bytes(data)
    return tuple(content)


def read_parts(card: SystemCard, folder: Path) -> CoderParts:
    """Read a coder, every file held against its hash.

    Raises:
        ModelUnusable: a file is missing, altered, or not what it should be.
    """
    try:
        stored = read_table(StoredCoder, json.loads(checked_file(card, folder, CODER)))
        _check(stored)
        members = _parted(load(checked_file(card, folder, NETWORK)), stored.members)
        dictionary = linear = None
        if stored.has_dictionary:
            text = checked_file(card, folder, DICTIONARY).decode("utf-8")
            dictionary = read_dictionary(text, len(stored.labels))
        if stored.linear:
            linear = _unpacked(checked_file(card, folder, LINEAR), stored.linear)
    except (SafetensorError, ValueError, KeyError, OSError, RecursionError) as error:
        raise ModelUnusable(
            message(
                "Models",
                "The files of {model} do not hold what its card promises ({cause}). Install the model again.",
                model=card.title,
                cause=str(error),
            )
        ) from error
    return CoderParts(stored, members, dictionary, linear)


def _json(stored: StoredCoder) -> bytes:
    plain = asdict(stored)
    if stored.blend is None:
        del plain["blend"]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def _check(stored: StoredCoder) -> None:
    count = len(stored.labels)
    indices = [*stored.network_labels, *(each for t in stored.thresholds for each in t.labels)]
    if not count or len(stored.shares) != count or len(set(stored.labels)) != count:
        raise ValueError("its labels are none, or are not as many as their shares")
    if not all(0 <= each < count for each in indices) or not 1 <= stored.members <= 16:
        raise ValueError("it names a label or number of networks that cannot be")
    if any(len(each.labels) != len(each.values) for each in stored.thresholds):
        raise ValueError("its thresholds are not one a label")


def _joined(members: tuple[Weights, ...]) -> Weights:
    return {
        f"{number}.{name}": value.half().contiguous()
        for number, weights in enumerate(members)
        for name, value in weights.items()
    }


def _parted(joined: Weights, count: int) -> tuple[Weights, ...]:
    return tuple(
        {
            name.removeprefix(f"{number}."): value.float()
            for name, value in joined.items()
            if name.startswith(f"{number}.")
        }
        for number in range(count)
    )


def _packed(linear: LinearBaselines) -> bytes:
    words = "\n".join(linear.tfidf.features).encode()
    arrays = {
        "features": np.frombuffer(words, dtype=np.uint8),
        "rarity": linear.tfidf.rarity.astype(np.float32),
        "data": linear.rows.data.astype(np.float16),
        "columns": linear.rows.indices.astype(np.int32),
        "ends": linear.rows.indptr.astype(np.int32),
    }
    for name, judge in linear.judges.items():
        arrays[f"{name}.shares"] = judge.shares.astype(np.float16)
        arrays[f"{name}.offsets"] = judge.offsets.astype(np.float32)
    packed = io.BytesIO()
    np.savez_compressed(packed, allow_pickle=False, **arrays)
    return packed.getvalue()


def _unpacked(data: bytes, names: tuple[str, ...]) -> LinearBaselines:
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        features = arrays["features"].tobytes().decode("utf-8").split("\n")
        rows = csr_matrix(
            (arrays["data"].astype(np.float64), arrays["columns"], arrays["ends"]),
            shape=(len(arrays["ends"]) - 1, len(features)),
        )
        judges = {
            name: LinearJudge(
                arrays[f"{name}.shares"].astype(np.float64),
                arrays[f"{name}.offsets"].astype(np.float64),
            )
            for name in names
        }
        return LinearBaselines(TfIdf(features, arrays["rarity"].astype(np.float64)), rows, judges)
