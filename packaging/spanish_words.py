"""Makes resources/codes/spanish_words.tsv: English words of code titles that Spanish words stand for.

Learnt by expectation maximisation (Brown et al. 1993, model 1) from what the training part of CodiEsp says
(CLEF eHealth 2020, CC BY 4.0): words of a case and the code they were given. Single words and weights only.
Usage: python packaging/spanish_words.py TRAIN.jsonl.gz
"""

import gzip
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from medviewer import paths
from medviewer.ai.text.code_table import CodeTable, load_code_table
from medviewer.ai.text.lexicon import SPANISH_FILE
from medviewer.ai.text.search_words import FILLERS, words_of

HEAD = (
    "# Learnt from CodiEsp, CLEF eHealth 2020 (A. Miranda-Escalada et al.), CC BY 4.0:"
    " Spanish word, then English words with weights."
)
ROUNDS = 8
OF_NONE = 0.02  # the chance that a title's word translates none of the mention's
LEAST_COUNT = 0.4  # expected times a pair was seen
LEAST_CHANCE = 0.1
MOST_MEANINGS = 4
STRONGEST = 0.9  # a translation never counts as much as the word itself

Pairs = list[tuple[list[str], list[str]]]


def main(file: Path) -> None:
    counts = _counts(_pairs(file, load_code_table()))
    totals: Counter[str] = Counter()
    for (spanish, _), count in counts.items():
        totals[spanish] += count
    found = defaultdict(list)
    for (spanish, english), count in counts.items():
        chance = count / totals[spanish]
        if chance >= LEAST_CHANCE and count >= LEAST_COUNT and not spanish.isdigit():
            found[spanish].append((min(STRONGEST, chance**0.5), english))
    lines = [HEAD]
    for spanish in sorted(found):
        best = sorted(found[spanish], key=lambda each: (-each[0], each[1]))[:MOST_MEANINGS]
        lines.append("\t".join([spanish, *(f"{word} {weight:.2f}" for weight, word in best)]))
    (paths.codes() / SPANISH_FILE).write_text("\n".join(lines) + "\n", "utf-8")


def _pairs(file: Path, table: CodeTable) -> Pairs:
    found = {}
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            for mention in json.loads(line)["mentions"]:
                if mention["type"] == "diagnosis" and table.is_known(mention["code"]):
                    found[mention["mention_es"], mention["code"]] = None
    return [(_content(words), _content(table.title_of(code))) for words, code in found]


def _content(text: str) -> list[str]:
    return [word for word in words_of(text) if word not in FILLERS]


def _counts(pairs: Pairs) -> dict[tuple[str, str], float]:
    """How often each pair of words is expected to translate one another."""
    chances: dict[tuple[str, str], float] = defaultdict(lambda: 1.0)
    counts: dict[tuple[str, str], float] = {}
    for turn in range(ROUNDS):
        counts, totals = defaultdict(float), defaultdict(float)
        for spanish, english in pairs:
            for target in english:
                whole = sum(chances[word, target] for word in spanish) + OF_NONE * bool(turn)
                for word in spanish:
                    share = chances[word, target] / whole
                    counts[word, target] += share
                    totals[word] += share
        chances = defaultdict(
            float, {pair: count / totals[pair[0]] for pair, count in counts.items()}
        )
    return counts


if __name__ == "__main__":
    main(Path(sys.argv[1]))
