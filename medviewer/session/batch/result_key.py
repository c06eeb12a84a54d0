"""What makes a result the same: which images, weights and program, what was asked, how it is written."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from medviewer.session.batch.study_task import BatchOrder

# Raised whenever `result.json` is written otherwise.
RESULT_SCHEMA = 2  # 1 had sentences as English text


@dataclass(frozen=True, slots=True, order=True)
class KeyedInstance:
    """An image as the key knows it.

    The size stands in for the content: a file that was cut short while it was being copied has the UID of
    the whole one. Pixels are not hashed: that would read every byte of the archive before any work is done.
    """

    sop_instance_uid: str
    size: int


def result_key(instances: Iterable[KeyedInstance], order: BatchOrder) -> str:
    """64 hex digits. Copies of an instance count once, their order does not; nor does the device."""
    digest = hashlib.sha256(f"medviewer batch {RESULT_SCHEMA}\n".encode())
    digest.update(f"program {order.software_version}\n".encode())
    for model in sorted(order.models, key=lambda each: each.model_id):
        hashes = model.weights_sha256, model.card_sha256, model.guard_sha256
        digest.update(f"model {model.model_id} {' '.join(hashes)}\n".encode())
    digest.update(f"point {order.point}\n".encode())
    for kind in sorted(order.kinds):
        digest.update(f"kind {kind.value}\n".encode())
    for each in sorted(set(instances)):
        digest.update(f"instance {each.sop_instance_uid} {each.size}\n".encode())
    return digest.hexdigest()
