"""Codes found by their words in the code table: for what a reader types, and for words no model knows."""

from functools import cached_property

from medviewer.ai.text.code_table import CodeTable, load_code_table, looks_like_code
from medviewer.ai.text.lexical_search import CodeHit, CodeSearch
from medviewer.ai.text.lexicon import load_spanish_words
from medviewer.domain.code import Code
from medviewer.domain.coding import CodeOrigin, CodeSuggestion, CodingRequest, CodingResult
from medviewer.words import message

OWN_SCHEME = "99MEDVIEWER"  # of labels that are no code of any table
MOST_SIGNS = 16  # of a code value, PS3.5 table 6.2-1 (SH)


class TableSearch:
    """Table and index, loaded when they are first needed; about a second."""

    @cached_property
    def table(self) -> CodeTable:
        return load_code_table()

    @cached_property
    def _index(self) -> CodeSearch:
        return CodeSearch(self.table, load_spanish_words())

    def answer(self, request: CodingRequest) -> CodingResult:
        """The codes whose titles fit the request's query."""
        hits = self.find(request.query, request.limit)
        suggestions = tuple(self.suggestion(hit) for hit in hits)
        coder = str(message("Codes", "code table"))
        note = message("Codes", "Codes were found by the words of your query, not learnt.")
        return CodingResult(request, suggestions, request.language, coder, "", notes=(note,))

    def find(self, query: str, limit: int) -> tuple[CodeHit, ...]:
        return self._index.find(query, limit)

    def suggestion(self, hit: CodeHit) -> CodeSuggestion:
        """What was found by its words was never learnt, and says so."""
        return CodeSuggestion(self.code_of(hit.code), hit.score, CodeOrigin.LEXICAL)

    def code_of(self, label: str) -> Code:
        """The table's code; a label that is none keeps its own words."""
        if looks_like_code(label):
            return self.table.as_code(label)
        return Code(label[:MOST_SIGNS], OWN_SCHEME, label)
