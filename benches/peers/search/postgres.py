"""PostgreSQL full text doing the same work: one statement a query for total, twenty hits with snippets, facets (each
without its own choice) and months.  postgres.py SOCKET CORPUS QUERIES ROUNDS TOTALS, with psycopg2 of Debian."""
import json, os, sys, time
import psycopg2

FACETS = ["vendor", "product", "event", "status", "severity", "tier", "source", "language", "country", "kind"]
socket, corpus, queries, rounds, totals_file = sys.argv[1:6]
connection = psycopg2.connect(host=socket, dbname="postgres", user="postgres")
connection.autocommit = True
cursor = connection.cursor()


def fill():
    columns = ", ".join(f"{facet} text[] NOT NULL" for facet in FACETS)
    cursor.execute(f"""CREATE UNLOGGED TABLE documents (id bigint, title text, text text, published timestamptz, {columns},
                       words tsvector GENERATED ALWAYS AS (setweight(to_tsvector('english', title), 'A') ||
                       to_tsvector('english', text)) STORED)""")
    began, size = time.monotonic(), 0

    class Lines:
        """The corpus as COPY's text format, read piece by piece."""
        def __init__(self):
            self.lines, self.left = open(corpus, encoding="utf-8"), ""
        def read(self, wanted):
            nonlocal size
            while len(self.left) < wanted:
                line = self.lines.readline()
                if not line:
                    break
                one = json.loads(line)
                size += len(one["title"]) + len(one["text"])
                lists = ["{" + ",".join(one[facet]) + "}" for facet in FACETS]
                at = time.strftime("%Y-%m-%d %H:%M:%S+00", time.gmtime(one["published"]))
                self.left += "\t".join([str(one["id"]), one["title"], one["text"], at, *lists]) + "\n"
            piece, self.left = self.left[:wanted], self.left[wanted:]
            return piece
    cursor.copy_expert(f"COPY documents (id, title, text, published, {', '.join(FACETS)}) FROM STDIN", Lines())
    cursor.execute("SET maintenance_work_mem = '1GB'")
    cursor.execute("CREATE INDEX ON documents USING gin (words)")
    for facet in FACETS:
        cursor.execute(f"CREATE INDEX ON documents USING gin ({facet})")
    cursor.execute("CREATE INDEX ON documents (published)")
    cursor.execute("VACUUM (ANALYZE) documents")
    seconds = time.monotonic() - began
    cursor.execute("SELECT count(*), pg_total_relation_size('documents') FROM documents")
    count, held = cursor.fetchone()
    print(json.dumps({"engine": "postgresql", "documents": count, "seconds": round(seconds),
                      "documents_per_second": round(count / seconds), "text_mb": round(size / 1e6),
                      "index_mb": round(held / 1e6), "index_per_text": round(held / size, 2)}), flush=True)


def conditions(query, without=None):
    """SQL and values of all conditions but the choice in one facet; the text query apart."""
    words = [f"({' & '.join(query['words'])})"] if query["words"] else []
    words += [f"({' | '.join(query['any'])})"] if query["any"] else []
    words += [f"!{word}" for word in query["not"]]
    words += [" <-> ".join(query["phrase"].split())] if query["phrase"] else []
    text = " & ".join(words)
    sql, values = [], []
    if text:
        sql.append("words @@ to_tsquery('english', %s)")
        values.append(text)
    for facet, chosen in query["chosen"].items():
        if facet != without:
            sql.append(f"{facet} && %s")
            values.append(chosen)
    for name, sign in [("after", ">="), ("before", "<")]:
        if query[name] is not None:
            sql.append(f"published {sign} to_timestamp(%s)")
            values.append(query[name])
    return " AND ".join(sql) or "true", values, text


def statement(query):
    where, values, text = conditions(query)
    order = {"newest": "published DESC, id", "oldest": "published, id"}.get(query["sort"])
    if order is None:
        order = "ts_rank(words, to_tsquery('english', %(text)s)) DESC, id" if text else "published DESC, id"
    parts = ["SELECT 'total' AS what, count(*)::text AS name, 0::bigint AS count, '' AS extra FROM hits"]
    for facet in FACETS:
        source = "hits"
        if facet in query["chosen"]:
            other, more, _ = conditions(query, facet)
            source = f"(SELECT {facet} FROM documents WHERE {other}) aside"
            values_of = more
        else:
            values_of = []
        parts.append((f"""(SELECT '{facet}', value, count(*), '' FROM {source}, unnest({facet}) value
                          GROUP BY value ORDER BY count(*) DESC LIMIT 100)""", values_of))
    parts.append("""SELECT 'month', to_char(date_trunc('month', published AT TIME ZONE 'UTC'), 'YYYY-MM'), count(*), ''
                    FROM hits GROUP BY 2""")
    headline = "ts_headline('english', text, to_tsquery('english', %s), 'MaxWords=40, MinWords=25')" if text else "left(text, 260)"
    filled, all_values = [], list(values)
    for part in parts:
        sql, of = part if isinstance(part, tuple) else (part, [])
        filled.append(sql)
        all_values += of
    top_values = []
    if "%(text)s" in order:
        order = order.replace("%(text)s", "%s")
        top_values.append(text)
    top = f"""SELECT 'hit', id::text, 0, {headline} FROM (SELECT id, text, words, published FROM hits
              ORDER BY {order} LIMIT 20) top"""
    all_values += ([text] if text else []) + top_values
    columns = ", ".join(["id", "text", "words", "published", *FACETS])
    sql = f"WITH hits AS MATERIALIZED (SELECT {columns} FROM documents WHERE {where}) " + " UNION ALL ".join(filled + [top])
    return sql, all_values


def processor_time(process):
    with open(f"/proc/{process}/schedstat") as file:
        return int(file.read().split()[0]) / 1e6


if os.environ.get("FILL", "1") == "1":
    fill()
cursor.execute("SET max_parallel_workers_per_gather = 0; SET jit = off; SET work_mem = '512MB'")
cursor.execute("SELECT pg_backend_pid()")
backend = cursor.fetchone()[0]
asked = [statement(json.loads(line)) for line in open(queries)]
times, totals = [], []
budget = time.monotonic() + float(os.environ.get("LONGEST_SECONDS", "900"))
for sql, values in asked:
    cursor.execute(sql, values)
    totals.append(next(int(row[1]) for row in cursor.fetchall() if row[0] == "total"))
json.dump(totals, open(totals_file, "w"))
before = processor_time(backend)
for _ in range(int(rounds)):
    for sql, values in asked:
        began = time.monotonic()
        cursor.execute(sql, values)
        cursor.fetchall()
        times.append((time.monotonic() - began) * 1000)
    if time.monotonic() > budget:
        break
used = processor_time(backend) - before
times.sort()
share = lambda part: round(times[min(len(times) - 1, int(len(times) * part))], 2)
print(json.dumps({"engine": "postgresql", "figures": {"queries": len(times), "p50_ms": share(0.5), "p95_ms": share(0.95),
                  "p99_ms": share(0.99), "max_ms": round(times[-1], 2), "cpu_ms": round(used / len(times), 2)}}))
