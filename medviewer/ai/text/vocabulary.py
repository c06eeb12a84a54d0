"""Which words a model knows: keys and their indices, kept as JSON beside the weights."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

PADDING = 0
UNKNOWN = 1
RESERVED = 2
MIN_DOCUMENTS = 2  # a word of one document alone teaches nothing about others
MOST_WORDS = 200_000

Indices = NDArray[np.int64]


class Vocabulary:
    """Keys in order of index; index 0 pads, 1 stands for every other word."""

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
        """(n,) an index for each key."""
        find = self._index.get
        return np.array([find(key, UNKNOWN) for key in keys], dtype=np.int64)


def vocabulary_of(
    documents: Iterable[Iterable[str]], min_documents: int = MIN_DOCUMENTS, most: int = MOST_WORDS
) -> Vocabulary:
    """The keys that occur in at least so many documents, the most frequent first, then by alphabet."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts.update(set(document))
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
    words = json.loads(text)
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise ValueError("the vocabulary is no list of words")
    if len(words) > MOST_WORDS or len(set(words)) != len(words):
        raise ValueError(f"the vocabulary names a word twice or more than {MOST_WORDS} words")
    return Vocabulary(words)
