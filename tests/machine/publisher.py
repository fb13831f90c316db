"""Whoever publishes: a key, a throw-away CA, the default site signed, and nginx, which the machine reaches as https://signage.example."""
import os
import shutil
import subprocess

from machine import until

CONF = """daemon off;
user root;
worker_processes 1;
pid /shared/nginx/pid;
error_log /shared/nginx/error.log;
events {{ worker_connections 64; }}
http {{
    access_log /shared/nginx/access.log;
    client_body_temp_path /shared/nginx/body;
    proxy_temp_path /shared/nginx/proxy;
    fastcgi_temp_path /shared/nginx/fastcgi;
    uwsgi_temp_path /shared/nginx/uwsgi;
    scgi_temp_path /shared/nginx/scgi;
    server {{
        listen 127.0.0.1:{port} ssl;
        ssl_certificate /shared/tls/server.pem;
        ssl_certificate_key /shared/tls/server.key;
        root /shared/served;
    }}
}}
"""

TLS = """set -e
mkdir tls && cd tls
new="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
openssl req -x509 $new -days 30 -subj "/CN=throw-away CA" -keyout ca.key -out ca.pem
openssl req $new -subj /CN=signage.example -keyout server.key -out server.csr
echo subjectAltName=DNS:signage.example >names
openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 20 -extfile names -out server.pem
"""


class Publisher:
    def __init__(self, cache, release, port, root):
        self.cache, self.release, self.port, self.root = cache, release, port, root
        self.folder = os.path.join(cache, f"publisher-{release}")
        self.site = os.path.join(self.folder, "site")
        self.enter = os.path.join(os.path.dirname(os.path.abspath(__file__)), "enter")
        self.server = None

    def inside(self, root, script, check=True, **options):
        return subprocess.run([self.enter, os.path.join(self.cache, root), "sh", "-c", f"cd /shared && {script}"], check=check,
                              env={**os.environ, "BIND": self.folder}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)

    def prepare(self):
        """A new key and CA, the default site with the sample feeds, published once."""
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(os.path.join(self.folder, "served", "feeds"))
        os.makedirs(os.path.join(self.folder, "nginx"))
        self.inside("host", "{ " + TLS + "}")
        for part in ("playlists", "assets", "fonts"):
            shutil.copytree(os.path.join(self.root, part), os.path.join(self.site, part))
        self.inside(f"built-{self.release}", "/root/kiosk/build/release/bin/kioskctl key new -o ballerup.key && "
                    "/root/kiosk/tests/sample-feeds/make served/feeds && bash -c '. /root/kiosk/tests/support/server.sh; "
                    "server_sample_feeds site/playlists/site.json https://signage.example/feeds'")
        self.publish()
        with open(os.path.join(self.folder, "nginx", "nginx.conf"), "w") as file:
            file.write(CONF.format(port=self.port))

    def publish(self):
        """The site as it is now; returns the generation, as the screens will call it."""
        said = self.inside(f"built-{self.release}",
                           "/root/kiosk/build/release/bin/kioskctl publish --site site --key ballerup.key --to served/ballerup").stdout
        return said.strip().splitlines()[-1]

    def serve(self):
        if self.server:
            return
        self.server = subprocess.Popen([self.enter, os.path.join(self.cache, "host"), "nginx", "-p", "/shared/nginx", "-c", "/shared/nginx/nginx.conf"],
                                       env={**os.environ, "BIND": self.folder}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(60, "nginx listens", lambda: os.path.exists(os.path.join(self.folder, "nginx", "pid")), 0.1)

    def stop(self):
        if self.server:
            self.server.kill()
            self.server.wait()
            self.server = None
            pid = os.path.join(self.folder, "nginx", "pid")
            if os.path.exists(pid):
                os.remove(pid)

    def requests(self):
        """How often the machine has asked for a part of the content."""
        try:
            with open(os.path.join(self.folder, "nginx", "access.log")) as file:
                return sum("GET /ballerup/o/" in line for line in file)
        except FileNotFoundError:
            return 0
