"""What a `medviewer://` link may say."""

import pytest

from medviewer.domain.study_link import StudyLink, is_link, read_link
from medviewer.errors import LinkRefused

STUDY = "medviewer://open?study=1.2.840.113619.2.1"


def test_that_a_link_is_read_as_the_identifiers_it_names() -> None:
    link = read_link(f"{STUDY}&series=1.2.3&accession=A-77&patient=PID%2F0815&node=Main%20archive")

    assert link == StudyLink("1.2.840.113619.2.1", "1.2.3", "A-77", "PID/0815", "Main archive")


@pytest.mark.parametrize(
    "text", [STUDY, STUDY.replace("medviewer:", "MedViewer:"), STUDY.replace("open?", "open/?")]
)
def test_that_a_study_alone_is_enough_however_the_desktop_spells_the_scheme(text: str) -> None:
    assert read_link(text) == StudyLink("1.2.840.113619.2.1")


def test_that_percent_signs_are_decoded_once_and_a_plus_stays_a_plus() -> None:
    link = read_link(f"{STUDY}&patient=a%252Fb+c")

    assert link.patient == "a%2Fb+c"


def test_that_an_identifier_may_be_chinese() -> None:
    assert read_link(f"{STUDY}&patient=%E5%BC%A0%E4%B8%89").patient == "张三"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "medviewer:",
        "medviewer://open",
        "medviewer://open?",
        "medviewer://open?patient=1",
        "medviewer://close?study=1.2.3",
        "medviewer://open/home/me?study=1.2.3",
        "medviewer://me@open?study=1.2.3",
        "medviewer://open:80?study=1.2.3",
        "medviewer:///open?study=1.2.3",
        "https://open?study=1.2.3",
        "file:///etc/passwd",
        f"{STUDY}#part",
        f"{STUDY}\n",
        f" {STUDY}",
        f"{STUDY}&",
        f"{STUDY}&study=1.2.3",
        f"{STUDY}&path=%2Fetc%2Fpasswd",
        f"{STUDY}&host=evil.example",
        f"{STUDY}&Node=x",
        f"{STUDY}&--new-window",
        f"{STUDY}&node",
        f"{STUDY}&node=",
        f"{STUDY}&node=%20",
        f"{STUDY}&patient=*",
        f"{STUDY}&patient=A%3F",
        f"{STUDY}&patient=A%5CB",
        f"{STUDY}&patient=A%0AB",
        f"{STUDY}&patient=A%00B",
        f"{STUDY}&patient=A%E2%80%AEB",  # RIGHT-TO-LEFT OVERRIDE
        f"{STUDY}&patient=%FF%FE",
        f"{STUDY}&patient=%4",
        f"{STUDY}&patient=%zz",
        f"{STUDY}&patient={'9' * 65}",
        f"{STUDY}&accession={'9' * 17}",
        f"{STUDY}&node={'n' * 65}",
        f"{STUDY}&patient=张三",
        "medviewer://open?study=1.2.x",
        "medviewer://open?study=1..2",
        "medviewer://open?study=.1.2",
        "medviewer://open?study=1",
        "medviewer://open?study=%D9%A1.2",  # an Arabic digit one
        "medviewer://open?study=1.2;1.3",
        f"medviewer://open?study=1.{'2' * 63}",
        f"{STUDY}&series=../../x",
        f"{STUDY}&patient={'%20' * 700}1",
    ],
)
def test_that_what_is_not_in_the_grammar_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(LinkRefused) as caught:
        read_link(text)

    assert "medviewer://open?study=UID" in str(caught.value)


def test_that_a_malformed_link_is_still_known_as_one_and_a_path_is_none() -> None:
    assert is_link("medviewer:whatever")
    assert is_link("MEDVIEWER://open")
    assert not is_link("medviewer")
    assert not is_link("/data/medviewer:study")
