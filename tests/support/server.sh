# shellcheck shell=bash
# A real nginx over TLS on loopback, for kiosk/run and the end-to-end tests. Source it with `root` set; needs openssl and nginx.
. "$root/tests/support/machine.sh"

# server_make_ca DIR: a throw-away CA (ca.pem) and a certificate for localhost (server.pem, server.key), kept if there.
server_make_ca() {
    local dir=$1
    mkdir -p "$dir"
    if [ -f "$dir/server.pem" ] && openssl x509 -in "$dir/server.pem" -noout -checkend 86400 >/dev/null; then return; fi
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=kiosk throw-away CA" \
        -keyout "$dir/ca.key" -out "$dir/ca.pem" 2>"$dir/log" || { server_log "$dir/log" && return 1; }
    server_make_certificate "$dir" "$(date -u -d yesterday +%y%m%d%H%M%SZ)" "$(date -u -d '20 days' +%y%m%d%H%M%SZ)"
}

# server_make_certificate DIR FROM TO: a certificate for localhost, valid from … to (YYMMDDHHMMSSZ).
server_make_certificate() {
    local dir=$1
    rm -rf "$dir/issued" && mkdir "$dir/issued" && : >"$dir/issued/index" && echo 01 >"$dir/issued/serial"
    # names relative to DIR: no character of DIR's own name can mean something to openssl
    cat >"$dir/ca.conf" <<'CONF'
[ca]
default_ca = own
[own]
database = issued/index
serial = issued/serial
new_certs_dir = issued
default_md = sha256
policy = any
unique_subject = no
x509_extensions = names
[any]
commonName = supplied
[names]
subjectAltName = DNS:localhost,IP:127.0.0.1
CONF
    (
        cd "$dir"
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost -keyout server.key -out server.csr &&
            openssl ca -batch -config ca.conf -cert ca.pem -keyfile ca.key -startdate "$2" -enddate "$3" \
                -in server.csr -out issued/server.pem -notext && mv issued/server.pem server.pem
    ) 2>"$dir/log" || { server_log "$dir/log" && return 1; }
}

server_log() { tail -n 5 "$1" >&2; }

# server_free_port [PORT]: PORT when nobody listens on it, else any such TCP port below those that systems give to clients.
server_free_port() {
    local port=${1:-$((20000 + RANDOM % 12000))}
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        port=$((20000 + RANDOM % 12000))
    done
    echo "$port"
}

# server_sample_feeds SITE.JSON BASE: points the default site's feeds at BASE/<name>.
server_sample_feeds() {
    awk -v base="$2" '
        /^ *"feeds": *\{/ { inside = 1 }
        inside && match($0, /"(library-events|library-hours|town-calendar|news-en)"/) {
            id = substr($0, RSTART + 1, RLENGTH - 2)
            file = id == "town-calendar" ? id ".ics" : id == "news-en" ? id ".xml" : id ".json"
        }
        inside && /"url"/ && file != "" { sub(/"url": *"[^"]*"/, "\"url\": \"" base "/" file "\""); file = "" }
        /"layouts"/ { inside = 0 }
        { print }' "$1" >"$1.new" && mv "$1.new" "$1"
}

# server_start WORK SERVED PORT: serves the folder SERVED, which lies in WORK, on https://localhost:PORT with WORK/tls; sets server_pid.
# What tests add to the server stands in WORK/nginx/*.location. The server ends when the calling process does. 1: it does not start; says why.
server_start() {
    local work=$1 served=$2 port=$3 user='' deadline=$((SECONDS + 30))
    mkdir -p "$work/nginx"
    if [ "$(id -u)" = 0 ]; then user="user root;"; fi
    # names relative to where nginx is started: no character of WORK's own name can mean something to nginx
    cat >"$work/nginx/nginx.conf" <<CONF
$user
daemon off;
worker_processes 1;
pid pid;
error_log error.log;
events { worker_connections 128; }
http {
    access_log access.log;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    etag on;
    server {
        listen 127.0.0.1:$port ssl;
        ssl_certificate ../tls/server.pem;
        ssl_certificate_key ../tls/server.key;
        ssl_protocols TLSv1.2 TLSv1.3;
        root ../${served#"$work"/};
        include *.location;
    }
}
CONF
    rm -f "$work/nginx/pid"
    (cd "$work/nginx" && exec setpriv --pdeathsig TERM nginx -p ./ -e error.log -c nginx.conf 2>stderr) &
    server_pid=$!
    # the file appears when it listens; another's server on the same port must not be taken for this one
    until [ -s "$work/nginx/pid" ]; do
        if ! kill -0 "$server_pid" 2>/dev/null || [ "$SECONDS" -ge "$deadline" ]; then
            echo "nginx does not start: $(tail -n 3 "$work/nginx/stderr")" >&2
            return 1
        fi
        sleep 0.05
    done
}

# server_start_anywhere WORK SERVED [PORT]: on PORT, or where that is taken, on another; sets port and server_pid.
server_start_anywhere() {
    port=$(server_free_port "${3:-}")
    for _ in 1 2 3 4 5; do
        if server_start "$1" "$2" "$port" 2>/dev/null; then return 0; fi
        if ! grep -q 'Address already in use' "$1/nginx/stderr"; then break; fi
        port=$(server_free_port)
    done
    echo "nginx does not start: $(tail -n 3 "$1/nginx/stderr")" >&2
    return 1
}

# server_reload WORK: nginx reads WORK/nginx/*.location anew; back when what it served before is served no more.
server_reload() {
    local children=/proc/$server_pid/task/$server_pid/children deadline=$((SECONDS + 30)) old pid
    old=$(cat "$children")
    kill -HUP "$server_pid"
    for pid in $old; do
        while kill -0 "$pid" 2>/dev/null; do
            [ "$SECONDS" -lt "$deadline" ] || { echo "nginx does not read $1/nginx anew" >&2 && return 1; }
            sleep 0.05
        done
    done
}
