"""Trains models of several parts: a recipe, readers of its data, inputs and subjects fitted to it.

recipe ─► reader: `LabelledCases` ─► inputs fitted ─► every subject fitted ─► a `FusedModel`
repeated cross-validation by patient inside train chooses who answers by default
"""
