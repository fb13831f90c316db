# shellcheck shell=bash
# The staff desk of kiosk/run, in a folder of its own, $home, which is kept from run to run as a server's would be. For kiosk/run alone,
# whose words (start, run, step, more, die) and settings ($programs, $work, $site, $screen) it uses.

desk_said() { tail -n 5 "$1" >&2; }

# desk_wait FILE PATTERN PID SECONDS: until FILE says it. 1: the process has ended, or not in time
desk_wait() {
    local deadline=$((SECONDS + $4))
    until grep -qs -- "$2" "$1"; do
        kill -0 "$3" 2>/dev/null && [ "$SECONDS" -lt "$deadline" ] || return 1
        sleep 0.05
    done
}

# desk_page: builds the page into $build/desk-page; 1: cannot be had, and why is said in one line
desk_page() {
    local why="npm is not here"
    [ -d "$build/desk-page" ] || step page "the staff desk's, with npm; the first time this takes some minutes"
    [ -z "$install" ] || "$root/tests/install" page >"$work/page.log" 2>&1 || true
    if command -v npm >/dev/null && command -v node >/dev/null; then
        # a build that was configured before there was an npm does not know it
        if machine_configure "$root" "$build" release >>"$work/page.log" 2>&1 &&
            cmake --build "$build" --target kiosk_desk_page >>"$work/page.log" 2>&1; then return 0; fi
        why=$(grep -m 1 -iE 'npm (error|err!)|error TS|✘' "$work/page.log" | cut -c -120) || true
    fi
    more "the page of the staff desk cannot be built (${why:-see $work/page.log}); the screen does not need it"
    return 1
}

# desk_sign_start: the signing key, in a process of its own. From within its folder: a socket's whole name may have 107 bytes.
desk_sign_start() {
    [ -f "$home/site.key" ] || "$programs/kioskctl" key new -o "$home/site.key" >/dev/null || die "no signing key"
    rm -f "$home/sign.log"
    cd "$home"
    start setpriv --pdeathsig TERM "$programs/kiosk-sign" --key site.key --listen sign.socket --state signed 2>sign.log
    cd "$OLDPWD"
    desk_wait "$home/sign.log" '^listening at' "$started" 30 || { desk_said "$home/sign.log" && die "kiosk-sign does not start"; }
}

# desk_newest: the number of the desk's newest revision
desk_newest() {
    "$programs/kiosk-desk" export --data "$home/data" --to "$home/newest" | sed -n 's/.*: revision \([0-9]*\),.*/\1/p'
    rm -rf "$home/newest"
}

# desk_import: the folder; sets imported where that is news. From the first edit in the desk on, the desk has the say.
desk_import() {
    imported=
    if diff -rq "$work/site" "$home/site" >/dev/null 2>&1; then return; fi
    if [ -f "$home/ready" ] && [ "$(desk_newest)" != "$(cat "$home/revision")" ]; then
        more "not what changed in the folder: the desk was edited, and keeps what it has. To begin anew: rm -r $home"
        return
    fi
    run "$programs/kiosk-desk" import --site "$work/site" --data "$home/data" >"$work/import.log" 2>&1 || {
        grep -v ': warning: ' "$work/import.log" >&2
        die "the site cannot be published until what is said above is mended"
    }
    sed -n 's/^\(nothing changed: still \)\{0,1\}revision //p' "$work/import.log" >"$home/revision"
    rm -rf "$home/site"
    cp -r "$work/site" "$home/site"
    imported=yes
}

# desk_publish: what was imported, if anything; what people have only saved in the desk stays theirs to publish. Sets version
desk_publish() {
    local manifest=$home/data/site/c/main/manifest
    if [ -n "$imported" ] || [ ! -f "$manifest" ]; then
        (cd "$home" && "$programs/kiosk-desk" publish --data data --sign-socket sign.socket) >"$work/publish.log" ||
            die "the site cannot be published until what is said above is mended"
    else
        echo "as before" >"$work/publish.log"
    fi
    version=$(awk '/^ "(epoch|seq)":/ { printf "%s%d", dot, $2; dot = "." }' "$manifest")
    more "version $version: $(head -n 1 "$work/publish.log")"
}

