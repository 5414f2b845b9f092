"""Reads the files of a folder one by one: from the cache, afresh, or as they last could be read."""

from hashlib import sha256
from pathlib import Path

from builder.frameworks import Catalogue
from builder.problems import Cell, Problem, in_workbook
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.cache import Cache
from builder.workbook.mapping.mapping import Mapping
from builder.workbook.reading import saved
from builder.workbook.reading.parsed import ParsedWorkbook
from builder.workbook.reading.workbook_reading import parse_workbook


class FileReading:
    """Gathers readings and problems; one bad file never stops the others."""

    def __init__(
        self,
        folder: Path,
        mapping: Mapping,
        catalogue: Catalogue,
        share_prefixes: tuple[str, ...] = (),
    ) -> None:
        self.cache: Cache | None = None
        """Where readings are kept between runs, if anywhere."""
        self.problems: list[Problem] = []
        self.busy: list[str] = []
        """Files that were locked or half written."""
        self.stale: list[str] = []
        """Files of which an earlier reading stands in."""
        self._has_put = False
        self._folder, self._mapping = folder, mapping
        self._catalogue, self._share_prefixes = catalogue, share_prefixes

    def of(self, name: str) -> ParsedWorkbook | None:
        """The reading of a file; ``None``, with a problem, where there is none."""
        try:
            content = saved.content_of(self._folder / name)
        except OSError:
            self.busy.append(name)
            why = "it could not be opened"
            return self._last_good(name, why, Problem(in_workbook.LOCKED, Cell(name)))
        try:
            return self._parsed(name, content)
        except RefusedError as refused:
            place = Cell(name, refused.sheet, refused.cell)
            problem = Problem(refused.kind, place, refused.particulars)
            if refused.kind not in saved.HALF_WRITTEN:
                self.problems.append(problem)
                return None
            self.busy.append(name)
            return self._last_good(name, "it is only half there", problem)
        except Exception:
            # RATIONALE: thousands of damaged workbooks raise nothing (tests/workbook/test_fuzz);
            # should one ever do so, the other workbooks are still read.
            self.problems.append(Problem(in_workbook.DAMAGED, Cell(name), {"part": "content"}))
            return None

    def finish(self) -> None:
        """Leaves the cache no larger than it may be."""
        if self._has_put and self.cache is not None:
            self.cache.prune()

    def _parsed(self, name: str, content: bytes) -> ParsedWorkbook:
        if self.cache is None:
            return self._afresh(name, content)
        parsed = self.cache.get(name, sha256(content).hexdigest())
        if parsed is None:
            parsed = self._afresh(name, content)
            self.cache.put(parsed)
            self._has_put = True
        self.cache.remember(parsed)
        return parsed

    def _afresh(self, name: str, content: bytes) -> ParsedWorkbook:
        return parse_workbook(
            name,
            content,
            mapping=self._mapping,
            catalogue=self._catalogue,
            share_prefixes=self._share_prefixes,
        )

    def _last_good(self, name: str, why: str, problem: Problem) -> ParsedWorkbook | None:
        parsed = self.cache.last_good(name) if self.cache is not None else None
        if parsed is None:
            self.problems.append(problem)
            return None
        self.stale.append(name)
        particulars = {"why": why}
        self.problems.append(Problem(in_workbook.LAST_GOOD_READING, Cell(name), particulars))
        return parsed
