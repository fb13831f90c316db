#!/usr/bin/env bash
# The example of an allow-list of input devices, as udev reads it: devices that it names stay as they are, all others become root's alone.
# The devices are files in a /sys of its own; real ones are in tests/machine (row allowed-devices).
root=$2
command -v udevadm >/dev/null || { echo "skipped: udevadm is not installed (tests/install test)"; exit 77; }
if [ "${3:-}" != inside ]; then
    own=(unshare --mount)
    [ "$(id -u)" = 0 ] || own=(unshare --map-root-user --mount)
    "${own[@]}" true 2>/dev/null || { echo "skipped: this machine gives nobody mounts of their own"; exit 77; }
    exec "${own[@]}" bash "$0" "$1" "$root" inside
fi
set -eu
fail() {
    echo "FAILED: $*" >&2
    exit 1
}
mount -t tmpfs sys /sys
mount -t tmpfs run /run
mkdir -p /sys/class/input /sys/class/drm /run/udev/rules.d
# device NUMBER NODE NAME: an input device with one node
device() {
    local device=/sys/devices/usb1/input/input$1
    mkdir -p "$device/$2"
    echo "$3" >"$device/name"
    echo "NAME=\"$3\"" >"$device/uevent"
    printf 'MAJOR=13\nMINOR=%d\nDEVNAME=input/%s\n' "$1" "$2" >"$device/$2/uevent"
    echo "13:$1" >"$device/$2/dev"
    ln -s "$device" "$device/$2/device"
    ln -s /sys/class/input "$device/subsystem"
    ln -s /sys/class/input "$device/$2/subsystem"
    ln -s "$device/$2" "/sys/class/input/$2"
}
# what_becomes NODE: what the rules make of its owner, group and mode; nothing: they leave it
what_becomes() {
    SYSTEMD_DEVICE_VERIFY_SYSFS=0 udevadm test --action=change "$(readlink "/sys/class/input/$1")" >/run/said 2>&1 || true
    grep -q 'Reading rules file: /run/udev/rules.d/90-kiosk-input.rules' /run/said || fail "udevadm does not read the rules: $(tail -3 /run/said)"
    sed -nE "s|^$1: /run/udev/rules.d/90-kiosk-input.rules:[0-9]+ (.*)|\\1|p" /run/said | sort | tr '\n' ' '
}
# expect NODE WHAT
expect() {
    local got
    got=$(what_becomes "$1")
    [ "$got" = "$2" ] || fail "$1 becomes \"$got\", not \"$2\""
}
theirs="GROUP 0 MODE 0600 OWNER 0 "
cp "$root/systemd/input.rules.example" /run/udev/rules.d/90-kiosk-input.rules
device 64 event0 "ILITEK ILITEK-TP"
device 65 event1 "Five keys"
device 66 event2 "A visitor's keyboard"
device 67 event3 "Five keys too many"
device 32 mouse0 "A visitor's mouse"
expect event0 ""
expect event1 ""
expect event2 "$theirs"
expect event3 "$theirs"
expect mouse0 ""
echo "ok: who is named is heard, whoever else is not"

# with this machine's own names, as docs/installation.md says
sed -i "s/ILITEK ILITEK-TP/A visitor's keyboard/" /run/udev/rules.d/90-kiosk-input.rules
expect event2 ""
expect event0 "$theirs"
echo "ok: names are this machine's own"
