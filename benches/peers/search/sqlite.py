"""SQLite FTS5 doing the same work: the hits into a table in memory, then total, twenty of them with snippets, facets
(each without its own choice) and months.  sqlite.py DATABASE CORPUS QUERIES ROUNDS TOTALS"""
import json, os, sqlite3, sys, time

FACETS = ["vendor", "product", "event", "status", "severity", "tier", "source", "language", "country", "kind"]
SINGLE = ["status", "severity", "tier", "source", "language", "kind"]
SEVERAL = ["vendor", "product", "event", "country"]
database, corpus, queries, rounds, totals_file = sys.argv[1:6]
connection = sqlite3.connect(database, isolation_level=None)
connection.executescript("PRAGMA journal_mode=off; PRAGMA synchronous=off; PRAGMA cache_size=-1000000; PRAGMA temp_store=memory;")


def fill():
    began, size, count = time.monotonic(), 0, 0
    connection.execute(f"""CREATE TABLE documents (id INTEGER PRIMARY KEY, title, text, published INTEGER,
                           month INTEGER, {', '.join(SINGLE)})""")
    for facet in SEVERAL:
        connection.execute(f"CREATE TABLE {facet}s (id INTEGER, value TEXT, PRIMARY KEY (id, value)) WITHOUT ROWID")
    connection.execute("""CREATE VIRTUAL TABLE words USING fts5(title, text, content='documents', content_rowid='id',
                          tokenize="porter unicode61")""")
    connection.execute("BEGIN")
    places = ", ".join("?" * (5 + len(SINGLE)))
    for line in open(corpus, encoding="utf-8"):
        one = json.loads(line)
        at = time.gmtime(one["published"])
        single = [one[facet][0] if one[facet] else None for facet in SINGLE]
        connection.execute(f"INSERT INTO documents VALUES ({places})",
                           [one["id"], one["title"], one["text"], one["published"], at.tm_year * 12 + at.tm_mon - 1, *single])
        connection.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", [one["id"], one["title"], one["text"]])
        for facet in SEVERAL:
            connection.executemany(f"INSERT OR IGNORE INTO {facet}s VALUES (?, ?)", [(one["id"], value) for value in one[facet]])
        size += len(one["title"]) + len(one["text"])
        count += 1
    for facet in SEVERAL:
        connection.execute(f"CREATE INDEX {facet}_values ON {facet}s (value, id)")
    for facet in SINGLE + ["published"]:
        connection.execute(f"CREATE INDEX document_{facet} ON documents ({facet})")
    connection.execute("COMMIT")
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    connection.execute("ANALYZE")
    seconds, held = time.monotonic() - began, os.path.getsize(database)
    print(json.dumps({"engine": "sqlite", "documents": count, "seconds": round(seconds),
                      "documents_per_second": round(count / seconds), "text_mb": round(size / 1e6),
                      "index_mb": round(held / 1e6), "index_per_text": round(held / size, 2)}), flush=True)


def match(query):
    parts = list(query["words"])
    parts += [f"({' OR '.join(query['any'])})"] if query["any"] else []
    parts += [f'"{query["phrase"]}"'] if query["phrase"] else []
    text = " AND ".join(parts)
    for word in query["not"]:
        text = f"({text}) NOT {word}"
    return text


def hits(query, without=None):
    """SQL that selects the ids, and its values."""
    tables, where, values = "documents d", [], []
    text = match(query)
    if text:
        tables = "words JOIN documents d ON d.id = words.rowid"
        where.append("words MATCH ?")
        values.append(text)
    for facet, chosen in query["chosen"].items():
        if facet == without:
            continue
        marks = ", ".join("?" * len(chosen))
        where.append(f"d.{facet} IN ({marks})" if facet in SINGLE else f"d.id IN (SELECT id FROM {facet}s WHERE value IN ({marks}))")
        values += chosen
    for name, sign in [("after", ">="), ("before", "<")]:
        if query[name] is not None:
            where.append(f"d.published {sign} ?")
            values.append(query[name])
    return f"FROM {tables} WHERE {' AND '.join(where) or '1'}", values, bool(text)


def counts(facet, table):
    if facet in SINGLE:
        sql = f"SELECT {facet}, count(*) FROM {table} JOIN documents USING (id) WHERE {facet} IS NOT NULL"
    else:
        sql = f"SELECT value, count(*) FROM {table} JOIN {facet}s USING (id)"
    return connection.execute(f"{sql} GROUP BY 1 ORDER BY 2 DESC LIMIT 100").fetchall()


def ask(query):
    select, values, has_text = hits(query)
    rank = "rank" if has_text and query["sort"] == "relevance" else "0"
    connection.execute("DROP TABLE IF EXISTS temp.hits")
    connection.execute(f"CREATE TEMP TABLE hits AS SELECT d.id AS id, d.published AS published, {rank} AS score {select}", values)
    total = connection.execute("SELECT count(*) FROM hits").fetchone()[0]
    order = {"newest": "published DESC", "oldest": "published"}.get(query["sort"], "score" if has_text else "published DESC")
    top = [row[0] for row in connection.execute(f"SELECT id FROM hits ORDER BY {order} LIMIT 20")]
    for one in top:
        if has_text:
            connection.execute("SELECT snippet(words, 1, '<', '>', '…', 40) FROM words WHERE words MATCH ? AND rowid = ?",
                               [match(query), one]).fetchone()
        else:
            connection.execute("SELECT substr(text, 1, 260) FROM documents WHERE id = ?", [one]).fetchone()
    for facet in FACETS:
        if facet in query["chosen"]:
            select, values, _ = hits(query, facet)
            connection.execute("DROP TABLE IF EXISTS temp.aside")
            connection.execute(f"CREATE TEMP TABLE aside AS SELECT d.id AS id {select}", values)
            counts(facet, "aside")
        else:
            counts(facet, "hits")
    connection.execute("SELECT month, count(*) FROM hits JOIN documents USING (id) GROUP BY 1").fetchall()
    return total


if os.environ.get("FILL", "1") == "1":
    fill()
asked = [json.loads(line) for line in open(queries)]
longest = float(os.environ.get("LONGEST_SECONDS", "900"))
times, totals, before = [], [], time.process_time()
for query in asked:
    began = time.monotonic()
    totals.append(ask(query))
    times.append((time.monotonic() - began) * 1000)
json.dump(totals, open(totals_file, "w"))
# What takes longer than that for one round is not asked again: the first round counts, with nothing warm.
is_slow = sum(times) > longest * 1000
if not is_slow:
    times, before = [], time.process_time()
budget = time.monotonic() + longest
for _ in range(0 if is_slow else int(rounds)):
    for query in asked:
        began = time.monotonic()
        ask(query)
        times.append((time.monotonic() - began) * 1000)
    if time.monotonic() > budget:
        break
used = (time.process_time() - before) * 1000
times.sort()
share = lambda part: round(times[min(len(times) - 1, int(len(times) * part))], 2)
print(json.dumps({"engine": "sqlite", "figures": {"queries": len(times), "p50_ms": share(0.5), "p95_ms": share(0.95),
                  "p99_ms": share(0.99), "max_ms": round(times[-1], 2), "cpu_ms": round(used / len(times), 2)}}))
