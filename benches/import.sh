#!/usr/bin/env bash
# How long `watchline import` takes, from JSON Lines to a searchable timeline, and what it needs.
#   benches/import.sh FILE.jsonl            (a record a line: url, title, text, published)
set -euo pipefail
cd "$(dirname "$0")/.."
input=$(realpath "${1:?give a JSON Lines file}")
cargo build --release --quiet
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp target/release/watchline "$folder/"
cd "$folder"
for run in 1 2 3; do
  rm -rf data
  python3 - "$input" <<'PY'
import os, resource, subprocess, sys, time
start = time.monotonic()
done = subprocess.run(["./watchline", "import", sys.argv[1], "--data", "data"], capture_output=True, text=True)
wall = time.monotonic() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
lines = sum(1 for line in open(sys.argv[1]) if line.strip())
size = lambda folder: sum(os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(folder) for name in names)
store = sum(os.path.getsize(os.path.join("data", name)) for name in os.listdir("data") if name.startswith("watchline.db"))
print(f"{lines} records, {wall:.1f} s, {lines / wall:.0f} records/s, {used.ru_utime + used.ru_stime:.1f} CPU-s, "
      f"peak {used.ru_maxrss / 1024:.0f} MiB, store {store / 1e6:.1f} MB, index {size('data/index') / 1e6:.1f} MB")
if done.returncode:
    sys.exit(done.stderr)
PY
done
./watchline search --data data "vendor:openai" --limit 1 >/dev/null
