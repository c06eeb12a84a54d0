"""Whether the pixels are what a model was made for, asked in the worker before the model runs.

images → `Glance` (a few slices as values and greys) → `pixel_checks` (numpy) and `kind_rules` (what
`image_kind` saw) → `Opinion`: reasons to refuse, reasons to warn.

Headers were asked before (`ai.header_rules`); the distance of a model's own features to its training images
comes after (`ai.runtime.feature_guard`).
"""
