#!/usr/bin/env bash
# How fast texts are understood, beside two libraries of npm on the same texts in one run: compromise, and wink-nlp with its
# English model (both installed into a temporary folder).
#   benches/peers/understand/run.sh FILE.jsonl …       (a record a line: title, text)
# Each reads every file in one thread, pinned to the same core, one after the other; a first round warms up and does not count, of
# the others the fastest does. Times are those of the processor, so that a busy machine disturbs less.
set -euo pipefail
: "${1:?give JSON Lines files with `title` and `text`}"
files=()
for file in "$@"; do files+=("$(realpath "$file")"); done
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../.."
rounds=${ROUNDS:-3}
core=${CORE:-0}
cargo build --release --quiet -p watchline-analysis --example measure_speed
program=$(realpath "${CARGO_TARGET_DIR:-target}/release/examples/measure_speed")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$here/peers.mjs" "$folder/"
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund compromise@14 wink-nlp@2 wink-eng-lite-web-model@1
for file in "${files[@]}"; do
  taskset -c "$core" "$program" --rounds "$rounds" "$file"
  for peer in wink-nlp compromise; do
    taskset -c "$core" node peers.mjs "$peer" "$rounds" "$file"
  done
done
