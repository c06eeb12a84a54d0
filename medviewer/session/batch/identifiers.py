"""Identifiers as they stand, or as keyed hashes: the same study has the same one, and nobody can tell which.

The key lies beside the results, for their owner only; without it a hash cannot be checked against a list of
UIDs.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from pathlib import Path

from medviewer.whole_files import whole_file

KEY_FILE = "hash.key"
KEY_BYTES = 32
HEX_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Identifiers:
    """How a batch's table and page name studies, series, instances and findings.

    Attributes:
        key: b"" where they stand as they are.
    """

    key: bytes = b""

    @property
    def are_hashed(self) -> bool:
        return bool(self.key)

    def of(self, identifier: str) -> str:
        """An empty one stays empty."""
        if not self.key or not identifier:
            return identifier
        return hmac.new(self.key, identifier.encode(), hashlib.sha256).hexdigest()[:HEX_DIGITS]

    def date(self, study_date: str) -> str:
        """The year alone where identifiers are hashed."""
        return study_date[:4] if self.key else study_date


def hashed_identifiers(out: Path) -> Identifiers:
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
    return Identifiers(key)
