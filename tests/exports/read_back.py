"""Reads back, with the libraries of others, what a running demo gives away; the first that is wrong ends it.

Usage: read_back.py ADDRESS FOLDER, where FOLDER holds archive.warc and warc.log of the same demo.
"""

import asyncio
import csv
import datetime
import gzip
import hashlib
import io
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import bibtexparser
import feedparser
import icalendar
import pandas
import stix2
from jsonschema import Draft202012Validator
from mcp import Client
from openapi_spec_validator import validate as validate_openapi
from stix2validator import ValidationOptions, validate_string
from warcio.archiveiterator import ArchiveIterator

BASE, FOLDER = sys.argv[1], Path(sys.argv[2])
QUERIES = ["", "tier:vendor", "event:ban OR event:data_exposure", "word-that-nobody-wrote"]
CSV_COLUMNS = (
    "id,published,first_seen,kind,title,publisher,tier,language,url,address,incidents,vendors,products,"
    "event_kinds,copy_of,sha256"
).split(",")


def fetch(path, query=None, headers=None):
    """Body and headers; `query` is put where `?q=` goes."""
    if query is not None:
        path += "?" + urllib.parse.urlencode({"q": query})
    request = urllib.request.Request(BASE + path, headers=headers or {})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read(), answer.headers


def text(path, query=None):
    return fetch(path, query)[0].decode("utf-8")


def ask(path, query=None):
    return json.loads(text(path, query))


def total(kind, query):
    return ask(f"/api/v1/{kind}", query)["total"]


def api():
    """The description is valid, and every answer is as it describes."""
    description = ask("/api/v1/openapi.json")
    validate_openapi(description)

    def shape(path):
        schema = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        return Draft202012Validator(
            {**schema, "components": description["components"]}, format_checker=Draft202012Validator.FORMAT_CHECKER
        )

    answers = 0
    for kind in ["documents", "events", "incidents"]:
        for query in QUERIES:
            seen, cursor = [], ""
            while cursor is not None:
                page = {"q": query, "limit": 7, **({"cursor": cursor} if cursor else {})}
                found = ask(f"/api/v1/{kind}?{urllib.parse.urlencode(page)}")
                shape(f"/api/v1/{kind}").validate(found)
                seen += [item["id"] for item in found["items"]]
                cursor = found["next_cursor"]
                answers += 1
            assert len(seen) == len(set(seen)) == found["total"], f"{kind} {query}: {len(seen)} of {found['total']}"
            if query == "":
                for one in seen if kind != "events" else []:
                    shape(f"/api/v1/{kind}/{{id}}").validate(ask(f"/api/v1/{kind}/{one}"))
                    answers += 1
    for kind, name in [("entities", "slug"), ("sources", "id")]:
        listed = ask(f"/api/v1/{kind}")
        shape(f"/api/v1/{kind}").validate(listed)
        for one in listed["items"][:40]:
            path = f"/api/v1/{kind}/{urllib.parse.quote(one['id'], safe='')}"
            shape(f"/api/v1/{kind}/{{{name}}}").validate(ask(path))
            answers += 1
    for path in ["/api/v1/incidents", "/export.csv", "/feed.atom"]:
        tag = fetch(path)[1]["ETag"]
        try:
            fetch(path, headers={"If-None-Match": tag})
            raise AssertionError(f"{path} was sent twice")
        except urllib.error.HTTPError as error:
            assert error.code == 304, f"{path}: {error.code}"
    return f"{answers} answers are as described"


def tables():
    for query in QUERIES:
        body, headers = fetch("/export.csv", query)
        assert body.decode().count("\r\n") >= 1 and headers["Content-Disposition"].startswith("attachment")
        frame = pandas.read_csv(io.BytesIO(body), dtype=str, keep_default_na=False)
        assert list(frame.columns) == CSV_COLUMNS, list(frame.columns)
        assert len(frame) == total("documents", query), f"{query}: {len(frame)} rows"
        assert frame["id"].is_unique
        assert not any(cell[:1] in ("=", "+", "-", "@", "\t") for row in frame.values for cell in row)
        strict = list(csv.reader(io.StringIO(body.decode(), newline=""), strict=True))
        assert {len(row) for row in strict} == {len(CSV_COLUMNS)}
    return "rows and columns are whole"


