# shellcheck shell=bash
# A real nginx over TLS on loopback, for kiosk/run and the end-to-end tests. Source it; needs openssl and nginx.

# server_make_ca DIR: a throw-away CA (ca.pem) and a certificate for localhost (server.pem, server.key), kept if there.
server_make_ca() {
    local dir=$1
    mkdir -p "$dir"
    if [ -f "$dir/server.pem" ] && openssl x509 -in "$dir/server.pem" -noout -checkend 86400 >/dev/null; then return; fi
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=kiosk throw-away CA" \
        -keyout "$dir/ca.key" -out "$dir/ca.pem" 2>/dev/null
    server_make_certificate "$dir" "$(date -u -d yesterday +%y%m%d%H%M%SZ)" "$(date -u -d '20 days' +%y%m%d%H%M%SZ)"
}

# server_make_certificate DIR FROM TO: a certificate for localhost, valid from … to (YYMMDDHHMMSSZ).
server_make_certificate() {
    local dir=$1
    rm -rf "$dir/issued" && mkdir "$dir/issued" && : >"$dir/issued/index" && echo 01 >"$dir/issued/serial"
    cat >"$dir/ca.conf" <<CONF
[ca]
default_ca = own
[own]
database = $dir/issued/index
serial = $dir/issued/serial
new_certs_dir = $dir/issued
default_md = sha256
policy = any
unique_subject = no
x509_extensions = names
[any]
commonName = supplied
[names]
subjectAltName = DNS:localhost,IP:127.0.0.1
CONF
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost -keyout "$dir/server.key" \
        -out "$dir/server.csr" 2>/dev/null
    openssl ca -batch -config "$dir/ca.conf" -cert "$dir/ca.pem" -keyfile "$dir/ca.key" -startdate "$2" -enddate "$3" \
        -in "$dir/server.csr" -out "$dir/server.pem" -notext 2>/dev/null
}

# server_free_port: a TCP port nobody listens on.
server_free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 30000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
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

# server_start WORK SERVED PORT: serves the folder SERVED on https://localhost:PORT with WORK/tls; sets server_pid. What tests add
# to the server stands in WORK/nginx/*.location.
server_start() {
    local work=$1 served=$2 port=$3 user=
    mkdir -p "$work/nginx"
    if [ "$(id -u)" = 0 ]; then user="user root;"; fi
    cat >"$work/nginx/nginx.conf" <<CONF
$user
daemon off;
worker_processes 1;
pid $work/nginx/pid;
error_log $work/nginx/error.log;
events { worker_connections 128; }
http {
    access_log $work/nginx/access.log;
    client_body_temp_path $work/nginx/body;
    proxy_temp_path $work/nginx/proxy;
    fastcgi_temp_path $work/nginx/fastcgi;
    uwsgi_temp_path $work/nginx/uwsgi;
    scgi_temp_path $work/nginx/scgi;
    etag on;
    server {
        listen 127.0.0.1:$port ssl;
        ssl_certificate $work/tls/server.pem;
        ssl_certificate_key $work/tls/server.key;
        ssl_protocols TLSv1.2 TLSv1.3;
        root $served;
        include $work/nginx/*.location;
    }
}
CONF
    # shellcheck disable=SC2034
    nginx -p "$work/nginx" -c "$work/nginx/nginx.conf" 2>/dev/null &
    server_pid=$!
    for _ in $(seq 100); do
        if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return 0; fi
        kill -0 "$server_pid" 2>/dev/null || break
        sleep 0.05
    done
    cat "$work/nginx/error.log" >&2
    return 1
}
