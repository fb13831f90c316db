# shellcheck shell=bash
# What the benches share: what they need is installed and built, and nothing of them is left, however they end. Source it with `root` set.
. "$root/tests/support/machine.sh"

# bench_begin: from here on everything carries a mark; when this process is gone, by whatever signal, tests/bench/guard ends what
# does, and removes $TMPDIR. What is started with bench_step does not keep the guard waiting.
bench_begin() {
    KIOSK_BENCH=$$.$RANDOM
    TMPDIR=$(mktemp -d "${TMPDIR:-/tmp}/kiosk-bench-XXXXXX")
    exec {bench_guard}> >(exec "$root/tests/bench/guard" "$KIOSK_BENCH" "$TMPDIR" >/dev/null 2>&1)
    export KIOSK_BENCH TMPDIR
}
bench_step() { "$@" {bench_guard}>&-; }

# bench_build NAME TARGET…: the release preset in $bench_folder; ends the bench when it cannot be built.
bench_build() {
    local name=$1
    shift
    bench_folder=$(machine_folder "$root/build/release") || { echo "$name: cannot write in $root/build" >&2 && exit 1; }
    machine_lock "$root/build/lock" "$name" || {
        echo "$name: $machine_holder builds in $root, and would be measured too; wait until it has ended" >&2
        exit 1
    }
    { bench_step machine_configure "$root" "$bench_folder" release &&
        bench_step cmake --build "$bench_folder" --target "$@"; } >"$bench_folder.log" 2>&1 || {
        tail -n 20 "$bench_folder.log" >&2
        echo "$name: it does not build; all it said is in $bench_folder.log" >&2
        exit 1
    }
}
