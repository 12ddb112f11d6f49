#!/usr/bin/env bash
# Watchline in a real browser: journeys, accessibility, budgets. README.md says what each part claims.
#
#   tests/browser/run.sh [PROGRAM] [PART…]     default: target/debug/watchline, all parts
#
# Needs node 18 or newer, npm and a Chromium (CHROMIUM names one that is not on the path). Leaves nothing running.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
program="$(realpath "${1:-$here/../../target/debug/watchline}")"
shift || true
cd "$here"
if ! cmp -s package-lock.json node_modules/.made-from; then
  npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.made-from
fi
exec node run.mjs "$program" "$@"
