"""Machines elsewhere that run models for the reader (KServe v2), and what would leave for them."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from medviewer.words import Message, message

PATIENCE_S = 600  # an answer may take its time on a busy machine; silence for longer is no answer

REMOTE = "remote: "  # how the device of what was computed elsewhere begins


@dataclass(frozen=True, slots=True)
class RemoteMachine:
    """One machine the reader has entered. Its token is a secret and stands in the keyring under `name`.

    Attributes:
        url: where its KServe v2 server is, without `/v2` and without a trailing slash.
        authority: a CA file (PEM) that vouches for it; "": the system's.
        needs_token: whether a bearer token is sent.
        allows_plain_http: whether images may travel unencrypted to another computer.
        timeout_s: how long it may be silent before it is called lost.
    """

    name: str
    url: str
    authority: str = ""
    needs_token: bool = False
    allows_plain_http: bool = False
    timeout_s: int = PATIENCE_S

    @property
    def is_encrypted(self) -> bool:
        return self.url.startswith("https://")

    @property
    def is_this_computer(self) -> bool:
        return is_loopback(urlsplit(self.url).hostname or "")

    @property
    def device(self) -> str:
        """Where a result was computed, as it stands in provenance, reports and the audit trail."""
        return f"{REMOTE}{self.name} ({self.url})"

    def has_computed(self, device: str) -> bool:
        """Whether a result of that device is this machine's; it adds what it computed with ("· CPU")."""
        return device == self.device or device.startswith(f"{self.device} · ")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What the reader is told before a study's images leave for another machine.

    Attributes:
        model_titles: the models that would be asked.
        image_count, byte_count: of the series they would see; bytes before compression, 0 where unknown.
        warnings: what might still tell the patient: faces, text in the pixels, an open connection.
    """

    machine: RemoteMachine
    model_titles: tuple[str, ...]
    image_count: int
    byte_count: int
    warnings: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class ServedModel:
    """What a machine says of one model that is installed here; `problem` is None where it can be asked."""

    model_id: str
    title: str
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class MachineCheck:
    """What a test of a machine found.

    Attributes:
        server: its own name and version.
        problem: why it cannot be used at all; None where it can.
    """

    machine: RemoteMachine
    server: str = ""
    models: tuple[ServedModel, ...] = ()
    problem: Message | None = None


def is_remote(device: str) -> bool:
    """Whether what was computed there left this computer."""
    return device.startswith(REMOTE)


def is_loopback(host: str) -> bool:
    """Whether that name or address can only be this computer."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refusal(machine: RemoteMachine) -> Message | None:
    """Why nothing may be sent there; None where it may."""
    if not _is_address(machine.url):
        return message(
            "Remote",
            "“{url}” is no address of a machine. Write http:// or https://, a host and a port, without user "
            "name, password or query.",
            url=_without_secrets(machine.url),
        )
    if machine.is_encrypted or machine.is_this_computer or machine.allows_plain_http:
        return None
    return message(
        "Remote",
        "{name} ({url}) is another computer and its connection is not encrypted, so nothing was sent. Use "
        "https://, or allow plain http for it in the settings where the network itself is protected.",
        name=machine.name,
        url=machine.url,
    )


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    is_plain = not (parts.username or parts.password or parts.query or parts.fragment)
    return parts.scheme in ("http", "https") and bool(host) and is_plain and url.isprintable()


def _without_secrets(url: str) -> str:
    """An address as it may be shown: what stands before an @ may be a password."""
    return url.rpartition("@")[2].partition("?")[0][:200]
