"""Studies an hour against workers, as SVG; both axes logarithmic: twice as many looks the same anywhere."""

import math
from collections.abc import Sequence
from types import MappingProxyType
from xml.sax.saxutils import escape

from tests.scaling.predictions import Throughput

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 80, 20, 30, 50
LINE, NEED, GRID, INK = "#1f6fb4", "#b3541e", "#d0d4d9", "#1b1f24"
WORDS = MappingProxyType(
    {
        "en": ("workers (one core each)", "studies an hour", "busiest hour of 10,000 a day"),
        "zh_CN": ("工作进程（每个一核）", "检查/小时", "每日 10,000 例的最忙一小时"),
    }
)


def throughput_figure(series: Sequence[Throughput], need: float, language: str) -> str:
    """A line for what workers do, one for what is needed; its own white ground, for every theme."""
    across, up, needed = WORDS[language]
    most = max(need, *(each.per_hour for each in series))
    least = min(need, *(each.per_hour for each in series))
    low, high = math.floor(math.log10(least)), math.ceil(math.log10(most))
    last = math.log2(series[-1].workers)

    def x(workers: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * math.log2(workers) / last

    def y(per_hour: float) -> float:
        share = (math.log10(per_hour) - low) / (high - low)
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share

    lines = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']
    for power in range(low, high + 1):
        lines += [_rule(LEFT, y(10.0**power), WIDTH - RIGHT, y(10.0**power), GRID)]
        lines += [_text(LEFT - 8, y(10.0**power) + 4, f"{10**power:,}", "end")]
    for each in series:
        lines += [_text(x(each.workers), HEIGHT - BOTTOM + 18, str(each.workers), "middle")]
    points = " ".join(f"{x(each.workers):.1f},{y(each.per_hour):.1f}" for each in series)
    lines += [f'<polyline points="{points}" fill="none" stroke="{LINE}" stroke-width="2"/>']
    lines += [
        f'<circle cx="{x(each.workers):.1f}" cy="{y(each.per_hour):.1f}" r="3.5" fill="{LINE}"/>'
        for each in series
    ]
    lines += [_rule(LEFT, y(need), WIDTH - RIGHT, y(need), NEED)]
    lines += [_text(LEFT + 6, y(need) - 6, f"{needed}: {need:,.0f}", "start", NEED)]
    lines += [_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, across, "middle")]
    lines += [_text(LEFT, TOP - 12, up, "start")]
    body = "\n".join(lines)
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n{body}\n</svg>\n'


def _rule(x1: float, y1: float, x2: float, y2: float, color: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{color}"/>'


def _text(x: float, y: float, text: str, anchor: str, color: str = INK) -> str:
    style = f'text-anchor="{anchor}" fill="{color}" font-family="sans-serif" font-size="12"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(text)}</text>'
