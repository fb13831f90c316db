#!/usr/bin/env bash
# A machine becomes the staff's server by `kiosk-desk setup`: asked line by line, by options alone, once more, and refused; and what the
# unit gets for it. tests/machine has it under systemd.
set -eu
bin=$1 root=$2
command -v openssl >/dev/null || { echo "skipped: no openssl"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
# shellcheck source=tests/support/server.sh
. "$root/tests/support/server.sh"
# shellcheck source=tests/support/desk.sh
. "$root/tests/support/desk.sh"
fail() {
    echo "FAILED: $*" >&2
    sed 's/^/    /' "$work/last" >&2
    exit 1
}
ok() { echo "ok: $*"; }
desk_make || fail "no site"
server=$work/server
setup() { # setup [option]…: its status, its words in $work/last
    status=0
    "$bin/kiosk-desk" setup --root "$server" "$@" >"$work/last" 2>&1 || status=$?
}
says() { grep -qF -- "$1" "$work/last" || fail "does not say \"$1\""; }
refused() { # refused WORDS: and nothing was made
    [ "$status" = 1 ] || fail "status $status"
    says "$1"
    [ ! -e "$server" ] || fail "something was made: $(find "$server")"
}
line() { sed -n 's/^KIOSK_DESK=//p' "$server/etc/kiosk/desk"; }
own=(--host desk.example --listen 127.0.0.1:8443 --cert "$work/tls/server.pem" --cert-key "$work/tls/server.key" --site "$work/site")

# --- what cannot be is said before anything is made
setup --yes "${own[@]}" --host https://desk.example/
refused 'is no name of a host: write it as desk.example.org'
setup --yes "${own[@]}" --listen 8443
refused 'write an address and a port as 0.0.0.0:443'
setup --yes "${own[@]}" --cert "$work/nowhere.pem"
refused "$work/nowhere.pem: there is no such file"
setup --yes "${own[@]}" --cert "$work/site/playlists/site.json"
refused "site.json"
setup --yes "${own[@]}" --site "$work/nosite"
refused "$work/nosite/playlists/site.json: there is no such file"
setup --yes "${own[@]}" --cert "$work/a cert.pem"
refused 'cannot stand in /etc/kiosk/desk'
setup "${own[@]}" </dev/null
refused 'standard input ended before --admin was said'
if [ "$(id -u)" != 0 ]; then
    "$bin/kiosk-desk" setup --yes >"$work/last" 2>&1 && fail "anybody may"
    says 'sudo kiosk-desk setup'
fi
ok "what cannot be is refused with a remedy, and nothing is made"

# --- by answers: a wrong one is asked for again, Enter alone takes what stands in brackets
printf '%s\n' https://desk.example desk.example 127.0.0.1:8443 "$work/tls/server.pem" "$work/tls/server.key" "$work/site" '' |
    "$bin/kiosk-desk" setup --root "$server" >"$work/last" 2>&1 || fail "answers"
says 'is no name of a host'
says 'Login [admin]:'
says 'The desk is at https://desk.example:8443'
says 'is for localhost, not for desk.example'
says 'systemctl daemon-reload'
once=$(sed -n 's/^password, for one use: //p' "$work/last")
[ -n "$once" ] || fail "no password"
[ "$(line)" = "--host desk.example --listen 127.0.0.1:8443 --cert $work/tls/server.pem --cert-key $work/tls/server.key" ] || fail "$(line)"
[ "$(stat -c %a "$server/etc/kiosk/content.key" "$server/var/lib/kiosk-desk" | tr '\n' ' ')" = "400 700 " ] || fail "rights"
ok "asked and answered: settings, key, site, administrator"

# --- it can be started with that, and the password opens it
data=$server/var/lib/kiosk-desk
mv "$work/desk" "$work/before"
ln -s "$data" "$work/desk"
cp "$server/etc/kiosk/content.key" "$work/site.key" 2>/dev/null || { rm -f "$work/site.key" && cp "$server/etc/kiosk/content.key" "$work/site.key"; }
status=-
desk_sign_start || fail "kiosk-sign does not take the key"
trap 'desk_end || true; desk_sign_end; rm -rf "$work"' EXIT
# shellcheck disable=SC2046
"$bin/kiosk-desk" serve --data "$data" --sign-socket "$work/sign" $(line | sed 's/:8443/:0/; s/desk.example/localhost/') 2>"$work/desk.log" &
desk_pid=$!
desk_waits "$desk_pid" "$work/desk.log" "listening at .* port" || fail "the desk does not start: $(cat "$work/desk.log")"
url=https://localhost:$(sed -n 's/.*listening at .* port \([0-9]*\)$/\1/p' "$work/desk.log")
sign_in admin "$once" || fail "the password opens nothing"
ok "the desk starts with what was written, and the password opens it"

# --- once more, beside the running desk: nothing is asked for twice, nothing is lost, options that it does not know stay
key=$(cksum <"$server/etc/kiosk/content.key")
sed -i 's/$/ --channel hall/' "$server/etc/kiosk/desk"
setup --yes
[ "$status" = 0 ] || fail "once more"
[ "$(line)" = "--host desk.example --listen 127.0.0.1:8443 --cert $work/tls/server.pem --cert-key $work/tls/server.key --channel hall" ] || fail "$(line)"
[ "$(cksum <"$server/etc/kiosk/content.key")" = "$key" ] || fail "another key"
grep -q 'password, for one use' "$work/last" && fail "another administrator"
"$bin/kiosk-desk" user list --data "$data" >"$work/last"
[ "$(wc -l <"$work/last")" = 1 ] || fail "people"
setup --yes --key "$work/site.key"
[ "$status" = 1 ] || fail "a key is replaced"
says 'is never replaced'
setup --yes --listen proxy
[ "$(line)" = "--host desk.example --listen unix:/run/kiosk-desk/http --trust-proxy --channel hall" ] || fail "$(line)"
says 'adduser www-data kiosk-desk'
printf 'KIOSK_DESK="--listen 127.0.0.1:1"\n' >"$server/etc/kiosk/desk"
setup --yes
[ "$status" = 1 ] || fail "quotes"
says 'there are quotes in it; move it away'
ok "run again it keeps what is there"

# --- what systemd makes of it: a network for a desk that listens on an address, and for nobody else
unit() { # unit LINE: what the generator says for it
    rm -rf "$work/units" && mkdir "$work/units"
    echo "KIOSK_DESK=$1" >"$work/settings"
    "$root/systemd/kiosk-desk-generator" "$work/units" "$work/units" "$work/units" "$work/settings"
    cat "$work/units/kiosk-desk.service.d/network.conf" >"$work/last" 2>/dev/null || : >"$work/last"
}
unit "--host a --listen unix:/run/kiosk-desk/http --trust-proxy"
[ ! -s "$work/last" ] || fail "a desk behind a proxy has a network"
unit "--host a --listen 0.0.0.0:8443"
says PrivateNetwork=no
grep -q CAP_ "$work/last" && fail "a high port needs no capability"
unit "--listen [::]:443 --host a"
says CAP_NET_BIND_SERVICE
"$root/systemd/kiosk-desk-generator" "$work/units" "$work/units" "$work/units" "$work/nowhere" || fail "no settings"
ok "the unit has a network only where the desk listens on an address"
