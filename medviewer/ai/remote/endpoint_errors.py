"""What can go wrong between here and a machine that runs models, in sentences."""

import ssl

from medviewer.domain.remote_machine import RemoteMachine
from medviewer.errors import EndpointError
from medviewer.tls_words import handshake_trouble
from medviewer.words import Message, message


def cannot_connect(machine: RemoteMachine, error: OSError) -> EndpointError:
    """Nobody there, a name nobody knows, or a certificate nobody vouches for."""
    if isinstance(error, ssl.SSLError):
        return _unsafe(machine, error)
    return EndpointError(
        message(
            "Remote",
            "{name} ({url}) cannot be reached: {reason}. Reading goes on. Check that its server runs, or "
            "analyse on this computer.",
            name=machine.name,
            url=machine.url,
            reason=_words(error),
        )
    )


def _unsafe(machine: RemoteMachine, error: ssl.SSLError) -> EndpointError:
    return EndpointError(
        message(
            "Remote",
            "No safe connection to {name} ({url}): {reason}. Nothing was sent. Correct its address or its CA "
            "file in the settings, or analyse on this computer.",
            name=machine.name,
            url=machine.url,
            reason=handshake_trouble(error),
        )
    )


def no_authority(machine: RemoteMachine, error: OSError) -> EndpointError:
    """Its CA file is not there, cannot be read, or holds no certificate."""
    is_none = isinstance(error, ssl.SSLError)
    return EndpointError(
        message(
            "Remote",
            "The CA file {file} of {name} cannot be used ({reason}), so nothing was sent. Name a file with "
            "certificates in PEM form in the settings.",
            file=machine.authority,
            name=machine.name,
            reason=NO_CERTIFICATE if is_none else _words(error),
        )
    )


def broken(machine: RemoteMachine, error: Exception) -> EndpointError:
    return EndpointError(
        message(
            "Remote",
            "The connection to {name} ({url}) broke: {reason}. Nothing of its answer was kept. Ask again, or "
            "analyse on this computer.",
            name=machine.name,
            url=machine.url,
            reason=_words(error),
        )
    )


def silent(machine: RemoteMachine, seconds: int) -> EndpointError:
    return EndpointError(
        message(
            "Remote",
            "{name} ({url}) said nothing for {seconds} s and was given up. Analyse on this computer, or give "
            "it more time in the settings.",
            name=machine.name,
            url=machine.url,
            seconds=seconds,
        )
    )


def too_large(machine: RemoteMachine, most_bytes: int) -> EndpointError:
    return EndpointError(
        message(
            "Remote",
            "{name} ({url}) answered with more than {megabytes} MB, which no model here does. The answer was "
            "dropped. Check which server runs there.",
            name=machine.name,
            url=machine.url,
            megabytes=most_bytes >> 20,
        )
    )


def unusable(machine: RemoteMachine, what: str) -> EndpointError:
    """`what`: the field of the answer that is not as it must be."""
    return EndpointError(
        message(
            "Remote",
            "The answer of {name} ({url}) cannot be used ({what}), and nothing of it was kept. Install the "
            "same MedViewer there, or analyse on this computer.",
            name=machine.name,
            url=machine.url,
            what=what,
        )
    )


def refused_login(machine: RemoteMachine) -> EndpointError:
    return EndpointError(
        message(
            "Remote",
            "{name} ({url}) refused the login. Enter its token in the settings.",
            name=machine.name,
            url=machine.url,
        )
    )


def sends_elsewhere(machine: RemoteMachine) -> EndpointError:
    """A redirect: images go where the reader said, or nowhere."""
    return EndpointError(
        message(
            "Remote",
            "{name} ({url}) points to another address, and images are not sent where the reader did not say. "
            "Enter its final address in the settings.",
            name=machine.name,
            url=machine.url,
        )
    )


def no_model(machine: RemoteMachine, model_id: str) -> EndpointError:
    return EndpointError(
        message(
            "Remote",
            "{name} ({url}) has no model {model}, or has not loaded it. “medviewer serve” writes what its "
            "server needs.",
            name=machine.name,
            url=machine.url,
            model=model_id,
        )
    )


def failed(machine: RemoteMachine, status: int, said: str) -> EndpointError:
    """`said`: the server's own words, cut short."""
    return EndpointError(
        message(
            "Remote",
            "{name} ({url}) answered with HTTP status {status}: {said}. Reading goes on. Its log says more; "
            "or analyse on this computer.",
            name=machine.name,
            url=machine.url,
            status=status,
            said=said or "–",
        )
    )


def _words(error: Exception) -> str | Message:
    if isinstance(error, ssl.SSLError):
        return handshake_trouble(error)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error)[:200] or type(error).__name__


NO_CERTIFICATE = message("Remote", "no certificate is in it")
