"""How good a model is, and how we know: figures with intervals, calibration, thresholds, baselines.

    calibration part → calibrating, operating_points, conformal, lesion_rule → judging  (a card's promises)
    a model's answers on a split → classification, lesion_figures, detection → evaluate, beside baselines
    an evaluation → evaluation_table, evaluation_json, card_metrics  (and what differs from a card)
    a finished run → release; guard_release, phantom_release, explanation_release add what they measure

The figures themselves are `ai.figures`. May import imaging and domain, and what runs and trains networks.
scikit-learn only in `baselines`.
"""
