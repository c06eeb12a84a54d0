"""Segments lie on images by number: when a series grows, each stays on the image it was painted on."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from medviewer.domain.segmentation import Segment
from medviewer.domain.study import DisplaySet, FrameSource, Study


def on_same_images(segment: Segment, before: Study, now: Study) -> Segment:
    """The segment on the images it lay on `before`; of one that is gone, or shared now, nothing."""
    then = before.find_display_set(segment.display_set_id)
    grown = now.find_display_set(segment.display_set_id)
    if then is None or grown is None or then.frames == grown.frames:
        return segment
    return moved(segment, image_keys(then), image_keys(grown))


def moved(segment: Segment, then: Sequence[str], now: Sequence[str]) -> Segment:
    """The segment of images known by `then` among those known by `now`."""
    places = {key: index for index, key in enumerate(now) if key}
    slices = {
        places[then[index]]: mask
        for index, mask in segment.slices.items()
        if 0 <= index < len(then) and then[index] in places
    }
    return replace(segment, slices=slices)


def image_keys(display_set: DisplaySet) -> tuple[str, ...]:
    """What each image is known by; "" for those that share it, such as what only stands for an image."""
    keys = [_key(frame) for frame in display_set.frames]
    counts = Counter(keys)
    return tuple(key if counts[key] == 1 else "" for key in keys)


def _key(frame: FrameSource) -> str:
    kind = "~" if frame.between is not None else "#"
    return f"{frame.instance.sop_instance_uid}{kind}{frame.frame_index}"
