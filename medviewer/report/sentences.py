"""Sentences of a template put into words. A template, and every value in it, may be somebody's attack.

A template may name facts, ask, repeat and join. It can call nothing, set nothing, reach no Python object and
write no more than a few pages: everything else is refused before anything runs.
"""

from collections.abc import Iterable, Iterator

from jinja2 import TemplateError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment

from medviewer.errors import ReportTemplateUnusable
from medviewer.report.facts import Facts
from medviewer.words import message

LONGEST_SOURCE = 20_000  # characters
LONGEST_TEXT = 20_000
DEEPEST_LOOP = 2
LOOP_WORDS = frozenset({"index", "index0", "first", "last", "length"})
FILTERS = ("default", "first", "last", "length", "lower", "upper", "capitalize", "trim")
ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Getitem,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Filter,
    nodes.Test,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
    nodes.Concat,
    nodes.Keyword,
)


def in_sentences(source: str, facts: Facts) -> str:
    """A section's text: trimmed, without empty lines at its ends.

    Raises:
        ReportTemplateUnusable: the template is none, asks for what no template may, or writes too much.
    """
    try:
        environment = _Environment()
        environment.check(source)
        pieces = environment.from_string(source).generate(facts)
        text = "".join(_limited(pieces))
    except (TemplateError, ValueError, TypeError, ArithmeticError, RecursionError) as error:
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise ReportTemplateUnusable(
            message(
                "Report template",
                "A sentence of the report template cannot be put into words ({reason}). Mend the template "
                "or choose another one.",
                reason=reason,
            )
        ) from error
    lines = (" ".join(line.split()) for line in text.strip().splitlines())
    return "\n".join(lines)


class _Environment(SandboxedEnvironment):
    """Names lead to values of plain dicts and lists, and nowhere else."""

    def __init__(self) -> None:
        super().__init__(trim_blocks=True, lstrip_blocks=True)
        self.filters = {name: self.filters[name] for name in FILTERS} | {"join": _joined}
        self.globals.clear()

    def check(self, source: str) -> None:
        """Raises ValueError where a template holds more than `ALLOWED`."""
        if len(source) > LONGEST_SOURCE:
            raise ValueError("too long")
        tree = self.parse(source)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, ALLOWED):
                raise ValueError(f"“{type(node).__name__}” is not allowed")
        if _depth(tree) > DEEPEST_LOOP:
            raise ValueError("loops within loops")

    def getattr(self, obj: object, attribute: str) -> object:
        if isinstance(obj, LoopContext) and attribute in LOOP_WORDS:
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: object, argument: object) -> object:
        if isinstance(obj, dict) and argument in obj:
            return obj[argument]
        if isinstance(obj, list) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.undefined(name=str(argument))


def _depth(node: nodes.Node) -> int:
    """How many loops lie within one another."""
    below = max((_depth(child) for child in node.iter_child_nodes()), default=0)
    return below + isinstance(node, nodes.For)


def _joined(parts: Iterable[object], between: str = "") -> str:
    text = str(between).join(str(part) for part in parts)
    if len(text) > LONGEST_TEXT:
        raise ValueError("too much text")
    return text


def _limited(pieces: Iterable[str]) -> Iterator[str]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > LONGEST_TEXT:
            raise ValueError("too much text")
        yield piece
