#!/usr/bin/env bash
# How fast, at what cost and how completely `watchline crawl` collects a made-up web of 300 slow and faulty hosts on
# the loopback network, and the same web through a peer crawler (Scrapy, two processes) in the same run.
#   benches/crawl.sh [HOSTS] [PAGES ...]        pages a host; 300 hosts with 10 and then 100 pages without arguments
# Needs Linux, python3 and curl. SCRAPY names a Python that has Scrapy; without it the peer is left out.
# WATCHLINE and LOOPBACK_WEB name programs that are built already; OPTIONS are those of `watchline crawl`.
set -euo pipefail
cd "$(dirname "$0")/.."
hosts=${1:-300}
shift || true
if [ $# -eq 0 ]; then set -- 10 100; fi
port=${PORT:-18080}
gap_ms=20
if [ -z "${WATCHLINE:-}" ]; then
  cargo build --release --quiet
  WATCHLINE=$PWD/target/release/watchline
fi
if [ -z "${LOOPBACK_WEB:-}" ]; then
  cargo build --release --quiet -p watchline-crawler --example loopback_web
  LOOPBACK_WEB=$PWD/target/release/examples/loopback_web
fi
peers=$PWD/benches/peers
folder=$(mktemp -d)
web=
finish() {
  if [ -n "$web" ]; then kill "$web" 2>/dev/null || true; fi
  rm -rf "$folder"
}
trap finish EXIT
cd "$folder"

python3 - "$hosts" "$port" "$gap_ms" <<'PY'
import sys
hosts, port, gap_ms = map(int, sys.argv[1:])
with open("watchline.toml", "w") as file:
    file.write(f"""[crawler]
user_agent_contact = "measure@watchline.example"
allowed_private_networks = ["127.0.0.0/8"]
host_gap_ms = {gap_ms}
concurrency = 256
idle_timeout_seconds = 3
retry_attempts = 8
full_request_every = 2
[sources]
shipped = false
""")
    for host in range(hosts):
        file.write(f"""
[[source]]
id = "host-{host}"
name = "Paper {host}"
tier = "press"
kind = "feed"
url = "http://127.0.{1 + host // 250}.{1 + host % 250}:{port}/feed.xml"
""")
PY

start_web() {
  "$LOOPBACK_WEB" --hosts "$hosts" --pages "$1" --port "$port" 2>/dev/null &
  web=$!
  until curl -fsS "http://127.0.1.1:$port/__report" >/dev/null 2>&1; do sleep 0.1; done
}

stop_web() {
  kill "$web"
  wait "$web" 2>/dev/null || true
  web=
}

# NAME COMMAND ...: runs it against a fresh web, and prints what the web and the kernel saw of it.
measure() {
  python3 - "$port" "$@" <<'PY'
import json, os, subprocess, sys, threading, time, urllib.request
port, name, command = sys.argv[1], sys.argv[2], sys.argv[3:]
report = lambda: json.load(urllib.request.urlopen(f"http://127.0.1.1:{port}/__report"))
start = time.monotonic()
with open("output", "w") as output:
    child = subprocess.Popen(command, stdout=output, stderr=output)
# Peak memory of the program and its children together, looked at every 50 ms.
peak, done = 0, threading.Event()
def resident(pid):
    try:
        with open(f"/proc/{pid}/smaps_rollup") as file:
            own = next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            return own + sum(resident(int(child)) for child in file.read().split())
    except (OSError, StopIteration):
        return 0
def watch():
    global peak
    while not done.wait(0.05):
        peak = max(peak, resident(child.pid))
threading.Thread(target=watch, daemon=True).start()
_, status, used = os.wait4(child.pid, 0)
done.set()
wall = time.monotonic() - start
seen = report()
pages, cpu = seen["pages_served_whole"], used.ru_utime + used.ru_stime
result = {
    "name": name, "pages": pages, "expected": seen["pages_expected"], "seconds": wall, "busy_seconds": seen["seconds"],
    # Pages that fail are tried again minutes later, which says nothing of speed: the last tenth is left out.
    "pages_per_second": 0.9 * seen["pages_expected"] / (seen["seconds_until_9_of_10"] or wall), "cpu_ms_per_page": 1000 * cpu / max(pages, 1), "peak_mib": peak / 1024,
    "again": seen["pages_served_again"], "at_once": seen["most_requests_at_once_to_a_host"],
    "least_gap_ms": seen["least_gap_ms"], "too_close": seen["hosts_with_a_gap_below_19_ms"],
    "requests": seen["requests"], "statuses": seen["statuses"],
    "seconds_until_9_of_10": seen["seconds_until_9_of_10"], "seconds_until_all": seen["seconds_until_all"],
}
with open("results.jsonl", "a") as file:
    file.write(json.dumps(result) + "\n")
gap = result["least_gap_ms"] or 0
print(f"{name:10} {pages}/{result['expected']} pages, {wall:.1f} s, {result['pages_per_second']:.0f} pages/s over the first nine tenths, "
      f"{result['cpu_ms_per_page']:.2f} CPU-ms a page, peak {result['peak_mib']:.0f} MiB, {result['requests']} requests, "
      f"{result['again']} pages twice, at most {result['at_once']} at once to a host, least gap {gap:.1f} ms "
      f"({result['too_close']} hosts below 19 ms)", flush=True)
if status:
    sys.exit(f"{name} failed:\n" + open("output").read()[-2000:])
PY
}

# The web moves on: most hosts have news, some are unchanged and say so, and some say so though they have news, which
# only a request without conditions shows. Two rounds over all sources find all of it.
again() {
  curl -fsS "http://127.0.1.1:$port/__next" >/dev/null
  local named=()
  for ((host = 0; host < hosts; host++)); do named+=(--source "host-$host"); done
  for round in 2 3; do
    "$WATCHLINE" crawl --config watchline.toml --data data "${options[@]}" "${named[@]}" >output 2>&1 ||
      { tail -n 20 output >&2; exit 1; }
    curl -fsS "http://127.0.1.1:$port/__report" | python3 -c '
import json, sys
seen = json.load(sys.stdin)
print("round '"$round"'    {pages_served_whole}/{pages_expected} pages, {} of 304, {pages_served_again} pages twice, at most "
      "{most_requests_at_once_to_a_host} at once to a host, least gap {least_gap_ms:.1f} ms".format(
          seen["statuses"].get("304", 0), **seen))'
  done
}

read -r -a options <<<"${OPTIONS---collect-only --patience 300}"
for pages in "$@"; do
  echo "$hosts hosts, $((hosts * pages)) pages listed"
  rm -rf data results.jsonl peer.db.*
  start_web "$pages"
  measure watchline "$WATCHLINE" crawl --config watchline.toml --data data "${options[@]}"
  again
  stop_web
  if [ -n "${SCRAPY:-}" ]; then
    start_web "$pages"
    measure scrapy "$SCRAPY" "$peers/scrapy_crawl.py" "$hosts" "$port" peer.db 2 "0.0$gap_ms"
    stop_web
    python3 - <<'PY'
import json
ours, peer = map(json.loads, open("results.jsonl"))
print(f"ratio      {peer['cpu_ms_per_page'] / ours['cpu_ms_per_page']:.1f} times less processor time a page, "
      f"{ours['pages_per_second'] / peer['pages_per_second']:.2f} times the pages a second, "
      f"{peer['peak_mib'] / ours['peak_mib']:.2f} times less memory")
PY
  fi
done
