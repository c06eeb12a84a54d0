"""Task files for tests."""

from dataclasses import replace

from medviewer.ai.training.task import OptimiserPlan, Task, parse_task

TASK = """
task_id = "shadows"
kind = "classification"
reader = "medmnist"
labels = ["none", "shadow"]
input_size = [28, 28]
release = "SHIP-OK"
[network]
name = "slice_cnn"
options = { width = 8 }
[division]
method = "blocks"
leave_out = [[3, 5]]
[card]
title = "Shadows"
analyzer = "shadows"
intended_use = "Tests."
limits = ["None of its answers is about a patient."]
licence = "Apache-2.0"
sources = [{ name = "Shadows", licence = "CC0", attribution = "nobody" }]
[card.applicability]
modalities = ["DX"]
body_parts = ["CHEST"]
min_slices = 1
max_slice_spacing_mm = 0.0
max_pixel_spacing_mm = 1.0
unit = ""
"""


def small_task(**optimiser: float | int) -> Task:
    """A task about discs of 16 x 16 pixels, two epochs of batches of eight."""
    plan: dict[str, float | int] = {"epochs": 2, "batch_size": 8, "average_decay": 0.5, **optimiser}
    task = parse_task(TASK)
    return replace(
        task,
        labels=("noise", "disc"),
        input_size=(16, 16),
        optimiser=OptimiserPlan(**plan),  # type: ignore[arg-type]  # whole numbers and fractions by name
        division=replace(task.division, method="groups", leave_out=()),
    )
