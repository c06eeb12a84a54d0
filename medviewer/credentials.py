"""Secrets (passwords, tokens, passphrases) in the system's keyring, never in a file of ours.

`keyring` speaks to the Secret Service, KWallet, the macOS Keychain or the Windows Credential Locker. Where
there is none, or it is locked, a secret is remembered until the program ends, and the reader is told.
"""

import logging
from enum import StrEnum

from medviewer.errors import KeyringUnavailable
from medviewer.words import message

logger = logging.getLogger(__name__)

SERVICE = "MedViewer"


class Secret(StrEnum):
    """What kind of secret a place has."""

    PASSWORD = "password"
    TOKEN = "token"
    PASSPHRASE = "passphrase"


def read_secret(place: str, kind: Secret) -> str:
    """The secret of a place (an archive's or endpoint's name); "" where none is kept.

    Raises:
        KeyringUnavailable: this computer has no keyring, or it is locked.
    """
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, account(place, kind)) or ""
    except (KeyringError, RuntimeError) as error:
        raise _unavailable(error) from error


def keep_secret(place: str, kind: Secret, secret: str) -> None:
    """Keep a secret; "" removes it.

    Raises:
        KeyringUnavailable: as `read_secret`; the secret is remembered until the program ends.
    """
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        if secret:
            keyring.set_password(SERVICE, account(place, kind), secret)
        else:
            keyring.delete_password(SERVICE, account(place, kind))
    except PasswordDeleteError:
        logger.debug("There was no secret to remove")
    except (KeyringError, RuntimeError) as error:
        _remember(account(place, kind), secret)
        raise _unavailable(error) from error


def _remember(name: str, secret: str) -> None:
    """In place of the keyring that cannot be used, one that forgets everything when the program ends."""
    import keyring
    from keyring.backend import KeyringBackend
    from keyring.errors import PasswordDeleteError

    class ShortMemory(KeyringBackend):
        priority = 0  # never chosen by `keyring` itself

        def __init__(self) -> None:
            super().__init__()  # type: ignore[no-untyped-call]
            self._secrets: dict[tuple[str, str], str] = {}

        def get_password(self, service: str, username: str) -> str | None:
            return self._secrets.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            self._secrets[service, username] = password

        def delete_password(self, service: str, username: str) -> None:
            if self._secrets.pop((service, username), None) is None:
                raise PasswordDeleteError(username)

    if secret:
        memory = ShortMemory()
        memory.set_password(SERVICE, name, secret)
        keyring.set_keyring(memory)


def account(place: str, kind: Secret) -> str:
    return f"{place}/{kind}"


def _unavailable(error: Exception) -> KeyringUnavailable:
    return KeyringUnavailable(
        message(
            "Credentials",
            "This computer's keyring cannot be used ({reason}). Unlock or install one (GNOME Keyring, "
            "KWallet); until then a password is remembered only until MedViewer ends, and never in a file.",
            reason=type(error).__name__,
        )
    )
