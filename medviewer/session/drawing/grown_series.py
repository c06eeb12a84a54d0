"""Segments lie on images by number: when a series grows, each stays on the image it was painted on."""

from collections import Counter
from dataclasses import replace

from medviewer.domain.segmentation import Segment
from medviewer.domain.study import DisplaySet, FrameSource, Study

ImageKey = tuple[str, int, bool]  # instance, frame, and whether it only stands between two images


def on_same_images(segment: Segment, before: Study, now: Study) -> Segment:
    """The segment on the images it lay on `before`; of one that is gone, or shared now, nothing."""
    then = before.find_display_set(segment.display_set_id)
    grown = now.find_display_set(segment.display_set_id)
    if then is None or grown is None or then.frames == grown.frames:
        return segment
    places = {key: index for index, key in enumerate(_keys(grown)) if key is not None}
    moved = {}
    for index, key in enumerate(_keys(then)):
        if index in segment.slices and key in places:
            moved[places[key]] = segment.slices[index]
    return replace(segment, slices=moved)


def _keys(display_set: DisplaySet) -> list[ImageKey | None]:
    """What each image is known by; None for those that share it."""
    keys = [_key(frame) for frame in display_set.frames]
    counts = Counter(keys)
    return [key if counts[key] == 1 else None for key in keys]


def _key(frame: FrameSource) -> ImageKey:
    return frame.instance.sop_instance_uid, frame.frame_index, frame.between is not None
