"""Which page of the help speaks of which commands: by their ids or how these begin, the longest fits."""

# In the order of the list; every page is `resources/help/<language>/<topic>.md`.
TOPICS: dict[str, tuple[str, ...]] = {
    "opening": ("file.", "view.next_study", "view.previous_study"),
    "network": ("archive.",),
    "scrolling": (
        "view.next_",
        "view.previous_",
        "view.page_",
        "view.first_image",
        "view.last_image",
        "view.show_",
        "view.source_slices",
        "tool.scroll",
    ),
    "windowing": ("view.preset_", "view.invert", "view.next_unit", "tool.window"),
    "zooming": (
        "view.zoom_",
        "view.fit",
        "view.reset",
        "view.turn_",
        "view.flip_",
        "tool.zoom",
        "tool.pan",
        "tool.usual",
    ),
    "texts": (
        "view.corner_texts",
        "view.notes",
        "view.hide_identity",
        "view.image_overlays",
        "view.shutters",
    ),
    "layouts": ("layout.", "hanging."),
    "linking": ("link.", "view.reference_lines", "view.cursor"),
    "planes": ("mpr.",),
    "curves": ("mpr.curve",),
    "fusion": ("mpr.fuse",),
    "solid": ("solid.",),
    "measuring": ("tool.", "measure.", "view.measurements"),
    "lengths": ("tool.length", "tool.bidirectional"),
    "angles": ("tool.angle", "tool.cobb"),
    "regions": (
        "tool.rectangle",
        "tool.ellipse",
        "tool.polygon",
        "tool.freehand",
        "tool.region_window",
        "measure.window_from_region",
    ),
    "pointing": ("tool.probe", "tool.text", "tool.arrow", "measure.write", "measure.label"),
    "calibrating": (
        "tool.calibration",
        "measure.calibrate",
        "measure.calibrate_series",
        "measure.reset_calibration",
    ),
    "magnifying": ("tool.magnifier",),
    "erasing": ("tool.eraser", "measure.delete", "edit."),
    "key_images": ("measure.key_image",),
    "layers": ("layer.",),
    "segmenting": ("tool.brush", "tool.grow", "segment."),
    "follow_up": ("follow_up.", "view.follow_up"),
    "cine": ("cine.",),
    "pictures": ("pictures.", "view.copy_", "file.print"),
    "tags": ("view.attributes", "attributes."),
    "documents": ("object.",),
    "context": ("view.context", "context."),
    "ai": ("ai.", "findings.", "view.findings", "view.peek"),
    "reviewing": (
        "findings.accept",
        "findings.reject",
        "findings.reopen",
        "findings.edit",
        "findings.leave",
        "findings.add",
        "findings.outline",
        "findings.remove",
        "tool.finding",
    ),
    "reading_modes": ("reading.",),
    "remote": ("ai.analyze_elsewhere", "settings.machines"),
    "attention": ("view.attention",),
    "answers": ("results.",),
    "report": ("report.",),
    "codes": ("codes.",),
    "exporting": ("report.export", "report.stop_export", "report.open_exported"),
    "audit": ("audit.",),
    "sharing": ("sharing.",),
    "batch": (),  # a verb of the command line
    "scaling": (),  # how many machines; `tests/scaling` writes its tables and figure
    "systems": (),  # every system with its figures; `tests/systems` writes the table
    "settings": ("settings.",),
    "help": ("help.",),
    "faults": ("help.fault",),
    "known_issues": ("help.known_issues",),
}


def topic_of(command_id: str) -> str:
    """The page that speaks of a command; "" where none does."""
    fitting = (
        (len(beginning), topic)
        for topic, beginnings in TOPICS.items()
        for beginning in beginnings
        if command_id.startswith(beginning)
    )
    return max(fitting, default=(0, ""))[1]
