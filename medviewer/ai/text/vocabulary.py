"""Which words a model knows: keys and their indices, kept as JSON beside the weights."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.text.tokens import NEGATED

PADDING = 0
UNKNOWN = 1
RESERVED = 2
MIN_DOCUMENTS = 2  # a word of one document alone teaches nothing about others
MOST_WORDS = 200_000
STEM_LETTERS = 6  # an inflection or spelling never seen is read as the words that begin like it
STEM = "*"  # after the letters of a stem

Indices = NDArray[np.int64]


class Vocabulary:
    """Keys and stems in order of index; index 0 pads, 1 stands for every other word."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        self._index: Mapping[str, int] = {
            word: index for index, word in enumerate(self.words, start=RESERVED)
        }

    def __len__(self) -> int:
        """The number of indices, the reserved ones included."""
        return len(self.words) + RESERVED

    def __contains__(self, key: str) -> bool:
        return key in self._index

    def indices(self, keys: Iterable[str]) -> Indices:
        """(n,) an index for each key: its own, else its stem's, else the unknown's."""
        return np.array([self._find(key) for key in keys], dtype=np.int64)

    def _find(self, key: str) -> int:
        found = self._index.get(key)
        return self._index.get(stem_of(key), UNKNOWN) if found is None else found


def stem_of(key: str) -> str:
    """The first letters of a long word, with its sign of negation; "" of a short one."""
    denied = NEGATED if key.startswith(NEGATED) else ""
    word = key.removeprefix(NEGATED)
    return denied + word[:STEM_LETTERS] + STEM if len(word) > STEM_LETTERS else ""


def vocabulary_of(
    documents: Iterable[Iterable[str]], min_documents: int = MIN_DOCUMENTS, most: int = MOST_WORDS
) -> Vocabulary:
    """Keys and stems of at least so many documents, the most frequent first, then by alphabet."""
    counts: Counter[str] = Counter()
    for document in documents:
        keys = set(document)
        counts.update(keys | {stem_of(key) for key in keys} - {""})
    kept = [(-count, key) for key, count in counts.items() if count >= min_documents]
    return Vocabulary([key for _, key in sorted(kept)[:most]])


def vocabulary_text(vocabulary: Vocabulary) -> str:
    """As JSON: the list of words."""
    return json.dumps(vocabulary.words, ensure_ascii=False)


def read_vocabulary(text: str) -> Vocabulary:
    """The vocabulary `vocabulary_text` wrote.

    Raises:
        ValueError: it is no list of different words, or too long a one.
    """
    try:
        words = json.loads(text)
    except RecursionError as error:
        raise ValueError("the vocabulary is nested too deeply") from error
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise ValueError("the vocabulary is no list of words")
    if len(words) > MOST_WORDS or len(set(words)) != len(words):
        raise ValueError(f"the vocabulary names a word twice or more than {MOST_WORDS} words")
    return Vocabulary(words)
