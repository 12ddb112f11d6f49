#!/usr/bin/env bash
# Search over a million made-up documents, through HTTP, beside bare tantivy, SQLite FTS5 and PostgreSQL: the same records,
# the same 200 queries, the same work for each (twenty hits with snippets, exact total, ten facets each without its own
# choice, a histogram by month), one engine at a time. Prints a line of JSON for each thing measured.
#   benches/search.sh [COUNT] [FOLDER]      COUNT documents (1,000,000), worked on in FOLDER (/dev/shm/watchline-search)
# Needs about eight times the text of free space (a million: 11 GB), an hour or more, Debian's postgresql-15 and python3-psycopg2; an engine
# that is not installed is left out. ENGINES="ours bare" runs only some.
set -euo pipefail
cd "$(dirname "$0")/.."
count=${1:-1000000}
folder=${2:-/dev/shm/watchline-search}
engines=${ENGINES:-ours bare sqlite postgresql}
port=${PORT:-9200}
python=${PYTHON:-/usr/bin/python3}
cargo build --release --quiet -p watchline-index --example million
million=${CARGO_TARGET_DIR:-target}/release/examples/million
mkdir -p "$folder"
peers=$PWD/benches/peers/search
running=""
trap '[ -z "$running" ] || kill "$running" 2>/dev/null || true' EXIT

# stderr of servers is kept, so that a failure can be read.
serve() {
  "$million" serve "$1" "$folder/$1" "$count" "$port" 2>"$folder/$1.log" &
  running=$!
  for _ in $(seq 100); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return; fi
    sleep 0.2
  done
  cat "$folder/$1.log" >&2
  exit 1
}
stop() { kill "$running"; wait "$running" 2>/dev/null || true; running=""; }

"$million" queries "$count" > "$folder/queries.jsonl"
for engine in $engines; do
  case $engine in
    ours|bare)
      rm -rf "${folder:?}/$engine"
      "$million" fill "$engine" "$folder/$engine" "$count"
      serve "$engine"
      "$million" ask "$engine" "$port" "$running" "$count" "$folder/$engine.totals"
      [ "$engine" = bare ] || "$million" live "$port" "$running" "$count"
      stop
      rm -rf "${folder:?}/$engine"
      ;;
    *)
      [ -s "$folder/corpus.jsonl" ] || "$million" corpus "$count" > "$folder/corpus.jsonl"
      if [ "$engine" = sqlite ]; then
        rm -f "$folder/sqlite.db"
        "$python" "$peers/sqlite.py" "$folder/sqlite.db" "$folder/corpus.jsonl" "$folder/queries.jsonl" 2 "$folder/sqlite.totals"
        rm -f "$folder/sqlite.db"
      elif [ -d /usr/lib/postgresql/15/bin ]; then
        cluster=$folder/postgresql
        rm -rf "$cluster"
        install -d -o postgres "$cluster"
        as_postgres() { (cd / && runuser -u postgres -- "/usr/lib/postgresql/15/bin/$@"); }
        as_postgres initdb --auth=trust --no-sync -D "$cluster/data" >"$folder/postgresql.log"
        as_postgres pg_ctl start -w -D "$cluster/data" -l "$cluster/log" -o "-c listen_addresses='' -k $cluster \
          -c shared_buffers=1GB -c fsync=off -c max_wal_size=8GB -c autovacuum=off -c effective_cache_size=8GB" >>"$folder/postgresql.log"
        "$python" "$peers/postgres.py" "$cluster" "$folder/corpus.jsonl" "$folder/queries.jsonl" 1 "$folder/postgresql.totals" \
          || as_postgres pg_ctl status -D "$cluster/data" >&2
        as_postgres pg_ctl stop -m fast -D "$cluster/data" >>"$folder/postgresql.log"
        rm -rf "$cluster"
      fi
      ;;
  esac
done
# Engines that find different numbers of documents do not do the same work: how many queries agree with ours.
"$python" - "$folder" <<'PY'
import glob, json, os, sys
read = lambda file: json.load(open(file))
files = {os.path.basename(file).removesuffix(".totals"): read(file) for file in sorted(glob.glob(f"{sys.argv[1]}/*.totals"))}
ours = files.pop("ours", None)
for name, totals in files.items() if ours else []:
    same = sum(a == b for a, b in zip(ours, totals))
    print(json.dumps({"engine": name, "queries_with_our_total": same, "of": len(ours)}))
PY
