"""The verdict on one answer: by itself, beside what was kept of the page, beside tonight's other answers.

No I/O but ``recall``, which brings back the page as it was kept.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, field, replace

from cppcc_archive.captures.model import CaptureKind, Known, Verdict
from cppcc_archive.cms.listing.stubs import sends_on
from cppcc_archive.crawl.doubts import Doubts, Strange, emptied_page, is_copy, one_page_for_all, strange_page
from cppcc_archive.crawl.model import Recall
from cppcc_archive.crawl.pagetext import has_article
from cppcc_archive.crawl.sameness import same_but_for
from cppcc_archive.crawl.text import INTERNAL, printable
from cppcc_archive.crawl.transport import Answer
from cppcc_archive.crawl.verdict import HomeMark, Judgement, is_file, judge
from cppcc_archive.crawl.wanted import Wanted, charset_of
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import twin_key

log = logging.getLogger(__name__)

LONGEST_STUB = 20_000
"""Bytes of a page that may be nothing but a way to another one."""


@dataclass(slots=True)
class Judging:
    """Judges one site's answers; ``home`` is its home page once it was seen, ``doubts`` what the night doubts."""

    site_id: str
    recall: Recall | None = None
    home: HomeMark | None = None
    doubts: Doubts = field(default_factory=Doubts)
    _last: tuple[str, Page | None] | None = None
    _sent_on: tuple[str, bytes, tuple[str, ...]] | None = None
    """Where the last article led: asked for twice of each."""

    def judged(self, wanted: Wanted, url: str, answer: Answer) -> tuple[Judgement, str | None, Strange | None]:
        """The verdict, the payload's digest, and what is strange about an article's page that is good by itself."""
        if answer.fault:
            return Judgement(Verdict.ERROR, printable(answer.fault, 300)), None, None
        content_type = answer.header("content-type") or ""
        digest = f"sha256:{hashlib.sha256(answer.body).hexdigest()}"
        page = Page(url, answer.body, charset_of(content_type))
        try:
            found = judge(
                wanted.kind,
                answer.status,
                page,
                digest,
                requested=wanted.request.url,
                known=wanted.known,
                home=self.home,
                content_type=content_type,
            )
        except Exception as error:  # whatever a body does to its reader costs that body, not the crawl
            log.exception("%s: judging %s failed", self.site_id, printable(url))
            reason = printable(f"{INTERNAL}judging: {type(error).__name__}: {error}")
            return Judgement(Verdict.ERROR, reason), digest, None
        if found.verdict is Verdict.OK and self._leads_home(wanted, page):
            found = Judgement(Verdict.TOMBSTONE, "sends its visitors to the home page")
        found = self._same_but_for(wanted, found, page)
        if answer.status == 304:
            return found, None, None
        strange = self._strange(wanted, page, found, content_type)
        if strange is not None and self.doubts.meets(wanted.request.url, strange):
            return Judgement(Verdict.ERROR, one_page_for_all(strange)), digest, None
        return found, digest, strange

    def _strange(self, wanted: Wanted, page: Page, found: Judgement, content_type: str) -> Strange | None:
        """What is strange about an article's page that is good by itself."""
        is_page = wanted.kind is CaptureKind.ARTICLE and not is_file(content_type, page.body)
        if found.verdict is not Verdict.OK or not is_page:
            return None
        known = wanted.known
        strange = strange_page(page, wanted.title or (known.listed_title if known else None))
        if known is None or known.verdict is not Verdict.OK:
            # A new page with an article on it is one, whatever its listing called it; several may be copies.
            return None if strange is None or is_copy(strange, page) else strange
        before = self._recalled(known)
        if before is None:
            return strange
        if strange is None:
            return emptied_page(before, page)
        return replace(strange, replaces=has_article(before))

    def _leads_home(self, wanted: Wanted, page: Page) -> bool:
        """Whether an article's page is nothing but a way to the home page."""
        if wanted.kind is not CaptureKind.ARTICLE or self.home is None:
            return False
        targets = self._onward(page)
        return bool(targets) and all(twin_key(target) == twin_key(self.home.url) for target in targets)

    def _same_but_for(self, wanted: Wanted, found: Judgement, page: Page) -> Judgement:
        """A changed page that says what it said, but for counters, clocks and tokens, is unchanged."""
        known = wanted.known
        changed = known is not None and known.verdict is Verdict.OK and known.payload_digest is not None
        if self.recall is None or known is None or not changed or found.verdict is not Verdict.OK:
            return found
        if wanted.kind is not CaptureKind.ARTICLE or is_file("", page.body):
            return found
        before = self._recalled(known)
        try:
            why = same_but_for(before, page) if before is not None else None
        except Exception:  # as above: then it is a change
            log.warning("%s: comparing %s failed", self.site_id, printable(page.url), exc_info=True)
            return found
        return Judgement(Verdict.UNCHANGED, f"same but for {why}") if why else found

    def _recalled(self, known: Known) -> Page | None:
        """The page as it was kept; None where that cannot be had."""
        if self._last is None or self._last[0] != known.capture_id:
            try:
                self._last = known.capture_id, self.recall(known) if self.recall is not None else None
            except Exception:  # then nothing is known of it
                log.warning("%s: recalling %s failed", self.site_id, printable(known.url), exc_info=True)
                self._last = known.capture_id, None
        return self._last[1]

    def onward(self, url: str, body: bytes, content_type: str) -> tuple[str, ...]:
        """Where an article's page that only sends on (meta refresh, one-line script, frames) leads; mostly nowhere."""
        return self._onward(Page(url, body, charset_of(content_type)))

    def _onward(self, page: Page) -> tuple[str, ...]:
        if len(page.body) > LONGEST_STUB and b"efresh" not in page.body[:LONGEST_STUB]:
            return ()
        if self._sent_on is not None and self._sent_on[0] == page.url and self._sent_on[1] is page.body:
            return self._sent_on[2]
        try:
            found = sends_on(page)
        except Exception:  # whatever a body does to its reader costs that body, not the crawl
            log.warning("%s: looking where %s leads failed", self.site_id, printable(page.url), exc_info=True)
            found = ()
        self._sent_on = page.url, page.body, found
        return found
