"""A DIMSE archive that does what each test tells it to, message by message, however wrong."""

import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pydicom
from pydicom.dataset import Dataset
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_dataset
from pydicom.uid import UID
from pynetdicom import AE, build_context
from pynetdicom._globals import MODE_ACCEPTOR
from pynetdicom.pdu_primitives import A_ASSOCIATE
from pynetdicom.transport import AddressInformation

from medviewer.dicom.network.dimse.commands import Element, Field, Message
from medviewer.dicom.network.dimse.identifiers import read_identifier
from medviewer.dicom.network.dimse.outgoing import outgoing
from medviewer.dicom.network.dimse.peer_socket import TICK_S, PeerSocket
from medviewer.dicom.network.dimse.upper_layer import PeerAssociation
from medviewer.domain.archive import ArchiveNode
from medviewer.progress import CancelToken

GIVES_UP_S = 60  # a hang guard


class Talk:
    """One association, from the archive's side."""

    def __init__(self, association: PeerAssociation) -> None:
        self._association = association

    def read(self, request: Message) -> Dataset:
        """The identifier of a request."""
        context = self._association._accepted_cx[request.context]
        found = read_identifier(request.data.head(1 << 20), context.transfer_syntax[0])
        assert found is not None
        return found

    def answer(
        self,
        request: Message,
        status: int,
        identifier: Dataset | bytes | None = None,
        counts: Mapping[Element, int] | None = None,
    ) -> None:
        """A response to C-FIND, C-GET, C-MOVE, C-STORE or C-ECHO."""
        values: dict[Element, int | str] = {
            Element.FIELD: (request.field or 0) | 0x8000,
            Element.ANSWERED_MESSAGE_ID: request.number(Element.MESSAGE_ID) or 0,
            Element.SOP_CLASS_UID: request.text(Element.SOP_CLASS_UID),
            Element.STATUS: status,
            **(counts or {}),
        }
        content = (
            identifier if isinstance(identifier, bytes) else self._encoded(request, identifier)
        )
        self._association.dimse.send_command(request.context, values, [content] if content else [])

    def store(self, file: Path, number: int = 1) -> Message:
        """Send an instance back to who asked (C-GET), and wait for the answer."""
        sent = outgoing(file)
        context = next(
            one
            for one in self._association.accepted_contexts
            if one.abstract_syntax == sent.sop_class_uid
            and one.transfer_syntax[0] == sent.transfer_syntax_uid
        )
        content = file.read_bytes()[sent.offset :]
        longest = self._association.dimse.longest_fragment
        self._association.dimse.send_command(
            context.context_id or 0,
            {
                Element.FIELD: Field.STORE_REQUEST,
                Element.MESSAGE_ID: number,
                Element.SOP_CLASS_UID: sent.sop_class_uid,
                Element.SOP_INSTANCE_UID: sent.sop_instance_uid,
                Element.PRIORITY: 0,
            },
            [content[at : at + longest] for at in range(0, len(content), longest)],
        )
        return self.next_message()

    def next_message(self) -> Message:
        while not self._association.dimse.arrived:
            if not self._association.dul.is_alive():
                raise ConnectionError
            self._association.dul.turn(TICK_S)
        return self._association.dimse.arrived.popleft()

    def abort(self) -> None:
        self._association.abort()

    def _encoded(self, request: Message, identifier: Dataset | None) -> bytes:
        if identifier is None:
            return b""
        context = self._association._accepted_cx[request.context]
        stream = DicomBytesIO()
        stream.is_little_endian = True
        stream.is_implicit_VR = context.transfer_syntax[0].is_implicit_VR
        write_dataset(stream, identifier)
        return stream.getvalue()


Script = Callable[[Talk, Message], None]


