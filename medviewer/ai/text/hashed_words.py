"""Texts as counts of hashed words: no vocabulary is kept, so no patient's words lie in a model's files."""

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.text.tokens import keys_of, readable, tokens_of

Floats = NDArray[np.float32]


def hashed_counts(texts: Sequence[str], buckets: int) -> Floats:
    """(n, buckets) of log(1 + how often a word of that bucket stands in the text)."""
    counts = np.zeros((len(texts), buckets), np.float32)
    for row, text in enumerate(texts):
        for key in keys_of(readable(text).text):
            counts[row, zlib.crc32(key.encode()) % buckets] += 1
    return np.log1p(counts)


def without_words(text: str, stems: Sequence[str]) -> str:
    """The text with every word that begins with one of the stems blanked out; places stay as they are."""
    left = list(readable(text).text)
    for token in tokens_of("".join(left)):
        if token.key.startswith(tuple(stems)):
            left[token.start : token.end] = " " * (token.end - token.start)
    return "".join(left)
