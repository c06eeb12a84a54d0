"""One new UID, one new name and one shift of days for each old one: the same through a whole run.

All are HMAC-SHA256 of a secret that is forgotten when the run ends: nobody can compute them again, and nobody
can find the old ones by trying.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import date, timedelta

SECRET_BYTES = 32
UUID_BITS = 128
LEAST_DAYS, MOST_DAYS = 366, 3652  # dates move back by one to ten years
NAME_DIGITS = 10
WELL_KNOWN = "1.2.840.10008."  # DICOM's own UIDs name classes and syntaxes, no patient's data


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Computes; keeps nothing but the secret."""

    secret: bytes = field(default_factory=lambda: secrets.token_bytes(SECRET_BYTES), repr=False)

    def uid(self, old: str) -> str:
        """Another UID, of a UUID (PS3.5 B.2); DICOM's own stay."""
        old = old.strip("\0 ")
        if not old or old.startswith(WELL_KNOWN):
            return old
        number = int.from_bytes(self._digest("uid", old)[: UUID_BITS // 8])
        number = number & ~(0xF << 76) | (4 << 76)  # version 4
        number = number & ~(0x3 << 62) | (0x2 << 62)  # RFC 4122's variant
        return f"2.25.{number}"

    def patient(self, key: str) -> str:
        """A name for a patient; `key` is what tells that patient from others."""
        return f"ANON-{self._digest('patient', key).hex()[:NAME_DIGITS].upper()}"

    def item(self, old: str) -> str:
        """A word that stands for another one, where two have to stay apart."""
        return f"ITEM-{self._digest('item', old).hex()[:NAME_DIGITS].upper()}"

    def shifted(self, day: str, key: str) -> str | None:
        """A DICOM date (YYYYMMDD) moved by the patient's own number of days; None where it is no date."""
        try:
            old = date(int(day[:4]), int(day[4:6]), int(day[6:8]))
            return (old - timedelta(days=self.days(key))).strftime("%Y%m%d").zfill(8)
        except (ValueError, OverflowError):
            return None

    def days(self, key: str) -> int:
        """How far a patient's dates move back."""
        number = int.from_bytes(self._digest("days", key)[:8])
        return LEAST_DAYS + number % (MOST_DAYS - LEAST_DAYS)

    def _digest(self, purpose: str, old: str) -> bytes:
        said = f"{purpose}\0{old}".encode("utf-8", "surrogatepass")
        return hmac.new(self.secret, said, hashlib.sha256).digest()