class ScriptedArchive:
    """Listens on a port of its own; each message goes to the script.

    Args:
        syntaxes: transfer syntaxes it takes; () for all that are proposed.
        lacks: SOP classes it does not offer.
    """

    def __init__(
        self, script: Script, syntaxes: Sequence[str] = (), lacks: Sequence[str] = ()
    ) -> None:
        self._script = script
        self._lacks = frozenset(lacks)
        self._syntaxes = tuple(syntaxes)
        self._token = CancelToken()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(TICK_S)
        self._threads = [threading.Thread(target=self._accept)]
        self.requests: list[Message] = []
        self._threads[0].start()

    @property
    def node(self) -> ArchiveNode:
        return ArchiveNode(
            "scripted",
            port=self._socket.getsockname()[1],
            ae_title="SCRIPTED",
            timeout_s=GIVES_UP_S,
        )

    def fields(self) -> list[int | None]:
        """Command fields of everything asked so far."""
        return [one.field for one in self.requests]

    def stop(self) -> None:
        self._token.cancel()
        for thread in self._threads:
            thread.join(GIVES_UP_S)
        self._socket.close()

    def _accept(self) -> None:
        while not self._token.is_cancelled:
            with suppress(TimeoutError):
                peer, _ = self._socket.accept()
                self._threads.append(threading.Thread(target=self._serve, args=(peer,)))
                self._threads[-1].start()

    def _serve(self, peer: socket.socket) -> None:
        association = self._association(peer)
        association.dul.start()
        try:
            request = association.dul.receive_pdu(wait=True, timeout=GIVES_UP_S)
            if isinstance(request, A_ASSOCIATE):
                association.requestor.primitive = request
                association.acceptor.supported_contexts = [
                    build_context(kind, list(syntaxes))
                    for kind, syntaxes in self._taken(request).items()
                ]
                for context in association.acceptor.supported_contexts:
                    context.scu_role = context.scp_role = True
                association.acse.negotiate_association()
                self._talk(association)
        finally:
            association.end()
            peer.close()

    def _taken(self, request: A_ASSOCIATE) -> dict[str, list[str]]:
        taken: dict[str, list[str]] = {}
        for proposed in request.presentation_context_definition_list:
            named = [str(one) for one in proposed.transfer_syntax]
            fit = [one for one in named if not self._syntaxes or one in self._syntaxes]
            if fit and str(proposed.abstract_syntax) not in self._lacks:
                taken.setdefault(str(proposed.abstract_syntax), []).extend(fit)
        return taken

    def _talk(self, association: PeerAssociation) -> None:
        talk = Talk(association)
        while association.is_established and association.dul.is_alive():
            if association.dimse.arrived:
                message = association.dimse.arrived.popleft()
                self.requests.append(message)
                with suppress(ConnectionError):
                    self._script(talk, message)
            elif association.acse.is_release_requested():
                association.acse.send_release(is_response=True)
                return
            elif self._token.is_cancelled:
                association.abort()
                return
            else:
                association.dul.turn(TICK_S)

    def _association(self, peer: socket.socket) -> PeerAssociation:
        entity = AE(ae_title="SCRIPTED")
        association = PeerAssociation(entity, MODE_ACCEPTOR, self._token)
        association.set_socket(PeerSocket(association, self._token, GIVES_UP_S, client_socket=peer))
        association.acceptor.maximum_length = 16384
        association.acceptor.ae_title = "SCRIPTED"
        association.acceptor.address_info = AddressInformation.from_tuple(peer.getsockname())
        association.acceptor.implementation_class_uid = entity.implementation_class_uid
        association.requestor.address_info = AddressInformation.from_tuple(peer.getpeername())
        return association


def slices(folder: Path, count: int) -> list[Path]:
    """Files of one series of a study, small, uncompressed."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(1, count + 1):
        image = pydicom.dcmread(str(pydicom.data.get_testdata_file("MR_small.dcm")))
        image.StudyInstanceUID, image.SeriesInstanceUID = STUDY, SERIES
        image.SOPInstanceUID = image.file_meta.MediaStorageSOPInstanceUID = UID(
            f"{SERIES}.{number}"
        )
        image.InstanceNumber = number
        made.append(folder / f"{number}.dcm")
        image.save_as(made[-1])
    return made


STUDY, SERIES = "1.2.826.0.1.99", "1.2.826.0.1.99.1"


def library(files: Sequence[Path]) -> Script:
    """An archive of these files that does everything right."""

    def script(talk: Talk, request: Message) -> None:
        if request.field == Field.FIND_REQUEST:
            _list(talk, request, files)
        elif request.field == Field.GET_REQUEST:
            for file in asked_for(talk, request, files):
                talk.store(file)
            talk.answer(request, 0)
        elif request.field == Field.ECHO_REQUEST:
            talk.answer(request, 0)

    return script


def _list(talk: Talk, request: Message, files: Sequence[Path]) -> None:
    level = talk.read(request).QueryRetrieveLevel
    listed = files[:1] if level == "SERIES" else files
    for file in listed:
        image = pydicom.dcmread(BytesIO(file.read_bytes()), stop_before_pixels=True)
        answer = Dataset()
        answer.StudyInstanceUID, answer.SeriesInstanceUID = STUDY, SERIES
        if level == "IMAGE":
            answer.SOPInstanceUID, answer.SOPClassUID = image.SOPInstanceUID, image.SOPClassUID
        talk.answer(request, 0xFF00, answer)
    talk.answer(request, 0)


def asked_for(talk: Talk, request: Message, files: Sequence[Path]) -> list[Path]:
    """The files a C-GET names."""
    named = talk.read(request).get("SOPInstanceUID", None)
    if not named:
        return list(files)
    uids = [named] if isinstance(named, str) else list(named)
    return [one for one in files if pydicom.dcmread(one).SOPInstanceUID in uids]
