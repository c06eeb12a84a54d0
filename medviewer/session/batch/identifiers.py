"""Identifiers as they stand, or as keyed hashes: the same study has the same one, and nobody can tell which.

So are what a list of studies carried, and in sentences whatever might name somebody (a path, what stands in
a header): of a sentence only its own words, numbers and words of the standard stay.

The key lies beside the results, for their owner only; without it a hash cannot be checked against a list of
UIDs.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from medviewer.session.batch.plain_words import names_nobody
from medviewer.whole_files import whole_file
from medviewer.words import Message

KEY_FILE = "hash.key"
KEY_BYTES = 32
HEX_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Identifiers:
    """How a batch's table and page name studies, series, instances and findings.

    Attributes:
        key: b"" where they stand as they are.
        plain_columns: of lists of studies, whose cells stand as they are all the same.
    """

    key: bytes = b""
    plain_columns: frozenset[str] = frozenset()

    @property
    def are_hashed(self) -> bool:
        return bool(self.key)

    def of(self, identifier: str) -> str:
        """An empty one stays empty."""
        if not self.key or not identifier:
            return identifier
        return hmac.new(self.key, identifier.encode(), hashlib.sha256).hexdigest()[:HEX_DIGITS]

    def cell(self, column: str, carried: str) -> str:
        """What a list of studies says in a column of its own."""
        return carried if column in self.plain_columns else self.of(carried)

    def sentence(self, sentence: Message | None) -> Message | None:
        """The same sentence, with values of it hashed."""
        if not self.key or sentence is None:
            return sentence
        values = {name: self._value(value) for name, value in sentence.values.items()}
        return replace(sentence, values=values)

    def _value(self, value: object) -> object:
        if isinstance(value, Message):
            return self.sentence(value)
        return value if names_nobody(value) else self.of(str(value))

    def date(self, study_date: str) -> str:
        """The year alone where identifiers are hashed."""
        return study_date[:4] if self.key else study_date


AS_THEY_ARE = Identifiers()


def hashed_identifiers(out: Path, plain_columns: Iterable[str] = ()) -> Identifiers:
    """With the key of this batch's folder, which is made when there is none.

    Raises:
        OSError: the disk refused.
    """
    file = out / KEY_FILE
    try:
        key = file.read_bytes()
    except FileNotFoundError:
        key = b""
    if len(key) < KEY_BYTES:
        key = secrets.token_bytes(KEY_BYTES)
        with whole_file(file, is_private=True) as temporary:
            temporary.write_bytes(key)
    return Identifiers(key, frozenset(name.strip().lower() for name in plain_columns))
