"""Teaching: it learns what words say, looks where it was told, goes on where it stopped."""

from pathlib import Path

import numpy as np
import pytest
import torch

from medviewer.ai.networks.text_coder import TextNetwork
from medviewer.ai.training.text.cases import divide_cases, labels_of
from medviewer.ai.training.text.lessons import (
    Lesson,
    batch_of,
    lessons_of,
    truth_of,
    vocabulary_of_cases,
)
from medviewer.ai.training.text.objectives import asked_labels
from medviewer.ai.training.text.task import TeachingPlan, TextCardWords, TextTask
from medviewer.ai.training.text.teaching import (
    Classroom,
    Taught,
    network_of,
    scores_of,
    selection_score,
    teach,
)
from tests.phantoms.clinical_texts import made_cases

SHAPE = TextNetwork(embedding=16, hidden=12, attention=12, window=16, dropout=0.0)
CARD = TextCardWords("made", "tests", "none", (), ())


def task(plan: TeachingPlan, headline: str = "map") -> TextTask:
    return TextTask(
        "made",
        "text",
        "codiesp",
        "",
        "SHIP-OK",
        CARD,
        network=SHAPE,
        teaching=plan,
        headline=headline,
    )


def classroom(made: TextTask, count: int = 40, checkpoint: Path | None = None) -> Classroom:
    parts = divide_cases(made_cases(count, ("en", "es")), 0.25, 0)
    labels = labels_of(parts.fit, 1)
    vocabulary = vocabulary_of_cases(parts.fit, made)
    fit, selection = (
        lessons_of(each, vocabulary, labels, made) for each in (parts.fit, parts.selection)
    )
    return Classroom(made, len(vocabulary), len(labels), fit, selection, checkpoint=checkpoint)


def answered(room: Classroom, taught: Taught) -> float:
    network = network_of(taught.weights, room.words, room.labels, SHAPE)
    return selection_score(scores_of(network, room.selection), room.selection, "map")


def test_that_cases_kept_apart_are_ranked_right_after_teaching() -> None:
    plan = TeachingPlan(epochs=12, batch_size=8, learning_rate=0.02, word_dropout=0.0)
    room = classroom(task(plan))

    taught = teach(room, plan)

    assert answered(room, taught) > 0.95
    assert taught.score == pytest.approx(max(line.score for line in taught.history))


def test_that_attention_goes_to_the_words_that_were_marked() -> None:
    plan = TeachingPlan(epochs=12, batch_size=8, learning_rate=0.02, mark_weight=1.0)
    room = classroom(task(plan))

    taught = teach(room, plan)

    network = network_of(taught.weights, room.words, room.labels, SHAPE)
    lesson = room.selection[0]
    label, places = lesson.marks[0]
    attention = network(batch_of([lesson]).tokens).attention[0, label]
    assert float(attention[torch.from_numpy(places)].sum().detach()) > 0.8


def test_that_a_teaching_that_was_interrupted_ends_as_one_that_was_not(tmp_path: Path) -> None:
    plan = TeachingPlan(epochs=4, batch_size=8, learning_rate=0.02)
    whole = teach(classroom(task(plan), 12), plan)
    checkpoint = tmp_path / "standing.pt"
    with pytest.raises(KeyboardInterrupt):
        teach(classroom(task(plan), 12, checkpoint), plan, _interrupt_after_two)

    resumed = teach(classroom(task(plan), 12, checkpoint), plan)

    assert [line.epoch for line in resumed.history] == [1, 2, 3, 4]
    assert all(torch.equal(whole.weights[name], value) for name, value in resumed.weights.items())


@pytest.mark.parametrize("epochs", [1, 5, 10])
def test_that_a_teaching_of_few_steps_has_a_schedule(epochs: int) -> None:
    plan = TeachingPlan(epochs=epochs, batch_size=100)  # one step an epoch
    room = classroom(task(plan), 4)

    assert len(teach(room, plan).history) == epochs


def test_that_without_a_selection_part_the_last_epoch_is_taken() -> None:
    plan = TeachingPlan(epochs=3, batch_size=8)
    room = classroom(task(plan), 12)
    alone = Classroom(room.task, room.words, room.labels, room.fit)

    assert teach(alone, plan).epochs == 3


def test_that_sampled_labels_stand_for_all_the_others() -> None:
    lessons = [Lesson(np.array([2]), np.array([5, 900])), Lesson(np.array([2]), np.array([7]))]

    asked = asked_labels(lessons, 1000, np.random.default_rng(0))

    assert {5, 7, 900} <= set(asked.indices.tolist())
    assert float(asked.weights.sum()) == pytest.approx(1000)


def test_that_a_case_longer_than_is_taught_is_cut() -> None:
    made = task(TeachingPlan())
    case = made_cases(1)[0]
    long = [case.__class__(case.group, case.text * 300, "en", case.labels)]
    vocabulary = vocabulary_of_cases(made_cases(4), made)

    found = lessons_of(long, vocabulary, labels_of(long, 1), made)

    assert len(found[0].tokens) == 2000
    assert truth_of(found, len(case.labels)).all()


def _interrupt_after_two(done: int, of: int) -> None:
    del of
    if done == 2:
        raise KeyboardInterrupt
