#!/usr/bin/env bash
# Compares a program with that of another revision, and leaves a comment in a file. What is asked comes from the
# environment and is never read as words of the shell.
set -uo pipefail

comment="${RUNNER_TEMP:-/tmp}/planwright-comment.md"
cli="$GITHUB_ACTION_PATH/packages/cli/dist/planwright.cjs"

if [ -z "${PLAN_BASE:-}" ]; then
  echo "::error::Nothing says what to compare with: this is no pull request, and the input \`base\` is empty."
  exit 2
fi

# A checkout has one commit, unless it says otherwise.
if ! git cat-file -e "$PLAN_BASE^{commit}" 2>/dev/null; then
  git fetch --quiet --no-tags --depth=1 origin "$PLAN_BASE" || {
    echo "::error::The revision $PLAN_BASE is not in the checkout, and cannot be fetched."
    exit 2
  }
  git cat-file -e "$PLAN_BASE^{commit}" 2>/dev/null || PLAN_BASE=FETCH_HEAD
fi

options=()
[ -n "${PLAN_POLICY:-}" ] && options+=(--policy "$PLAN_POLICY")
[ -n "${PLAN_CENSUS:-}" ] && options+=(--census "$PLAN_CENSUS")
[ -n "${PLAN_CLAIMS:-}" ] && options+=(--claims "$PLAN_CLAIMS")

node "$cli" diff "git:$PLAN_BASE:$PLAN_PATH" "$PLAN_PATH" --format markdown ${options[@]+"${options[@]}"} >"$comment"
status=$?

[ -s "$comment" ] || comment=""
{
  echo "comment=$comment"
  echo "status=$status"
} >>"$GITHUB_OUTPUT"
[ -n "$comment" ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ] && cat "$comment" >>"$GITHUB_STEP_SUMMARY"

# What cannot be compared at all ends here; what the rules ask for ends the last step.
[ "$status" -le 1 ]
