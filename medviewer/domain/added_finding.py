"""A finding that no model proposed: the reader's own, in the voxels of one display set."""

from dataclasses import dataclass

from medviewer.domain.finding import Finding, Review, first_review


@dataclass(frozen=True, slots=True)
class AddedFinding:
    """A finding by the reader, accepted as it is made; its `provenance` names who and when.

    Attributes:
        display_set_id: of the study's display set its voxels count in.
    """

    finding: Finding
    display_set_id: str

    @property
    def review(self) -> Review:
        return first_review(self.finding)
