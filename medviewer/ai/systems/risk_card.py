"""The card of a risk model: what it is for, what it read, what it was not allowed to read."""

from pathlib import PurePath

from medviewer import __version__
from medviewer.ai.systems.system import Options
from medviewer.ai.training.risk.run import TableOrder, TableRun
from medviewer.domain.model_card import TrainingSource
from medviewer.domain.system_card import SystemCard, SystemFile

OWN_RELEASE = "RESEARCH-ONLY"


def card_of(
    order: TableOrder, run: TableRun, files: tuple[SystemFile, ...], options: Options
) -> SystemCard:
    """All of a card but its figures."""
    recipe, table = order.recipe, order.table
    is_own = table not in recipe.tables
    source = TrainingSource(table.title, "of whoever owns the table", "", f"file {table.source}")
    return SystemCard(
        system_id=recipe.system_id,
        version=recipe.version,
        family=recipe.family,
        title=f"{recipe.title}: {table.title}" if not is_own else table.title,
        intended_use=recipe.intended_use,
        licence=recipe.licence,
        release=OWN_RELEASE if is_own else recipe.release,
        files=files,
        sources=(source,) if is_own else recipe.sources,
        limits=(*recipe.limits, *_limits(run), f"Trained with MedViewer {__version__}."),
        default=run.default,
        options=_kept_options(options),
        published=table.published,
    )


def _limits(run: TableRun) -> tuple[str, ...]:
    rows = run.rows
    found = [
        f"Learnt from {len(rows.found)} rows with {int(rows.found.event.sum())} outcomes.",
        *(f"Column {each.name} is not read: {each.reason}." for each in rows.dropped),
        *(
            f"Column {each.name} is not read: it {each.reason}."
            for each in run.fits.encoding.dropped
        ),
    ]
    if rows.left_out:
        found.append(f"{rows.left_out} rows state no usable time and outcome and were left out.")
    return tuple(found)


def _kept_options(options: Options) -> Options:
    """A path of this computer becomes the file's name."""
    return tuple(
        (name, PurePath(value).name if name == "table" else value) for name, value in options
    )
