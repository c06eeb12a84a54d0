"""How good a model is, and how we know: figures with intervals, calibration, thresholds, baselines.

    scores and truth → decisions, discrimination, reliability, localisation, froc     (pure figures)
    any figure → intervals                                          (resampled by patient or scan)
    calibration part → calibrating, operating_points, conformal, abstaining     (what a card states)
    a model folder + labelled data → evaluate → a table, JSON, or `against_card`

May import imaging and domain, and what runs and trains networks. scikit-learn only in `baselines`.
"""
