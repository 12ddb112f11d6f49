#!/usr/bin/env bash
# Asks every address of the API, the feeds and the exports with what its description allows and with what it does not,
# and holds each answer against the description.
#
#   tests/exports/schemathesis.sh [PROGRAM]        EXAMPLES: how many an address (25); PORT, VENV: as in run.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
watchline=$(realpath "${1:-target/debug/watchline}")
VENV=${VENV:-target/schemathesis-venv}
. tests/exports/demo.sh
prepare_python tests/exports/requirements-schemathesis.txt
start_demo
schemathesis=$(realpath "$VENV/bin/schemathesis")
# What it keeps of a run goes with the demo's data.
cd "$folder"
"$schemathesis" run "$base/api/v1/openapi.json" --checks all --max-examples "${EXAMPLES:-25}" --seed 1 --workers 2 \
  --request-timeout 60 --suppress-health-check all --no-color
