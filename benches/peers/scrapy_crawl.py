"""The loopback web through Scrapy, as a peer to measure against: see benches/crawl.sh.

    scrapy_crawl.py HOSTS PORT ARCHIVE.db PROCESSES GAP_SECONDS

Each process takes its share of the hosts, reads their feeds and keeps every page as watchline does: each body once
by its SHA-256, compressed, and a record of each fetch, in SQLite, sixty-four to a transaction. robots.txt is obeyed,
a host gets one request at a time with a pause, and failures are tried again.
"""

import datetime
import email.utils
import hashlib
import json
import multiprocessing
import sqlite3
import sys
import zlib

import scrapy
from scrapy.crawler import CrawlerProcess

TABLES = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS bodies (sha256 TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS entries (url TEXT PRIMARY KEY, title TEXT, published TEXT, summary TEXT);
CREATE TABLE IF NOT EXISTS pages (
    id INTEGER PRIMARY KEY, url TEXT NOT NULL, final_url TEXT NOT NULL, status INTEGER NOT NULL,
    headers TEXT NOT NULL, fetched_at TEXT NOT NULL, sha256 TEXT NOT NULL, size_bytes INTEGER NOT NULL);
"""


class Archive:
    """One writer to a file; several processes have a file each."""

    def __init__(self, path):
        self.connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        self.connection.executescript(TABLES)
        self.waiting = 0
        self.connection.execute("BEGIN")

    def keep(self, url, response):
        sha256 = hashlib.sha256(response.body).hexdigest()
        known = self.connection.execute("SELECT 1 FROM bodies WHERE sha256 = ?", (sha256,)).fetchone()
        if not known:
            body = zlib.compress(response.body, 3)
            self.connection.execute("INSERT INTO bodies VALUES (?, ?)", (sha256, body))
        headers = json.dumps({k.decode("latin-1"): v[0].decode("latin-1") for k, v in response.headers.items()})
        now = datetime.datetime.now(datetime.timezone.utc).isoformat()
        self.connection.execute(
            "INSERT INTO pages (url, final_url, status, headers, fetched_at, sha256, size_bytes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (url, response.url, response.status, headers, now, sha256, len(response.body)),
        )
        self.commit_at(64)

    def enter(self, url, title, published, summary):
        self.connection.execute("INSERT OR IGNORE INTO entries VALUES (?, ?, ?, ?)", (url, title, published, summary))

    def commit_at(self, count):
        self.waiting += 1
        if self.waiting >= count:
            self.connection.execute("COMMIT")
            self.connection.execute("BEGIN")
            self.waiting = 0

    def close(self):
        self.connection.execute("COMMIT")
        self.connection.close()


class Feeds(scrapy.Spider):
    name = "feeds"

    def __init__(self, hosts, port, archive, **kwargs):
        super().__init__(**kwargs)
        self.hosts, self.port, self.archive = hosts, port, Archive(archive)

    async def start(self):
        for host in self.hosts:
            url = f"http://127.0.{1 + host // 250}.{1 + host % 250}:{self.port}/feed.xml"
            yield scrapy.Request(url, callback=self.read_feed, priority=10)

    def read_feed(self, response):
        self.archive.keep(response.request.url, response)
        for item in response.xpath("//item"):
            link = item.xpath("link/text()").get()
            if not link:
                continue
            url = response.urljoin(link.strip())
            published = email.utils.parsedate_to_datetime(item.xpath("pubDate/text()").get())
            summary = item.xpath("description/text()").get()
            self.archive.enter(url, item.xpath("title/text()").get(), published.isoformat(), summary)
            yield scrapy.Request(url, callback=self.read_page, meta={"entry": url})

    def read_page(self, response):
        self.archive.keep(response.meta["entry"], response)

    def closed(self, reason):
        self.archive.close()


def crawl(number, processes, hosts, port, archive, gap):
    settings = {
        "USER_AGENT": "peer (+measure@watchline.example)",
        "ROBOTSTXT_OBEY": True,
        "AUTOTHROTTLE_ENABLED": False,
        "CONCURRENT_REQUESTS": 300,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": gap,
        "RANDOMIZE_DOWNLOAD_DELAY": False,
        "DOWNLOAD_TIMEOUT": 3,
        "RETRY_ENABLED": True,
        "RETRY_TIMES": 8,
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "CRITICAL",
        "DNSCACHE_ENABLED": True,
        "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.DownloaderAwarePriorityQueue",
    }
    process = CrawlerProcess(settings)
    process.crawl(Feeds, hosts=range(number, hosts, processes), port=port, archive=f"{archive}.{number}")
    process.start()


if __name__ == "__main__":
    hosts, port, archive, processes = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    gap = float(sys.argv[5])
    workers = [
        multiprocessing.get_context("spawn").Process(target=crawl, args=(n, processes, hosts, port, archive, gap))
        for n in range(processes)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    sys.exit(max(worker.exitcode or 0 for worker in workers))
