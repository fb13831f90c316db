#!/usr/bin/env bash
# kiosk/run wherever it is called: in a folder with an awkward name, without /usr/sbin in PATH, from a checkout that cannot be written
# to, twice at once and twice in a row, with a wrong screen, after another site, without packages, and ended by Ctrl-C.
bin=$(cd "$1" && pwd) root=$2
. "$root/tests/support/machine.sh"
full_path=$PATH
. "$root/tests/support/chain.sh"
. "$root/tests/support/screen.sh"
chain_stop_run() {
    [ -z "${run_pid:-}" ] || kill -- "-$run_pid" 2>/dev/null || true
    chain_stop
}
trap chain_stop_run EXIT

# what kiosk/run is made of, where nothing can be written
checkout="$work/my kiosk æ & (1) \$x"
mkdir -p "$checkout/tests"
cp -r "$root/kiosk" "$checkout/kiosk"
cp -r "$root/tests/support" "$root/tests/sample-feeds" "$root/tests/install" "$root/tests/packages.txt" "$checkout/tests/"
: >"$checkout/build" # also for root
mv "$work/site" "$checkout/site"
sed -i 's/"feeds": {"events"/"feeds": {"library-events"/' "$checkout/site/playlists/site.json" # one that kiosk/run has a sample of
cd "$work"
mkdir fake
export PATH=/usr/local/bin:/usr/bin:/bin
unset DISPLAY WAYLAND_DISPLAY

kiosk_run() { # kiosk_run [option]…: its status in $status, its words in $work/last
    status=0
    "$checkout/kiosk/run" --programs "$bin" --no-install --site "$checkout/site" --window 640x360 "$@" >"$work/last" 2>&1 </dev/null || status=$?
}
says() { grep -qE -- "$1" "$work/last" || fail "$2"; } # says PATTERN WHAT-IF-NOT
refused() { # refused STATUS PATTERN WHAT: in one sentence
    [ "$status" = "$1" ] && [ "$(wc -l <"$work/last")" = 1 ] || fail "$3: status $status"
    says "$2" "$3: does not say $2"
    ok "$3: $(cat "$work/last")"
}

# --- what cannot be is said before anything is made
kiosk_run --colour
refused 2 'unknown option --colour' "an unknown option"
kiosk_run --work
refused 2 'needs a value' "an option without its value"
kiosk_run --site "$work/nowhere"
refused 1 'there is no folder .*/nowhere$' "a site that is not there"
kiosk_run --site "$work/fake"
refused 1 'is no site' "a folder that is no site"
kiosk_run
refused 1 'cannot write in .*--work DIR' "a checkout that cannot be written to"
"$checkout/kiosk/run" --help | grep -q -- '--work DIR' || fail "--help"

# --- a first run, where every name is awkward, as --work is given by hand
mkdir 'work æ; & {1}'
kiosk_run --work 'work æ; & {1}/in/' --screen two
[ "$status" = 1 ] || fail "a wrong screen: status $status"
says 'has no screen two; it has: one$' "a wrong screen: the names there are"
[ ! -e 'work æ; & {1}/in/store' ] || fail "a wrong screen: something was fetched"
ok "a wrong screen is said before anything is fetched"
kiosk_run --work 'work æ; & {1}/in/'
[ "$status" = 0 ] || fail "a first run ends with $status"
says ' pictures in .*/shots$' "a first run says where its pictures are"
[ -s 'work æ; & {1}/in/shots/contact.png' ] || fail "there are no pictures"
says 'screen one' "the site's first screen is not taken"
served_at() { sed -n 's/.*\(https:[^ ,]*\).*/\1/p' "$work/last" | head -n 1; }
first=$(served_at)
ok "an awkward folder, a PATH without nginx, a relative work folder: $first"

# --- again: same address, nothing to warn of
kiosk_run --work 'work æ; & {1}/in/'
[ "$status" = 0 ] || fail "a second run ends with $status"
[ "$(served_at)" = "$first" ] || fail "a second run is at $(served_at), not at $first"
grep -qiE 'warning|error|failed' "$work/last" && fail "a second run warns"
ok "a second run is quiet, and at the same address"

