"""Secrets lie in the keyring, or in memory until the program ends; never in a file of ours."""

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from medviewer.credentials import Secret, keep_secret, read_secret
from medviewer.errors import KeyringUnavailable


class Locked(KeyringBackend):
    """As a wallet nobody has opened."""

    priority = 0

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked

    def delete_password(self, service: str, username: str) -> None:
        raise KeyringLocked


@pytest.fixture(autouse=True)
def _locked_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(Locked())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


def test_that_a_secret_a_keyring_refuses_is_told_and_remembered() -> None:
    with pytest.raises(KeyringUnavailable, match="until MedViewer ends"):
        keep_secret("Main", Secret.PASSWORD, "open sesame")

    assert read_secret("Main", Secret.PASSWORD) == "open sesame"
    assert read_secret("Main", Secret.TOKEN) == ""


def test_that_what_is_remembered_can_be_forgotten() -> None:
    with pytest.raises(KeyringUnavailable):
        keep_secret("Main", Secret.PASSWORD, "open sesame")

    keep_secret("Main", Secret.PASSWORD, "")

    assert read_secret("Main", Secret.PASSWORD) == ""


def test_that_without_a_keyring_and_a_secret_reading_says_so() -> None:
    with pytest.raises(KeyringUnavailable):
        read_secret("Main", Secret.PASSWORD)
