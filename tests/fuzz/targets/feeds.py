"""Feeds, and what servers say of them: robots.txt, Retry-After."""

from fuzz.inputs import check_documents

from frontmap.batch.feeds import _rules, _wait
from frontmap.documents.feeds import Feed

FEED = b'\x00<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><language>uk</language><item><title>A</title><link>https://a.b/</link><pubDate>Fri, 13 Jan 2023 10:00:00 +0000</pubDate><description>Soledar was taken.</description></item></channel></rss>'
SEEDS = (FEED, b"\x01User-agent: *\nDisallow: /a\nCrawl-delay: 7\nRequest-rate: 1/5\n", b"\x02Fri, 13 Jan 2023 10:00:00 GMT", b"\x02600")
WORDS = ("<item>", "<!DOCTYPE", "<!ENTITY", "&a;", "<![CDATA[", "]]>", "<content>", "<updated>", "<entry>", "<feed", "Crawl-delay:", "Disallow:", "//[", "GMT", "\xb2")


def check(data: bytes) -> None:
    """Read."""
    if data[:1] == b"\x01":
        rules = _rules(data[1:].decode("utf-8", "replace").splitlines())
        rules.can_fetch("frontmap", "https://example.org/feed")
        assert float(rules.crawl_delay("frontmap") or 0) >= 0
    elif data[:1] == b"\x02":
        assert 0 <= _wait(data[1:].decode("latin-1"), 1.7e9) <= 24 * 3600
    else:
        check_documents(Feed(), data[1:])
