#!/usr/bin/env bash
# The tour that ./run gives: two institutions and the sample acts as trees of units, faults, organigrams in out/, and two
# offices after a year of work.
#
# usage: tools/tour.sh REMIT. The sample acts have faults on purpose, so exit status 1 of lint and status 2 of compile
# are part of the tour where something was printed; any other failure of remit ends it.
set -euo pipefail
cd "$(dirname "$0")/.."
remit=$1
excerpt_lines=36
mkdir -p out

title() { printf '\n\n== %s\n\n' "$*"; }

# Runs remit and shows the command; what it printed may come with a status that says "findings" or "has an error".
show() {
    local limit=$1 status=0 printed
    shift
    title "remit $*"
    printed=$("$remit" "$@" 2>out/errors.txt) || status=$?
    if [ -z "$printed" ] || [ "$status" -gt 2 ]; then
        cat out/errors.txt >&2
        exit 1
    fi
    head -n "$limit" <<<"$printed"
    local rest=$(($(wc -l <<<"$printed") - limit))
    if [ "$rest" -gt 0 ]; then echo "... and $rest more lines"; fi
}

draw() {
    local name=$1 status=0
    shift
    "$remit" compile --format svg -o "out/$name.svg" "$@" 2>out/errors.txt || status=$?
    if [ ! -s "out/$name.svg" ] || [ "$status" -gt 2 ]; then
        cat out/errors.txt >&2
        exit 1
    fi
}

cat <<'END'
Remit reads the legal act that organises an office. First two institutions, restated as data; then acts of
fictional ministries, with faults on purpose.
END

rm -f out/*.svg
for pack in hr rs; do
    show 1000 compile "packs/$pack"
    draw "$pack" "packs/$pack"
done

acts=examples/acts
islands=("$acts/islands-hr-1.txt" "$acts/islands-hr-2.txt")  # one act, cut in two
for name in water-hr bridges-sr-cyrl roads-sr-latn tidy-hr; do
    show 1000 compile "$acts/$name.txt"
    draw "$name" "$acts/$name.txt"
done
show 1000 compile "${islands[@]}"
draw islands-hr "${islands[@]}"

show "$excerpt_lines" compile -v "$acts/water-hr.txt"
show "$excerpt_lines" lint "$acts/bridges-sr-cyrl.txt"
rm -f out/errors.txt

# Papers, and the unit that each belongs to.
show 1000 route "Draft instruction for the First Committee: resolution on anti-personnel mines"
show 1000 route --institution rs --language sr "Списак питања Комитета против тортуре"
show 1000 route "Internship at the OSCE Secretariat"

# Two offices after a year of work. The day is fixed, so that the tour is the same on every machine.
offices=out/offices
rm -rf "$offices"
show 20 demo "$offices" --date 2026-11-27
for unit in 5.1.1 5.1.2; do
    show 14 matter list --within 7d --unit "$unit" --office "$offices/hr"
done
show 14 matter list --within 7d --unit V --office "$offices/rs" --language sr
matter=$("$remit" matter list --ended --office "$offices/hr" --json |
    grep -o '"number": *"018-05[^"]*"' | head -n 1 | cut -d'"' -f4)
show 1000 matter show "$matter" --office "$offices/hr"
show 40 ledger verify --office "$offices/hr"
rm -f out/errors.txt

title "organigrams"
ls out/*.svg
cat <<'END'

What next:
  ./run lint examples/acts/water-hr.txt          every finding, with its place
  ./run explain shared-duty                      what a finding means, with an example
  ./run compile -v YOUR_ACT.txt                  each duty with citation, functions, bodies, counterparts
  ./run compile --format json YOUR_ACT.txt       or jsonld, akn, dot, svg, md
  ./run compile -p tree YOUR_ACT.txt             any phase of the compiler
  ./run diff OLD.txt NEW.txt                     what a reorganisation moves
  ./run matter step MATTER --office out/offices/hr   what can be done next, and by whom
  ./run serve --office out/offices/hr            the workspace: sign in as head-5-1-1 with remit-demo-2026
  ./run help --all                               several files are one act; - is standard input
  ARCHITECTURE.md                                from a clause to the code that reads it
END
