"""TF-IDF and linear judges, beside scikit-learn's own."""

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from medviewer.ai.text.tfidf import LinearJudge, likeness, pairs_of, shares_of, tfidf_of

TEXTS = [
    text.split()
    for text in (
        "fever and cough today",
        "no fever but cough",
        "stone in the kidney",
        "kidney stone seen today and fever",
        "cough and fever and cough",
    )
]
NEW = [["fever", "cough", "kidney", "today"], ["nothing", "known"]]


def test_that_rows_are_those_of_scikit_learn() -> None:
    theirs = TfidfVectorizer(analyzer=pairs_of, min_df=2, sublinear_tf=True).fit(TEXTS)

    ours = tfidf_of(TEXTS)

    assert list(theirs.get_feature_names_out()) == list(ours.features)
    assert np.allclose(theirs.transform(NEW).toarray(), ours.rows(NEW).toarray())


def test_that_a_judge_kept_by_its_texts_answers_as_its_weights_would() -> None:
    tfidf = tfidf_of(TEXTS)
    rows = tfidf.rows(TEXTS)
    svm = LinearSVC().fit(rows, [0, 0, 1, 1, 0])

    judge = LinearJudge(shares_of(svm.coef_.T, rows), svm.intercept_)

    new = tfidf.rows(NEW)
    expected = svm.decision_function(new)
    assert np.allclose(expected, judge.scores(likeness(new, rows))[:, 0], atol=1e-6)