def lines():
    packed, headers = fetch("/export.jsonl", "", {"Accept-Encoding": "gzip"})
    assert headers["Content-Encoding"] == "gzip" and gzip.decompress(packed).decode() == text("/export.jsonl", "")
    for query in QUERIES:
        documents = [json.loads(line) for line in text("/export.jsonl", query).splitlines()]
        assert len(documents) == total("documents", query)
        if documents:
            frame = pandas.read_json(io.StringIO(text("/export.jsonl", query)), lines=True)
            assert len(frame) == len(documents)
            assert documents[0] == ask(f"/api/v1/documents/{documents[0]['id']}") | {"snippet": None}
    return "a document a line"


def stix():
    warnings, objects = 0, 0
    for query in QUERIES:
        body = text("/export.stix.json", query)
        result = validate_string(body, ValidationOptions(version="2.1"))
        for one in result if isinstance(result, list) else [result]:
            assert one.is_valid, [str(error) for error in one.errors]
            warnings += len(one.warnings)
        bundle = stix2.parse(body, allow_custom=False)
        kinds = [item["type"] for item in bundle.get("objects", [])]
        objects += len(kinds)
        assert kinds.count("report") == total("documents", query), f"{query}: {kinds.count('report')} reports"
        listed = {one for item in ask("/api/v1/documents?" + urllib.parse.urlencode({"q": query, "limit": 100}))["items"]
                  for one in item["incidents"]}
        named = {item["name"].split(":")[0] for item in bundle.get("objects", []) if item["type"] == "incident"}
        assert listed <= named, listed - named
        for item in bundle.get("objects", []):
            if item["type"] == "software":
                again = stix2.v21.Software(**{key: item[key] for key in ("name", "vendor") if key in item})
                assert again.id == item["id"], f"{item['name']} has not the id that the standard derives"
    return f"{objects} objects, no error, {warnings} remarks on best practice"


def references():
    for query in QUERIES:
        library = bibtexparser.parse_string(text("/export.bib", query))
        assert not library.failed_blocks, library.failed_blocks
        found = [entry.fields_dict for entry in library.entries]
        wanted = total("documents", query)
        assert len(found) == wanted, f"{query}: {len(found)} of {wanted} entries"
        assert len(library.entries_dict) == wanted, "keys are not unique"
        assert all(entry["title"].value and entry["url"].value.startswith("http") for entry in found)
        cited = ask("/export.csl.json", query)
        assert len(cited) == len({item["id"] for item in cited}) == wanted
        for item in cited:
            assert item["type"] in {"article-newspaper", "post", "report", "webpage"} and item["title"]
            for parts in [item[key]["date-parts"] for key in ("issued", "accessed") if key in item]:
                assert 1 <= len(parts[0]) <= 3 and all(isinstance(part, int) for part in parts[0])
    return "as many as there are documents"


def feeds():
    for query in QUERIES:
        wanted = min(50, total("incidents", query))
        feed = feedparser.parse(text("/feed.atom", query))
        assert not feed.bozo, feed.bozo_exception
        assert feed.version == "atom10" and feed.feed.id and feed.feed.updated_parsed
        assert len(feed.entries) == len({entry.id for entry in feed.entries}) == wanted
        for entry in feed.entries:
            assert entry.id == entry.link and entry.title and entry.updated_parsed >= entry.published_parsed
        other = ask("/feed.json", query)
        assert other["version"] == "https://jsonfeed.org/version/1.1"
        assert [item["id"] for item in other["items"]] == [entry.id for entry in feed.entries]
        assert all(item["content_text"] and item["date_modified"] for item in other["items"])
    return "well formed, entries by permanent address"


