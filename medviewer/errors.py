"""Every error a user can see.

    MedViewerError
    ├── InputError            what was opened cannot be used           (command line: exit 2)
    │   ├── NothingToOpen     no DICOM image in the places named
    │   ├── UnreadableFile    one file; the rest of the study still opens
    │   ├── UndecodablePixels one image whose pixels no decoder here can read
    │   ├── NotAVolume        slices that do not form a volume; shown as a stack instead
    │   ├── NotDrawable       an object with nothing in it that could be laid over images
    │   ├── NotRegistered     two series that cannot be laid on one another
    │   ├── ChoiceNeeded      several studies, series or models fit and none was named
    │   └── LinkRefused       a medviewer:// link that is none, or says more than one may
    ├── AnalysisError         the AI side failed; reading goes on
    │   ├── NotApplicable     the model was not made for this image    (command line: exit 3)
    │   ├── ModelUnusable     card or weights are missing, altered or incomplete
    │   ├── WorkerStopped     the worker process crashed, hung or was killed
    │   ├── OutOfMemory       every step of the memory ladder failed
    │   └── ClusterUnusable   machines that were to compute together cannot, or not alike
    ├── MeasuringError        what the reader typed or drew cannot be measured by
    ├── StoreError            the list of studies opened cannot be used; opening works without it
    │   ├── IndexDamaged      the file is no database any more, or lacks what it should hold
    │   ├── AuditUnavailable  the audit trail cannot be written or read now
    │   └── IndexUnavailable  the disk is full or read-only, or another process holds the file too long
    ├── ReportError           a report cannot be put into words, or not be signed as it stands
    │   └── ReportTemplateUnusable   a sentence of a template cannot be put into words
    ├── ExportError           a report could not be written
    ├── NetworkError          something on the network did not do what was asked; local work goes on
    │   ├── ArchiveError      an archive (PACS)
    │   │   ├── ArchiveUnreachable   no connection, TLS failed, or silence
    │   │   ├── ArchiveRefused       association, login or request was refused
    │   │   └── ArchiveAnswerUnusable  an answer that is not what the standard says
    │   └── EndpointError     a remote machine that runs models
    ├── ArrivalsUnwritable    the disk refused what arrived
    └── KeyringUnavailable    secrets cannot be kept or read

Each says what happened, why, and what to do next, as a `Message` that can still be translated.
"""

from medviewer.words import Message


class MedViewerError(Exception):
    """Root of the tree; `message` is shown to the user as it is."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class InputError(MedViewerError):
    """What was opened cannot be used."""


class NothingToOpen(InputError):
    """No DICOM image in the places named."""


class UnreadableFile(InputError):
    """One file that cannot be read."""


class UndecodablePixels(InputError):
    """One image whose pixels no decoder here can read."""


class NotAVolume(InputError):
    """Slices that do not form a volume."""


class NotDrawable(InputError):
    """An object with nothing in it that could be laid over images."""


class NotRegistered(InputError):
    """Two series cannot be laid on one another."""


class ChoiceNeeded(InputError):
    """Several things fit and none was named."""


class LinkRefused(InputError):
    """A `medviewer://` link that is none, or says more than one may."""


class AnalysisError(MedViewerError):
    """The AI side failed."""


class NotApplicable(AnalysisError):
    """The model was not made for this image."""


class ModelUnusable(AnalysisError):
    """A model's card or weights are missing, altered or incomplete."""


class WorkerStopped(AnalysisError):
    """The worker process crashed, hung or was killed."""


class OutOfMemory(AnalysisError):
    """Every step of the memory ladder failed."""


class ClusterUnusable(AnalysisError):
    """Machines that were to compute together cannot, or would not all give the same results."""


class MeasuringError(MedViewerError):
    """What the reader typed or drew cannot be measured by."""


class StoreError(MedViewerError):
    """What outlives a run cannot be read or written."""


class IndexDamaged(StoreError):
    """The file is no database any more, or lacks what it should hold."""


class IndexUnavailable(StoreError):
    """The disk is full or read-only, or another process holds the file too long."""


class AuditUnavailable(StoreError):
    """The audit trail cannot be written or read now."""


class ReportError(MedViewerError):
    """A report cannot be put into words, or not be signed as it stands."""


class ReportTemplateUnusable(ReportError):
    """A sentence of a report template cannot be put into words."""


class ExportError(MedViewerError):
    """A report could not be written."""


class NetworkError(MedViewerError):
    """Something on the network did not do what was asked."""


class ArchiveError(NetworkError):
    """An archive did not do what was asked."""


class ArchiveUnreachable(ArchiveError):
    """No connection to an archive, TLS failed, or it fell silent."""


class ArchiveRefused(ArchiveError):
    """An archive refused the association, the login or the request."""


class ArchiveAnswerUnusable(ArchiveError):
    """An archive's answer is not what the standard says."""


class EndpointError(NetworkError):
    """A remote machine that runs models did not do what was asked."""


class ArrivalsUnwritable(MedViewerError):
    """The disk refused what arrived from the network."""


class KeyringUnavailable(MedViewerError):
    """Secrets cannot be kept or read on this computer."""
