#!/bin/sh
# Date expressions beside chrono-node (npm) and dateparser (PyPI): the same texts, one run, one way of scoring.
#
#   benches/peers/dates/run.sh [english.json]
#
# Both are installed into a temporary folder, which is removed at the end. What is counted and when it is right:
# analysis/examples/measure_dates.rs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$root"
measure() { cargo run --quiet --release -p watchline-analysis --example measure_dates -- "$@"; }
measure ${1:+"$1"} --cases "$folder/cases.jsonl"
(cd "$folder" && npm init -y >/dev/null && npm install --silent chrono-node >/dev/null)
cp "$here/chrono.mjs" "$folder/"
(cd "$folder" && node chrono.mjs cases.jsonl chrono.jsonl)
python3 -m venv "$folder/python"
"$folder/python/bin/pip" install --quiet dateparser
"$folder/python/bin/python" "$here/dateparser_answers.py" "$folder/cases.jsonl" "$folder/dateparser.jsonl"
measure ${1:+"$1"} --score chrono-node "$folder/chrono.jsonl" --score dateparser "$folder/dateparser.jsonl"
