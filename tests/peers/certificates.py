"""An authority of the test's own, and certificates of it: for servers of loopback and for clients."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Issued:
    """PEM files of a certificate and its key."""

    certificate: Path
    key: Path


class Authority:
    """Skips the test where no certificates can be made."""

    def __init__(self, folder: Path) -> None:
        self._x509: Any = pytest.importorskip("cryptography.x509")
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._key = self._new_key()
        self._name = self._named("Test Authority")
        built = self._builder(self._name, self._key, (-1, 30)).add_extension(
            self._x509.BasicConstraints(ca=True, path_length=None), critical=True
        )
        self.file = self._write("authority", self._signed(built), self._key, b"").certificate

    def issue(
        self,
        name: str,
        *,
        addresses: Sequence[str] = ("127.0.0.1",),
        valid_days: tuple[int, int] = (-1, 30),
        passphrase: bytes = b"",
    ) -> Issued:
        """A certificate for `addresses`, valid from and until so many days from now."""
        key = self._new_key()
        names = [self._x509.IPAddress(ip_address(address)) for address in addresses]
        built = self._builder(self._named(name), key, valid_days).add_extension(
            self._x509.SubjectAlternativeName(names), critical=False
        )
        return self._write(name, self._signed(built), key, passphrase)

    def _builder(self, subject: Any, key: Any, valid_days: tuple[int, int]) -> Any:
        now, (start, end) = datetime.now(UTC), valid_days
        return (
            self._x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(self._x509.random_serial_number())
            .not_valid_before(now + start * DAY)
            .not_valid_after(now + end * DAY)
        )

    def _signed(self, builder: Any) -> Any:
        from cryptography.hazmat.primitives.hashes import SHA256

        return builder.sign(self._key, SHA256())

    def _named(self, name: str) -> Any:
        from cryptography.x509.oid import NameOID

        return self._x509.Name([self._x509.NameAttribute(NameOID.COMMON_NAME, name)])

    @staticmethod
    def _new_key() -> Any:
        from cryptography.hazmat.primitives.asymmetric import ec

        return ec.generate_private_key(ec.SECP256R1())

    def _write(self, name: str, certificate: Any, key: Any, passphrase: bytes) -> Issued:
        from cryptography.hazmat.primitives import serialization as form

        locked = form.BestAvailableEncryption(passphrase) if passphrase else form.NoEncryption()
        issued = Issued(self._folder / f"{name}.pem", self._folder / f"{name}.key")
        issued.certificate.write_bytes(certificate.public_bytes(form.Encoding.PEM))
        issued.key.write_bytes(
            key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, locked)
        )
        return issued