# --- another site in the same work folder, whose screen has another name
cp -r "$checkout/site" "$checkout/other"
sed -i 's/"screens": {"one"/"screens": {"hall"/' "$checkout/other/playlists/site.json"
kiosk_run --work 'work æ; & {1}/in' --site "$checkout/other/"
[ "$status" = 0 ] || fail "another site ends with $status"
says 'screen hall' "another site: its own first screen is not taken"
ok "another site in the same work folder"

# --- a feed that cannot be had is no reason not to play; a server that cannot be had is
sed -i 's|{"library-events"|{"events"|; s|https://localhost:[0-9]*/feeds|https://localhost:1|' "$checkout/other/playlists/site.json"
kiosk_run --work fed --site "$checkout/other"
[ "$status" = 0 ] || fail "a feed that cannot be had: status $status"
says 'plays without the feeds' "a feed that cannot be had is not said"
ok "a feed that cannot be had"
cat >fake/kiosk-sync <<'SH'
#!/bin/sh
echo "error: no content today" >&2
exit 1
SH
chmod +x fake/kiosk-sync
for program in kiosk kioskctl kiosk-intake kiosk-desk kiosk-sign kiosk-preview; do ln -s "$bin/$program" "fake/$program"; done
kiosk_run --work failing --programs "$work/fake"
[ "$status" = 1 ] || fail "it goes on after kiosk-sync has failed: status $status"
says 'no content today' "the words of kiosk-sync are lost"
says 'could not fetch the site' "it is not said that kiosk-sync failed"
ok "a kiosk-sync that fails ends the run"

# --- with a display it plays until Ctrl-C, beside others in folders of their own
screen_start
processes_of() { # processes_of TEXT: their ids and commands
    local file words
    for file in /proc/[0-9]*/cmdline; do
        words=$(tr '\0' ' ' 2>/dev/null <"$file") || continue
        case $words in *"$1"*) echo "${file//[!0-9]/} $words" ;; esac
    done
}
until_file() { # until_file SECONDS FILE PATTERN
    local deadline=$((SECONDS + $1))
    until grep -qs -- "$3" "$2"; do
        [ "$SECONDS" -lt "$deadline" ] || fail "not said within $1 s: $3: $(cat "$2")"
        "$root/tests/support/after" 50
    done
}
playing="$work/playing"
mkdir -p "$playing" built/bin built/desk-page
ln -s "$bin"/* built/bin/
: >built/desk-page/index.html
set -m
"$checkout/kiosk/run" --programs "$work/built/bin" --no-install --site "$checkout/site" --window 640x360 --work "$playing" >"$work/playing.log" 2>&1 &
run_pid=$!
set +m
until_file 60 "$work/playing.log" 'Ctrl-C ends it'

# the editor in the browser and the screen that follows it: in with what was printed, changed, published, played
address=$(sed -n 's/.* desk  *\(https:[^ ]*\).*/\1/p' "$work/playing.log")
staff() { python3 "$root/tests/support/staff.py" "$address" "$playing/tls/ca.pem" "$work/session" "$@"; }
expect() { # expect STATUS METHOD PATH JSON
    local wanted=$1
    shift
    staff "$@" >"$work/last" || fail "$*"
    [ "$(head -n 1 "$work/last")" = "$wanted" ] || fail "$* is not answered $wanted"
}
once=$(sed -n 's/.* password  \([^ ]*\).*/\1/p' "$work/playing.log")
staff sign-in "admin:$once" || fail "the printed password opens nothing"
expect 204 POST /api/1/me/password "{\"old\": \"$once\", \"new\": \"rainy-tuesday-in-may\"}"
staff sign-in admin:rainy-tuesday-in-may || fail "the new password opens nothing"
expect 200 POST /api/1/edits '{"ops": [{"file": "playlists/main.json", "path": "/slides[id=first]/headline/en", "op": "set", "value": "Edited"}], "note": ""}'
until_file 30 "$playing/player/status.json" '"generation": "1.1"'
expect 200 POST /api/1/publish "{\"revision\": $(sed -n 's/.*"revision": *\([0-9]*\).*/\1/p' "$work/last")}"
published=$EPOCHREALTIME
until_file 30 "$playing/sync.json" '"generation": "1.2"'
took=$(((${EPOCHREALTIME/[.,]/} - ${published/[.,]/}) / 1000))
until_file 30 "$playing/player/status.json" '"generation": "1.2"'
ok "in with the printed password, edited and published: fetched after $took ms, and it plays"

