#!/usr/bin/env bash
# The tour that ./run gives: each sample act as a tree of units, its faults, and an organigram in out/.
#
# usage: tools/tour.sh REMIT. Findings of lint are part of the tour; any other failure of remit ends it.
set -euo pipefail
cd "$(dirname "$0")/.."
remit=$1
mkdir -p out

title() { printf '\n== %s\n\n' "$*"; }

# The sample acts have faults on purpose: exit status 1 of lint says "findings", 2 says "could not read".
lint() { "$remit" lint "$1" || [ $? -eq 1 ]; }

for act in examples/acts/*.txt; do
    name=$(basename "$act" .txt)
    title "remit compile $act"
    "$remit" compile "$act"
    title "remit lint $act"
    lint "$act"
    "$remit" compile --format svg "$act" >"out/$name.svg"
done

for pack in packs/*/; do
    title "remit compile ${pack%/}"
    "$remit" compile "${pack%/}"
    "$remit" compile --format svg "${pack%/}" >"out/$(basename "$pack").svg"
done

title "written"
ls out/*.svg
cat <<'END'

What next:
  ./run compile -v examples/acts/NAME.txt        each duty with citation, functions, bodies, counterparts
  ./run compile --format json examples/acts/NAME.txt
  ./run lint YOUR_ACT.txt                        several files are one act; - is standard input
  ./run diff OLD.txt NEW.txt                     what a reorganisation moves
  ./run explain shared-duty                      what a finding means, with an example
  ./run help --all
  ARCHITECTURE.md                                from a clause to the code that reads it
END
