"""Risk and prognosis as arithmetic: tables, their encoding, classical models, and how an answer is judged.

Table file → `clinical_table` (typed columns) → `outcomes` (time, event) and `encoding` (numbers for a model)
→ `kaplan_meier`, `cox`, `logistic` → `concordance`, `brier`, `horizon_calibration`. NumPy and SciPy only, so
that it can run where no torch is.
"""
