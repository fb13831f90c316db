"""What can happen to a staff's server: one function a row, as in rows.py, but of a Server."""
from machine import Stopped, until
from rows import Row, demand

DESK_ROWS = []
UNITS = ("kiosk-sign", "kiosk-desk")
PASSWORD = "rainy-tuesday-in-may"


def row(function):
    DESK_ROWS.append(Row(function))
    return function


def active(server):
    return [server.run(f"systemctl is-active {unit}")[0].strip() for unit in UNITS] == ["active", "active"]


def previews(server):
    """The first one warms the painters up: on a busy host it is answered that they are busy."""
    try:
        server.ask(200, "POST", "/api/1/preview", body={"screen": "raadhus", "at": "2026-12-24T15:00"})
    except Stopped:
        return False
    return server.run("head -c 8 /root/answer | od -An -tx1")[0].split() == "89 50 4e 47 0d 0a 1a 0a".split()


@row
def desk_serves(server):
    """The README's commands on a bare server; then a picture goes from an upload to what screens fetch."""
    server.fresh()
    once = server.install()
    demand(active(server), "the units are not active")
    demand(server.run("systemctl is-active kiosk kiosk-sync")[0].split() == ["inactive", "inactive"], "the player's units run on a server")
    server.sign_in("anna", once)
    server.ask(204, "POST", "/api/1/me/password", body={"old": once, "new": PASSWORD})
    server.sign_in("anna", PASSWORD)
    demand("<script" in server.ask(200, "GET", "/"), "there is no page")
    # one of the sample site's pictures, painted on the server itself, stands for a photograph
    server.must("kioskctl render --site /usr/share/doc/kiosk-player/examples/site --screen raadhus --at 2026-12-24T15:00 --size 640x360 -o /root/photo.png")
    picture = server.ask(201, "PUT", "/api/1/media?name=photo.png", "--data-binary", "@/root/photo.png")["asset"]
    until(120, "a preview is a picture", lambda: previews(server), 1)
    slide = {"id": "photo", "type": "image", "picture": {"asset": picture, "alt": {"da": "Et foto", "en": "A photo"}}, "evergreen": True}
    saved = server.ask(200, "POST", "/api/1/edits", body={"ops": [{"file": "playlists/raadhus.json", "path": "/slides[-]", "op": "insert",
                                                                   "value": slide}], "note": ""})
    server.ask(200, "POST", "/api/1/publish", body={"revision": saved["revision"]})
    demand(f'"{picture}"' in server.must("curl -sS --cacert /root/tls/server.pem --resolve desk.example:443:127.0.0.1 "
                                         "https://desk.example/site/c/main/manifest"), "the picture is not published")


@row
def desk_kept(server):
    """Killed, set up again and upgraded: the desk is there again with all it had; a backup is written as the README says."""
    if not server.is_on():
        desk_serves(server)
    before = server.ask(200, "GET", "/api/1/files")["revision"]
    server.must("systemctl kill -s KILL kiosk-desk kiosk-sign; until systemctl -q is-active kiosk-desk kiosk-sign; do sleep 0.2; done")
    server.must("kiosk-desk setup --yes", 300)
    server.must("runuser -l pi -c 'sudo apt-get install -y --reinstall ./build/release/kiosk-desk_*.deb'", 600)
    demand(active(server), "the units are not active")
    demand(server.ask(200, "GET", "/api/1/files")["revision"] == before, "something was lost")
    server.must("runuser -u kiosk-desk -- kiosk-desk backup --data /var/lib/kiosk-desk --to /var/lib/kiosk-desk/today.backup")


@row
def desk_addresses(server):
    """The weekly look at the addresses, as systemd runs it: one round without the Internet blames none, one that reached a server does."""
    if not server.is_on():
        desk_serves(server)
    demand(server.run("systemctl is-active kiosk-addresses.timer")[0].strip() == "active", "the timer is not on")
    demand(server.must("systemctl show -P NextElapseUSecRealtime kiosk-addresses.timer").strip() != "", "it has no next time")
    server.must("systemctl start kiosk-addresses.service", 900)
    demand(server.must("stat -c %U /var/lib/kiosk-desk/addresses.json").strip() == "kiosk-desk", "its file is somebody else's")
    demand(server.must("ls -A /var/cache/kiosk-addresses").strip() == "", "it leaves the site behind")
    demand(not blamed(server), "addresses are blamed for a network that is away")
    server.must("sed -i '0,/\"answered\": false/s//\"answered\": true/' /var/lib/kiosk-desk/addresses.json")
    demand(blamed(server), "the desk says nothing of addresses that did not answer")


def blamed(server):
    """Does the desk tell staff of an address that did not answer?"""
    server.ask(200, "GET", "/api/1/slides")
    return '"unanswered":"' in server.must("cat /root/answer").replace(" ", "")


@row
def desk_removed(server):
    """Removed, the desk keeps what it has; purged, nothing is left of it, but what IT has put there."""
    if not server.is_on():
        desk_serves(server)
    server.must("apt-get remove -y kiosk-desk", 300)
    demand(not active(server) and server.run("test -f /var/lib/kiosk-desk/desk.db -a -f /etc/kiosk/content.key")[1] == 0, "removing loses the desk")
    server.must("apt-get install -y /home/pi/build/release/kiosk-desk_*.deb", 600)
    demand(active(server), "installed again it does not serve")
    server.must("echo kept >/etc/kiosk/trust.pub; apt-get purge -y kiosk-desk", 300)
    left = server.must("find / -xdev \\( -path /proc -o -path /home -o -path /var/cache -o -path /var/log -o -path /run \\) -prune -o "
                       "\\( -name '*kiosk-desk*' -o -name '*kiosk-sign*' -o -path '/etc/kiosk/*' \\) -print").split()
    demand(sorted(left) == ["/etc/kiosk/desk.key", "/etc/kiosk/desk.pem", "/etc/kiosk/trust.pub"], f"left are {' '.join(left)}")
    demand(server.run("getent passwd kiosk-desk || getent passwd kiosk-sign || getent group kiosk-desk")[1] != 0, "a user is left")
    if server.run("systemctl list-unit-files 'kiosk-desk*' 'kiosk-sign*' --no-legend --plain")[0].strip():
        raise Stopped("systemd still knows its units")
