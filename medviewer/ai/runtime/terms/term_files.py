"""The files of a trained system of terms: book, settings, networks. Arrays and JSON, never code."""

import gzip
import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load, save

from medviewer.ai.installed_systems import checked_file
from medviewer.ai.networks.term_matcher import MatcherShape, TermMatcher
from medviewer.ai.text.term_candidates import FEATURES, Synonym, TermBook
from medviewer.domain.system_card import SystemCard
from medviewer.errors import ModelUnusable
from medviewer.words import message

BOOK, SETTINGS, WEIGHTS = "terms.json.gz", "settings.json", "matchers.safetensors"
FILES = (BOOK, SETTINGS, WEIGHTS)
MOST_BYTES = 256 * 2**20  # of a file, unpacked
FIRST_CHARACTER = 2  # after padding and unknown


@dataclass(frozen=True, slots=True)
class Subject:
    """One way to score candidates.

    Attributes:
        features: weights of the search's features and, last, a constant; of a logistic regression.
        network: name of a matcher whose probability is the score.
        blend: names of subjects whose scores are averaged.
        threshold: the score from which a term is said to be meant.
    """

    name: str
    kind: str
    features: tuple[float, ...] = ()
    network: str = ""
    blend: tuple[str, ...] = ()
    threshold: float = 0.5


@dataclass(frozen=True, slots=True)
class TermSettings:
    """What the networks read and what the subjects are."""

    alphabet: str
    subjects: tuple[Subject, ...]
    shapes: tuple[tuple[str, MatcherShape], ...]


@dataclass(frozen=True, slots=True)
class TermFiles:
    """Everything in the folder."""

    book: TermBook
    settings: TermSettings
    networks: dict[str, TermMatcher]


def write_term_files(folder: Path, files: TermFiles) -> None:
    """Write all three; what was there is replaced."""
    book = files.book
    synonyms = [[each.text, list(each.terms)] for each in book.synonyms]
    told = {"terms": book.terms, "codes": book.codes, "synonyms": synonyms}
    packed = gzip.compress(json.dumps(told, ensure_ascii=False).encode("utf-8"), mtime=0)
    (folder / BOOK).write_bytes(packed)
    settings = json.dumps(asdict(files.settings), ensure_ascii=False, indent=1)
    (folder / SETTINGS).write_text(settings, encoding="utf-8", newline="\n")
    weights = {
        f"{name}/{key}": value.contiguous()
        for name, network in files.networks.items()
        for key, value in network.state_dict().items()
    }
    (folder / WEIGHTS).write_bytes(save(weights))


def read_term_files(card: SystemCard, folder: Path) -> TermFiles:
    """Read them, each held against its hash in the card.

    Raises:
        ModelUnusable: a file is missing, altered or damaged.
    """
    contents = {name: checked_file(card, folder, name) for name in FILES}
    try:
        told = json.loads(_unpacked(contents[BOOK]))
        synonyms = [Synonym(str(text), tuple(map(int, terms))) for text, terms in told["synonyms"]]
        if any(not 0 <= place < len(told["terms"]) for each in synonyms for place in each.terms):
            raise ValueError("a string points to no term")
        book = TermBook(told["terms"], told["codes"], synonyms)
        settings = _settings(json.loads(contents[SETTINGS]))
        networks = _networks(settings, load(contents[WEIGHTS]))
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise ModelUnusable(
            message(
                "Terms",
                "The model {model} cannot be used: {why}. Train it again.",
                model=card.system_id,
                why=str(error),
            )
        ) from error
    return TermFiles(book, settings, networks)


def indices_of(text: str, numbers: dict[str, int]) -> list[int]:
    """Characters as the networks read them; 1 stands for those they do not know."""
    return [numbers.get(character, 1) for character in text]


def numbers_of(alphabet: Sequence[str]) -> dict[str, int]:
    """Each character's index."""
    return {character: place + FIRST_CHARACTER for place, character in enumerate(alphabet)}


def build_matcher(alphabet: str, shape: MatcherShape) -> TermMatcher:
    """An untrained network of that shape for that alphabet."""
    return TermMatcher(len(alphabet) + FIRST_CHARACTER, len(FEATURES), shape)


def _unpacked(packed: bytes) -> bytes:
    decompressor = zlib.decompressobj(wbits=31)
    content = decompressor.decompress(packed, MOST_BYTES)
    if decompressor.unconsumed_tail:
        raise ValueError(f"{BOOK} holds more than {MOST_BYTES // 2**20} MiB")
    return content


def _settings(told: dict[str, object]) -> TermSettings:
    subjects, shapes = told["subjects"], told["shapes"]
    if not isinstance(subjects, list) or not isinstance(shapes, list):
        raise TypeError("subjects and shapes must be lists")
    return TermSettings(
        str(told["alphabet"]),
        tuple(
            Subject(**{**each, "features": tuple(each["features"]), "blend": tuple(each["blend"])})
            for each in subjects
        ),
        tuple((str(name), MatcherShape(**shape)) for name, shape in shapes),
    )


def _networks(settings: TermSettings, weights: dict[str, torch.Tensor]) -> dict[str, TermMatcher]:
    found = {}
    for name, shape in settings.shapes:
        network = build_matcher(settings.alphabet, shape)
        own = {
            key.removeprefix(f"{name}/"): value
            for key, value in weights.items()
            if key.startswith(f"{name}/")
        }
        network.load_state_dict(own)
        found[name] = network.eval()
    return found
