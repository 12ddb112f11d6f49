#!/usr/bin/env bash
# Everything that leaves the program, read back by programs of others: STIX by OASIS' validator and library, feeds by
# feedparser, calendars by icalendar, tables by pandas, references by bibtexparser, archives by warcio, the description
# of the API by its validators, the tools for assistants by the protocol's own client.
#
#   tests/exports/run.sh [PROGRAM]        PORT: a port of its own; VENV: another folder for Python's packages
set -euo pipefail
cd "$(dirname "$0")/../.."
watchline=$(realpath "${1:-target/debug/watchline}")
. tests/exports/demo.sh
prepare_python tests/exports/requirements.txt
start_demo
"$watchline" export --format warc --config "$folder/demo.toml" --data "$folder" >"$folder/archive.warc" 2>"$folder/warc.log"
"$python" tests/exports/read_back.py "$base" "$folder"