def calendar():
    count = 0
    for query in QUERIES:
        body, headers = fetch("/calendar.ics", query)
        assert headers["Content-Type"].startswith("text/calendar")
        rows = body.split(b"\r\n")
        assert rows[-1] == b"" and not any(b"\n" in row for row in rows), "lines end with CRLF"
        assert max(len(row) for row in rows) <= 75, "a line is longer than 75 octets"
        entries = icalendar.Calendar.from_ical(body).walk("VEVENT")
        assert len({str(entry["UID"]) for entry in entries}) == len(entries)
        days, cursor = set(), ""
        while cursor is not None:
            page = {"q": query, "limit": 100, **({"cursor": cursor} if cursor else {})}
            found = ask("/api/v1/events?" + urllib.parse.urlencode(page))
            for event in found["items"]:
                date = event["date"]
                if date and date["precision"] in ("day", "time"):
                    if date["basis"] == "effective" or event["modality"] == "planned":
                        days.add(date["value"][:10])
            cursor = found["next_cursor"]
        told = set()
        for entry in entries:
            start = entry["DTSTART"].dt
            assert entry["DTSTAMP"].dt.tzinfo is not None
            assert isinstance(start, datetime.date) and (not isinstance(start, datetime.datetime) or start.tzinfo)
            told.add(start.isoformat()[:10])
        # The same day told by several documents is one entry.
        assert told == days, f"{query}: {told ^ days}"
        count += len(entries)
    return f"{count} entries on the days that the events name"


def archive():
    wanted = int((FOLDER / "warc.log").read_text().split(" pages exported")[0].split()[-1])
    pages = 0
    with open(FOLDER / "archive.warc", "rb") as stream:
        for record in ArchiveIterator(stream):
            if record.rec_type != "response":
                assert record.rec_type == "warcinfo"
                continue
            digest = "sha256:" + hashlib.sha256(record.content_stream().read()).hexdigest()
            assert record.rec_headers["WARC-Payload-Digest"] == digest, record.rec_headers["WARC-Target-URI"]
            assert record.http_headers.get_statuscode().isdigit()
            pages += 1
    assert pages == wanted > 0, f"{pages} of {wanted} pages"
    return f"{pages} pages with the hashes that are stated"


def assistants():
    async def talk():
        async with Client(f"{BASE}/mcp") as client:
            assert client.server_info.name == "watchline"
            tools = [tool.name for tool in (await client.list_tools()).tools]
            assert tools == ["search", "incident", "timeline", "claims"], tools

            # The client itself holds the answer against the schema that the tool names.
            async def call(tool, **arguments):
                answer = await client.call_tool(tool, arguments)
                assert not answer.is_error, answer.content
                return answer.structured_content

            found = await call("search", query="", kind="incidents", limit=50)
            assert found["total"] == total("incidents", "")
            quotes = 0
            for incident in found["incidents"]:
                timeline = await call("timeline", id=incident["id"])
                await call("incident", id=incident["id"])
                await call("claims", id=incident["id"])
                for told in [told for event in timeline["events"] for told in event["told_by"]]:
                    page, _, _ = told["address"].partition("#")
                    version = ask("/api/v1" + page.removeprefix(BASE).split("?")[0])
                    assert version["sha256"] == told["sha256"], told
                    if version["text"] is not None and "field" not in told:
                        assert version["text"][told["start"]:told["end"]] == told["quote"], told
                    quotes += 1
            for kind in ["documents", "events"]:
                assert (await call("search", query="event:ban", kind=kind))["total"] == total(kind, "event:ban")
            missing = await client.call_tool("incident", {"id": "INC-1999-0001"})
            assert missing.is_error and "search" in missing.content[0].text
            return quotes

    return f"{asyncio.run(talk())} quotes stand in the versions that are cited"


if __name__ == "__main__":
    begun = time.monotonic()
    for check in [api, tables, lines, stix, references, feeds, calendar, archive, assistants]:
        start = time.monotonic()
        told = check()
        print(f"{check.__name__:12} {told} ({time.monotonic() - start:.1f} s)", flush=True)
    print(f"all read back in {time.monotonic() - begun:.1f} s")
