"""Secrets (passwords, tokens, passphrases) in the system's keyring, never in a file of ours.

`keyring` speaks to the Secret Service, KWallet, the macOS Keychain or the Windows Credential Locker. Where
there is none, a secret is remembered until the program ends, and the reader is told.
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
        KeyringUnavailable: as `read_secret`.
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
        raise _unavailable(error) from error


def account(place: str, kind: Secret) -> str:
    return f"{place}/{kind}"


def _unavailable(error: Exception) -> KeyringUnavailable:
    return KeyringUnavailable(
        message(
            "Credentials",
            "This computer's keyring cannot be used ({reason}). Unlock or install one (GNOME Keyring, "
            "KWallet); until then a password must be typed each time, and is kept in no file.",
            reason=type(error).__name__,
        )
    )