kiosk_run --work "$playing"
refused 1 "kiosk/run \(process $run_pid\) uses .*/playing; .*--work DIR" "twice at once in one folder"
kiosk_run --work beside --headless
[ "$status" = 0 ] || fail "beside another in a folder of its own: status $status"
ok "twice at once in two folders"
kill -INT -- "-$run_pid"
status=0
wait "$run_pid" || status=$?
run_pid=
cp "$work/playing.log" "$work/last"
[ "$status" = 130 ] || fail "Ctrl-C: status $status"
[ -z "$(processes_of "$playing")" ] || fail "Ctrl-C leaves behind: $(processes_of "$playing")"
ok "Ctrl-C ends it and all it started"
python3 -c 'import os, subprocess, sys
child = os.fork()
if child == 0:
    os.setpgid(0, 0)
    os._exit(0)
os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT) # it has ended, and stays to be noticed
ask = ". %s; machine_living %d %d" % (sys.argv[1], child, os.getpgrp())
living = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True).stdout.split()
sys.exit(living != [str(os.getpgrp())])' "$root/tests/support/machine.sh" || fail "what has ended is waited for"
ok "what has ended, and no init has noticed, is not waited for"

# --- what was edited stays, what was only saved is not published, and no password is printed a second time
sed -i 's/"Always"/"Always here"/' "$checkout/site/playlists/main.json"
kiosk_run --work "$playing" --headless
[ "$status" = 0 ] || fail "after editing: status $status"
says 'desk was edited, and keeps' "it is not said that the folder counts no more"
says 'version 1.2: as before' "what nobody published is published"
grep -qF "$once" "$work/last" && fail "the password is printed twice"
kiosk_run --work beside --headless
says 'version 1.2: ' "a folder that changed is not published where nobody edited"
ok "a later run keeps what was edited in the desk; where nothing was, it takes over what changed in the folder"
kill "$screen_pid"
unset DISPLAY

# --- packages that are missing, and the many reasons why they cannot be had: one sentence with the remedy
printf '#!/bin/sh\nexit 1\n' >fake/dpkg-query
printf '#!/bin/sh\necho 1000\n' >fake/id
printf '#!/bin/sh\necho "a terminal is required" >&2\nexit 1\n' >fake/sudo
printf '#!/bin/sh\nfor i in 1 2 3; do echo "E: Unable to fetch number $i"; done >&2\nexit 100\n' >fake/apt-get
chmod +x fake/*
remedy='as root, run: apt install( [a-z0-9.+-]+)+$'
PATH="$work/fake:$PATH" kiosk_run --work none
refused 1 "nothing may be installed; $remedy" "--no-install"
status=0
PATH="$work/fake:$PATH" "$checkout/tests/install" run >"$work/last" 2>&1 </dev/null || status=$?
refused 1 "with sudo here; $remedy" "sudo that may not be used"
printf '#!/bin/sh\necho 0\n' >fake/id
status=0
PATH="$work/fake:$PATH" "$checkout/tests/install" run >"$work/out" 2>"$work/last" </dev/null || status=$?
refused 1 "Unable to fetch number 1.*network.*; $remedy" "no network"
PATH=$full_path

# --- npm that came with another Node: Debian's is not asked for beside it, and where there is none it is
printf '#!/bin/sh\nfor package; do case $package in npm) ;; -*) ;; *) echo "installed $package" ;; esac; done\n' >fake/dpkg-query
printf '#!/bin/sh\n' >fake/node
cp fake/node fake/npm
chmod +x fake/*
PATH="$work/fake:/usr/bin:/bin" "$checkout/tests/install" --check desk >"$work/last" 2>&1 || fail "another Node's npm is not taken for one"
mkdir without
for tool in bash awk grep dirname; do ln -s "$(command -v $tool)" without/; done
ln -s "$work/fake/dpkg-query" without/
status=0
PATH="$work/without" "$checkout/tests/install" --check desk >"$work/last" 2>&1 || status=$?
refused 1 "run: apt install npm *$" "no npm"
