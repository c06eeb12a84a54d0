"""What runs in the process that registers: importing SimpleITK here would hold up the window.

    viewer: two volumes ─► `pair_of` thins them ─► Pair ─► process: `Registrar` ─► RigidTransform

`build_registrar` is called in that process; importing this module is cheap.
"""

from dataclasses import dataclass

from medviewer.domain.rigid_transform import RigidTransform
from medviewer.domain.volume import Volume
from medviewer.imaging import registration
from medviewer.progress import CancelToken, ProgressSink


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Small enough to be sent to another process."""

    fixed: Volume
    moving: Volume


class Registrar:
    """Answers a `Pair` with the `RigidTransform` from the one to the other."""

    device = "CPU"

    def __call__(self, request: object, progress: ProgressSink, token: CancelToken) -> object:
        """As `registration.register`."""
        if not isinstance(request, Pair):
            raise TypeError("only pairs of volumes are registered")
        return _registered(request, progress, token)


def build_registrar() -> Registrar:
    return Registrar()


def pair_of(fixed: Volume, moving: Volume) -> Pair:
    """Two volumes as fine as registration needs them. Runs in any thread; SimpleITK is not loaded.

    Raises:
        NotRegistered: one is too small.
    """
    return Pair(registration.thinned(fixed), registration.thinned(moving))


def _registered(pair: Pair, progress: ProgressSink, token: CancelToken) -> RigidTransform:
    return registration.register(pair.fixed, pair.moving, token, progress)
