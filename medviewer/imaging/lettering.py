"""Sets text into pictures: with a halo that reads on black and on white, in a font for each script."""

from collections.abc import Sequence
from enum import Enum

from PIL import ImageDraw, ImageFont

from medviewer.domain.typeface import FontFile, FontSet, script_runs
from medviewer.imaging.colormaps import Rgb
from medviewer.imaging.marks import Point

HALO: Rgb = (0, 0, 0)
HALO_PX = 2
LINE_HEIGHT = 1.35  # of the font size

PillowFont = ImageFont.FreeTypeFont | ImageFont.ImageFont


class Align(Enum):
    """Which end of a line of text its point is; the value is the share of the width left of the point."""

    LEFT = 0.0
    CENTER = 0.5
    RIGHT = 1.0


class Lettering:
    """Text of one size in one set of fonts."""

    def __init__(self, fonts: FontSet, size_px: int) -> None:
        self.size_px = size_px
        self._latin = _load(fonts.latin, size_px)
        self._cjk = _load(fonts.cjk or fonts.latin, size_px)

    @property
    def line_height_px(self) -> int:
        return round(self.size_px * LINE_HEIGHT)

    def width_px(self, text: str) -> float:
        return sum(self._font(run.is_cjk).getlength(run.text) for run in script_runs(text))

    def shortened(self, text: str, room_px: float) -> str:
        """The text, cut with an ellipsis where it is wider than its room."""
        if self.width_px(text) <= room_px:
            return text
        while text and self.width_px(text + "…") > room_px:
            text = text[:-1]
        return text + "…"

    def write(
        self,
        draw: ImageDraw.ImageDraw,
        baseline: Point,
        text: str,
        colour: Rgb,
        align: Align = Align.LEFT,
    ) -> None:
        """Write one line; `baseline` is where its left end, middle or right end stands."""
        x = baseline.x - align.value * self.width_px(text)
        for run in script_runs(text):
            font = self._font(run.is_cjk)
            draw.text(
                (x, baseline.y),
                run.text,
                fill=colour,
                font=font,
                anchor="ls" if isinstance(font, ImageFont.FreeTypeFont) else None,
                stroke_width=HALO_PX,
                stroke_fill=HALO,
            )
            x += font.getlength(run.text)

    def write_lines(
        self,
        draw: ImageDraw.ImageDraw,
        first_baseline: Point,
        lines: Sequence[str],
        colour: Rgb,
        align: Align = Align.LEFT,
    ) -> None:
        """Write lines one below the other."""
        for index, line in enumerate(lines):
            below = Point(first_baseline.x, first_baseline.y + index * self.line_height_px)
            self.write(draw, below, line, colour, align)

    def _font(self, is_cjk: bool) -> PillowFont:
        return self._cjk if is_cjk else self._latin


def _load(font: FontFile | None, size_px: int) -> PillowFont:
    if font is None:
        return ImageFont.load_default(size_px)  # bundled with Pillow
    return ImageFont.truetype(
        str(font.path), size_px, index=font.index, layout_engine=ImageFont.Layout.BASIC
    )
