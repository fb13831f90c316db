#!/usr/bin/env bash
# The package's postinst on the folders of an earlier version, which ran both programs as one user: killed at each of its steps and run
# again, nothing is lost, and all lies where the units have it, owned by whom they name.
root=$2
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "FAILED: $*" >&2
    exit 1
}
mkdir "$work/bin"
# as on a machine whose users are known; owners need root, so they are written down and told from there
for name in addgroup deb-systemd-helper systemctl sync; do printf '#!/bin/sh\n' >"$work/bin/$name"; done
printf '#!/bin/sh\necho "$@" >>"$USERS"\n' >"$work/bin/adduser"
printf '#!/bin/sh\nexit 2\n' >"$work/bin/getent"
cat >"$work/bin/chown" <<'SH'
#!/bin/sh
[ "$1" != -R ] || { shift; find "$2" -mindepth 1 | while read -r path; do echo "$1 $path"; done; }
echo "$1 $2"
SH
cat >"$work/bin/stat" <<'SH'
#!/bin/sh
owner=$(grep -F -- " $3" "$OWNERS" | grep -x -- ".* $3" | tail -1 | sed 's/:.*//')
echo "${owner:-kiosk}"
SH
# step NAME ARGUMENT…: does it, unless the power fails before: then nothing more happens
for name in chown mv rm chmod mkdir; do
    real=$(command -v $name)
    if [ $name = chown ]; then mv "$work/bin/chown" "$work/bin/chown.real"; real=$work/bin/chown.real; fi
    cat >"$work/bin/$name" <<SH
#!/bin/sh
echo step >>"\$STEPS"
[ "\$(wc -l <"\$STEPS")" -ne "\$CUT" ] || { kill -KILL \$PPID; exit 1; }
[ $name = chown ] || exec $real "\$@"
$real "\$@" >>"\$OWNERS"
SH
done
chmod +x "$work/bin"/*

state=$work/root/var/lib/kiosk
before() {
    rm -rf "$work/root"
    mkdir -p "$state/store/player" "$state/store/o/aa" "$state/.cache"
    for file in counters.db counters.db-journal pin-tries store/state.a store/o/aa/object store/player/good store/player/rejected \
        store/player/good.7.tmp .cache/shader; do
        echo "$file" >"$state/$file"
        chmod 0600 "$state/$file"
    done
    : >"$work/owners"
}
postinst() { # postinst N: the power fails before step N
    : >"$work/steps"
    { DPKG_ROOT=$work/root USERS=$work/users OWNERS=$work/owners STEPS=$work/steps CUT=$1 PATH=$work/bin:$PATH sh "$root/cmake/deb/postinst" configure; } 2>/dev/null
}
owner() { OWNERS=$work/owners "$work/bin/stat" -c %U "$state$1"; }
right() { # right WHEN: all is there, once, and whose it is to be
    local file
    for file in counters.db counters.db-journal pin-tries good rejected; do
        [ "$(basename "$(cat "$state/player/$file")")" = "$file" ] || fail "$1: $file is lost"
        [ "$(owner "/player/$file")" = kiosk ] || fail "$1: $file is not the player's"
        [ "$(stat -c %a "$state/player/$file")" = 640 ] || fail "$1: $file is not for kiosk-sync to read"
    done
    for file in store store/o store/o/aa store/o/aa/object store/state.a; do
        [ "$(owner "/$file")" = kiosk-sync ] || fail "$1: $file is not kiosk-sync's"
    done
    [ "$(owner /player)" = kiosk ] || fail "$1: the player's folder is not its own"
    [ "$(owner "")" = root ] || fail "$1: a program can replace the folders"
    [ "$(stat -c %a "$state/store/o/aa/object" "$state/store/o" "$state" | tr '\n' ' ')" = "640 750 750 " ] || fail "$1: rights"
    [ "$(cd "$state" && find . -type f | wc -l)" = 7 ] || fail "$1: there is more, or less: $(find "$state" -type f)"
}
before
postinst 0 || fail "postinst ends with $?"
right "at once"
steps=$(wc -l <"$work/steps")
[ "$steps" -ge 10 ] || fail "only $steps steps were seen"
postinst 0 && right "run again"
for cut in $(seq "$steps"); do
    before
    ! postinst "$cut" || fail "it was not killed before step $cut"
    postinst 0 || fail "after a kill before step $cut it ends with $?"
    right "killed before step $cut of $steps"
done
echo "ok: an earlier version's folders are taken over, also after a kill before any of $steps steps"

# the player of the new version ran between: what it has counted and what was before both stay
before
mkdir "$state/player"
echo new >"$state/player/counters.db"
postinst 0
[ "$(cat "$state/player/counters.db")" = new ] && [ "$(cat "$state/player/counters.db.before-upgrade")" = counters.db ] || fail "counts are lost"
echo "ok: counts of both versions are kept"

# a machine without anything of ours
rm -rf "$work/root"
: >"$work/owners"
mkdir "$work/root"
postinst 0 || fail "a new machine: postinst ends with $?"
[ "$(stat -c %a "$state")" = 750 ] && [ "$(ls -A "$state")" = "" ] || fail "a new machine: $(ls -la "$state")"
for user in kiosk kiosk-sync; do grep -q -- "--system .*--ingroup kiosk $user\$" "$work/users" || fail "no user $user"; done
echo "ok: a new machine"
