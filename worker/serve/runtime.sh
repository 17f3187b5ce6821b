#!/bin/sh
# Starts the runtime in the runner's place: notes its process id, so that the next start can end one that was left
# behind, and where the system can do it (Linux), ties its life to the runner's.
echo $$ > "$FIRSTLINE_RUNTIME_ID"
if command -v setpriv >/dev/null 2>&1; then
  exec setpriv --pdeathsig KILL "$FIRSTLINE_RUNTIME" "$@"
fi
exec "$FIRSTLINE_RUNTIME" "$@"