# same_port FILE PORT: what knows the port of earlier runs cannot be told another
same_port() {
    [ ! -f "$1" ] || [ "$(cat "$1")" = "$2" ] || die "another program is at port $(cat "$1") now: end it, or begin anew with --work DIR"
    echo "$2" >"$1"
}

# desk_serve: on the port of earlier runs, where browsers and the screen know it
desk_serve() {
    local page=$programs/../desk-page
    has_page=
    desk_port=$(server_free_port "$(cat "$home/port" 2>/dev/null)")
    same_port "$home/port" "$desk_port"
    desk_address=https://localhost:$desk_port
    rm -f "$home/desk.log"
    cd "$home"
    if [ -f "$page/index.html" ]; then has_page=yes; fi
    start setpriv --pdeathsig TERM "$programs/kiosk-desk" serve --data data --listen "127.0.0.1:$desk_port" --host localhost,127.0.0.1 \
        --cert "$work/tls/server.pem" --cert-key "$work/tls/server.key" --sign-socket sign.socket ${has_page:+--page "$page"} 2>desk.log
    cd "$OLDPWD"
    desk_wait "$home/desk.log" 'listening at' "$started" 30 || { desk_said "$home/desk.log" && die "kiosk-desk does not start"; }
}

# desk_feeds PID: until each of the screen's feeds was tried. 1: one could not be fetched
desk_feeds() {
    # of each: when it was fetched, and how often in a row it could not be
    local tried='/"fetched":/ { fetched = $2 } /"fetched":/, /"failures":/ { if (/"failures":/ && fetched == "null,") print $2 }'
    while [ "$(awk "$tried" "$work/sync.json" | grep -c '^0')" != 0 ] && kill -0 "$1" 2>/dev/null; do sleep 0.05; done
    [ -z "$(awk "$tried" "$work/sync.json")" ]
}

# desk_ask METHOD PATH JSON: as whoever is signed in; prints the answer. 1: it is not as it should be
desk_ask() {
    curl -sS --fail-with-body --max-time 60 --cacert "$work/tls/ca.pem" -b "$home/cookie" -c "$home/cookie" -X "$1" \
        -H 'Content-Type: application/json' -H "X-CSRF-Token: $csrf" --data-binary @- "$desk_address/api/1/$2" <<<"$3"
}

# desk_let_in CODE: the demo screen, by somebody who is administrator for this moment, with a password that nobody gets to see
desk_let_in() {
    local csrf='' group=Demo done=
    {
        csrf=$(desk_ask POST session "{\"login\": \"admin\", \"password\": \"$password\"}" | sed -n 's/.*"csrf": *"\([^"]*\)".*/\1/p') &&
            desk_ask POST groups "{\"name\": \"$group\"}" &&
            desk_ask POST "enrol/$1/confirm" "{\"screen\": \"$screen\", \"group\": \"$group\"}" && done=yes
    } >"$work/enrol.log" 2>&1
    rm -f "$home/cookie"
    [ -n "$done" ] || { desk_said "$work/enrol.log" && die "the desk does not let the screen in"; }
}

# desk_person: the administrator; until the screen is in, with a password of this script's own
desk_person() {
    local locale=en
    case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in da*) locale=da ;; esac
    password=$(openssl rand -hex 16)
    "$programs/kiosk-desk" user add admin --role admin --locale "$locale" --data "$home/data" <<<"$password" >/dev/null ||
        die "the desk has no administrator"
}

# desk_welcome: where the desk is and how to get in; the password for one use is made and printed once
desk_welcome() {
    local password
    if [ -z "$has_page" ]; then return; fi
    if [ -f "$home/welcomed" ]; then
        password="the one you chose; forgotten: $programs/kiosk-desk user reset admin --data $home/data"
    else
        password=$("$programs/kiosk-desk" user reset admin --data "$home/data" | sed -n 's/^password, for one use: //p')
        password="$password   for one use: you then choose your own"
        touch "$home/welcomed"
    fi
    step desk "$desk_address   open it in a browser on this machine"
    more "user      admin"
    more "password  $password"
    more "The browser does not know the certificate, which is made for trying out: \"Advanced\", then go on to localhost."
    more "What you publish there is on this screen within two seconds."
}
