"""What the reader has set about the hospital's network: archives, listener, priors, quota. Values only."""

from dataclasses import dataclass, field

from medviewer.domain.archive import ArchiveNode, ListenerSettings


@dataclass(frozen=True, slots=True)
class PriorRules:
    """Which earlier studies are fetched by themselves when a study opens.

    Attributes:
        node: the archive they are fetched from; "": none are.
        most: no more studies than this, the newest first.
        years: none that is older than the study opened by more.
        same_modality: only studies with a modality of the study opened.
        same_body_part: none that names another region of the body; one that names none is taken.
    """

    node: str = ""
    most: int = 2
    years: int = 5
    same_modality: bool = True
    same_body_part: bool = True

    @property
    def is_on(self) -> bool:
        return bool(self.node)


@dataclass(frozen=True, slots=True)
class ArrivalQuota:
    """How much of what arrived is kept, and how long after it was last opened; 0: without a limit."""

    gigabytes: int = 20
    days: int = 30

    @property
    def byte_count(self) -> int:
        return self.gigabytes * 10**9


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """Everything but secrets.

    Attributes:
        nodes: in the order entered; no two have one name.
        default: name of the node that is offered first; "": the first.
        is_listening: whether the viewer takes what others send while it runs.
    """

    nodes: tuple[ArchiveNode, ...] = ()
    default: str = ""
    is_listening: bool = False
    listener: ListenerSettings = field(default_factory=ListenerSettings)
    priors: PriorRules = PriorRules()
    quota: ArrivalQuota = ArrivalQuota()

    def find(self, name: str) -> ArchiveNode | None:
        """The node of that name, or None."""
        return next((node for node in self.nodes if node.name == name), None)

    @property
    def first_offered(self) -> ArchiveNode | None:
        """The default node; the first where none was chosen; None where there is none."""
        return self.find(self.default) or next(iter(self.nodes), None)

    @property
    def callers(self) -> tuple[str, ...]:
        """AE titles that may send to the listener: those named, else those of the DIMSE nodes."""
        named = self.listener.allowed_ae_titles
        return named or tuple(
            dict.fromkeys(node.ae_title for node in self.nodes if node.protocol == "dimse")
        )
