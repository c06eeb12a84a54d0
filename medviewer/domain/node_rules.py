"""What an archive's entry must look like before anybody is called by it."""

from urllib.parse import urlsplit

from medviewer.domain.archive import ArchiveNode, ListenerSettings, Login, Protocol
from medviewer.words import Message, message

LONGEST_NAME = 64
LONGEST_AE_TITLE = 16  # PS3.5 6.2, VR AE
LARGEST_PORT = 65535


def what_is_wrong(node: ArchiveNode) -> Message | None:
    """Why a node cannot be used as it stands; None where nothing is wrong."""
    if not node.name.strip() or len(node.name) > LONGEST_NAME or not node.name.isprintable():
        return message(
            "Nodes", "An archive needs a name of 1 to {most} letters.", most=LONGEST_NAME
        )
    if node.timeout_s < 1:
        return message(
            "Nodes", "{name}: the waiting time must be 1 second or more.", name=node.name
        )
    if node.protocol is Protocol.DICOMWEB:
        return _web(node)
    return _dimse(node)


def what_is_wrong_with(listener: ListenerSettings) -> Message | None:
    """Why nobody could send to a listener set like this; None where nothing is wrong."""
    for title in (listener.ae_title, *listener.allowed_ae_titles):
        if not is_ae_title(title):
            return _no_title(title)
    if not is_port(listener.port):
        return _no_port(listener.port)
    if not _is_host(listener.host):  # the system takes an empty one for every address it has
        return message(
            "Nodes",
            "Say which address is listened on: 127.0.0.1 for this computer alone, 0.0.0.0 for everybody who "
            "reaches it.",
        )
    return None


def _is_host(text: str) -> bool:
    return bool(text) and not any(letter.isspace() or letter in "/@" for letter in text)


def is_ae_title(text: str) -> bool:
    """1 to 16 characters of the default repertoire, no backslash, not only spaces (PS3.5 6.2)."""
    is_ascii = all(" " <= letter <= "~" and letter != "\\" for letter in text)
    return is_ascii and len(text.strip()) > 0 and len(text) <= LONGEST_AE_TITLE


def is_port(port: int) -> bool:
    return 0 < port <= LARGEST_PORT


def _dimse(node: ArchiveNode) -> Message | None:
    for title in (node.ae_title, node.own_ae_title):
        if not is_ae_title(title):
            return _no_title(title)
    if not is_port(node.port):
        return _no_port(node.port)
    if not _is_host(node.host):
        return message("Nodes", "{name}: the host must be a name or an address.", name=node.name)
    return None


def _web(node: ArchiveNode) -> Message | None:
    try:
        address = urlsplit(node.url)
        is_address = address.scheme in ("http", "https") and bool(address.hostname)
        has_login = address.username is not None or address.password is not None
        has_more = bool(address.query or address.fragment)  # where some put a token
        _ = address.port
    except ValueError:
        is_address, has_login, has_more = False, False, False
    if not is_address:
        return message(
            "Nodes", "{name}: the address must begin with https:// or http://.", name=node.name
        )
    if has_login:
        return message(
            "Nodes",
            "{name}: the address must not hold a user or password. Choose a login instead; its password is "
            "kept in the keyring.",
            name=node.name,
        )
    if has_more:
        return message(
            "Nodes",
            "{name}: the address must end before the first ? or #. A token is entered as the login and is "
            "kept in the keyring.",
            name=node.name,
        )
    if node.login is Login.BASIC and not node.user:
        return message("Nodes", "{name}: this login needs a user.", name=node.name)
    return None


def _no_title(title: str) -> Message:
    return message(
        "Nodes",
        '"{title}" is no AE title: 1 to {most} letters, digits and signs, no backslash.',
        title=title,
        most=LONGEST_AE_TITLE,
    )


def _no_port(port: int) -> Message:
    return message(
        "Nodes", "{port} is no port; ports are 1 to {most}.", port=port, most=LARGEST_PORT
    )
