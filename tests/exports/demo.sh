# To be read by the scripts beside it: a demo that runs while they do, and a Python of their own.
# Needs $watchline (the program); takes a free port where $PORT names none; sets $base, $folder and $python. Leaves
# nothing running behind.

base=
folder=$(mktemp -d)
demo=
leave() {
  if [ -n "$demo" ]; then
    kill "$demo" 2>/dev/null || true
    wait "$demo" 2>/dev/null || true
  fi
  rm -rf "$folder"
}
trap leave EXIT

# The packages of requirements.txt, in a folder that stays for the next time.
prepare_python() {
  local venv=${VENV:-target/exports-venv}
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    apt-get update -qq
    apt-get install -y -qq python3-venv
  fi
  if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
  fi
  python="$venv/bin/python"
  "$python" -m pip install --quiet --disable-pip-version-check --requirement "$1"
}

start_demo() {
  "$watchline" demo --listen "127.0.0.1:${PORT:-0}" --data "$folder" >"$folder/out" 2>"$folder/log" &
  demo=$!
  for _ in $(seq 1500); do
    base=$(sed -nE 's|.*ready at (http://127\.0\.0\.1:[0-9]+).*|\1|p' "$folder/log" | head -n 1)
    [ -z "$base" ] || return 0
    kill -0 "$demo" 2>/dev/null || break
    sleep 0.2
  done
  cat "$folder/log" >&2
  echo "the demo did not come up" >&2
  exit 1
}
