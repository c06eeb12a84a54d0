"""Judging coders of text: the baselines they stand beside, their blend, thresholds and figures.

`fitting` (baselines) -> `choosing` (blend, thresholds, who answers) -> `judging` (figures of a split)
"""
