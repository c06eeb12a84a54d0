"""The tables and the figure of the help page “How many machines”, in both languages."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from medviewer import paths
from tests.scaling.figure import throughput_figure
from tests.scaling.predictions import (
    Throughput,
    a_day,
    busiest_hour,
    checked,
    cores_needed,
    cost_a_year,
    mixed,
    terabytes_a_year,
    throughput,
)
from tests.scaling.site_figures import CORE, DISK, HOURS, LINK, MIX, STAGES, Measured, Site

BEGIN, END = "<!-- {name}:begin -->", "<!-- {name}:end -->"
FIGURE = "scaling.svg"
WORKERS = (1, 2, 4, 8, 16, 32, 64)
LANGUAGES = ("en", "zh_CN")

ZH: Mapping[str, str] = MappingProxyType(
    {
        "study": "检查",
        "studies": "检查数",
        "images": "图像数",
        "MB": "MB",
        "scan": "读头信息",
        "decode": "解码",
        "analyse": "分析",
        "write": "写文书",
        "in all, core s": "合计（核·秒）",
        "result, MB": "结果（MB）",
        "ct_chest": "胸部 CT",
        "ct_small": "小型 CT（用于核对）",
        "radiograph": "X 线平片",
        "no_model": "无适用模型的检查",
        "workers": "工作进程",
        "cores it had": "实得核数",
        "measured, studies/h": "实测（检查/小时）",
        "predicted": "预测",
        "error": "误差",
        "studies/h": "检查/小时",
        "link": "网络",
        "disk": "磁盘",
        "core": "处理器核",
        "resource": "资源",
        "needed in the busiest hour": "最忙一小时所需",
        "that is": "即",
        "median wait": "等待中位数",
        "95 % within": "95 % 不超过",
        "last result": "最后一个结果",
        "servers": "台",
        "what": "项目",
        "a year": "每年",
        "results": "结果",
        "results and images": "结果与图像",
        "machines": "计算机",
        "current": "电费",
        "room for results": "结果存储",
    }
)


def write_pages(measured: Measured) -> Iterable[str]:
    """Write every page anew; yields what was written."""
    site = Site()
    series = [throughput(mixed(measured), count, site, count) for count in WORKERS]
    for language in LANGUAGES:
        folder = paths.resources() / "help" / language
        file = folder / "scaling.md"
        page = file.read_text(encoding="utf-8")
        for name, table in tables(measured, site, series, language).items():
            page = written_into(page, name, table)
        file.write_text(page, encoding="utf-8")
        need = max(HOURS) * site.studies_a_day
        (folder / FIGURE).write_text(throughput_figure(series, need, language), encoding="utf-8")
        yield str(file)


def tables(
    measured: Measured, site: Site, series: list[Throughput], language: str
) -> dict[str, str]:
    """By the name of the place they stand in."""
    rows = {
        "stages": _stages(measured),
        "checked": _checked(measured),
        "throughput": _throughput(series),
        "busiest": _busiest(measured, site),
        "days": _days(measured, site),
        "room": _room(measured, site),
        "cost": _cost(measured, site),
    }
    drawn = {name: _table(lines, language) for name, lines in rows.items()}
    return {**drawn, "machine": _machine(measured, language)}


def written_into(page: str, name: str, text: str) -> str:
    """The page with a text between its markers.

    Raises:
        ValueError: it has no markers.
    """
    begin, end = BEGIN.format(name=name), END.format(name=name)
    if begin not in page or end not in page:
        raise ValueError(f"the page has no {begin} and {end}")
    before, _, rest = page.partition(begin)
    # a blank line, or Markdown takes the marker for a row
    return f"{before}{begin}\n{text}\n\n{end}{rest.partition(end)[2]}"


def _machine(measured: Measured, language: str) -> str:
    if language == "zh_CN":
        return f"{measured.machine}；{measured.date}；开始时系统负载 {measured.load:g}。"
    return (
        f"{measured.machine}; {measured.date}; the machine's load when it began: {measured.load:g}."
    )


def _stages(measured: Measured) -> list[list[str]]:
    head = ["study", "images", "MB", *STAGES, "in all, core s", "result, MB"]
    rows = [
        [
            kind.name,
            f"{kind.images:,}",
            f"{kind.megabytes:.1f}",
            *(f"{kind.core_s.get(stage, 0):.2f}" for stage in STAGES),
            f"{kind.total_core_s:.2f}",
            f"{kind.result_megabytes:.3f}",
        ]
        for kind in measured.kinds.values()
    ]
    return [head, *rows]


def _checked(measured: Measured) -> list[list[str]]:
    rows = [checked(run, measured.kinds[measured.run_kind]) for run in measured.runs]
    return [
        ["workers", "studies", "cores it had", "measured, studies/h", "predicted", "error"],
        *(
            [
                str(row.run.workers),
                str(row.run.studies),
                f"{row.run.cores:.2f}",
                f"{row.run.per_hour:,.0f}",
                f"{row.predicted_per_hour:,.0f}",
                f"{100 * row.error:+.0f} %",
            ]
            for row in rows
        ),
    ]


def _throughput(series: list[Throughput]) -> list[list[str]]:
    return [
        ["workers", "studies/h", CORE, LINK, DISK],
        *(
            [
                str(each.workers),
                f"{each.per_hour:,.0f}",
                *(f"{100 * each.fill[name]:.0f} %" for name in (CORE, LINK, DISK)),
            ]
            for each in series
        ),
    ]


def _busiest(measured: Measured, site: Site) -> list[list[str]]:
    wanted = busiest_hour(measured, site)
    ordered = sorted(wanted.items(), key=lambda each: -each[1])
    return [
        ["resource", "needed in the busiest hour"],
        *([name, f"{amount:.2f}"] for name, amount in ordered),
    ]


def _days(measured: Measured, site: Site) -> list[list[str]]:
    enough = cores_needed(measured, site)
    tried = (enough, 2 * enough, 4 * enough)
    days = [a_day(measured, site, workers) for workers in tried]
    return [
        ["workers", "median wait", "95 % within", "last result"],
        *(
            [str(d.workers), _time(d.median_s), _time(d.p95_s), f"{d.last_done_h:.1f} h"]
            for d in days
        ),
    ]


def _room(measured: Measured, site: Site) -> list[list[str]]:
    return [
        ["what", "a year"],
        ["results", f"{terabytes_a_year(measured, site, with_images=False):.2f} TB"],
        ["results and images", f"{terabytes_a_year(measured, site, with_images=True):,.0f} TB"],
    ]


def _cost(measured: Measured, site: Site) -> list[list[str]]:
    cost = cost_a_year(measured, site)
    names = {"machines": "machines", "current": "current", "results": "room for results"}
    return [["what", "a year"], *([names[name], f"{cost[name]:,.0f}"] for name in cost)]


def _table(rows: list[list[str]], language: str) -> str:
    head, *body = ([_word(cell, language) for cell in row] for row in rows)
    rule = "|" + "---|" * len(head)
    return "\n".join([_line(head), rule, *map(_line, body)])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _word(text: str, language: str) -> str:
    if language == "zh_CN":
        return ZH.get(text, text)
    return text.replace("_", " ") if text in MIX or text == "ct_small" else text


def _time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 600 else f"{seconds / 60:,.0f} min"
