#!/usr/bin/env bash
# kiosk-quiet-boot on a Pi's /boot and on a PC with grub: the words are there once, what was there comes back, consoles on serial lines stay.
root=$2
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "FAILED: $*" >&2
    exit 1
}
mkdir -p "$work/boot/firmware" "$work/etc" "$work/bin"
printf '#!/bin/sh\necho 0\n' >"$work/bin/id"
printf '#!/bin/sh\necho ran >>%s/grub\n' "$work" >"$work/bin/update-grub"
chmod +x "$work/bin/id"
sed -e "s|/boot/|$work/boot/|g; s|/etc/|$work/etc/|g" "$root/systemd/kiosk-quiet-boot" >"$work/quiet"
quiet() { PATH=$work/bin:$PATH sh "$work/quiet" "$@"; }

line=$work/boot/firmware/cmdline.txt
before="console=serial0,115200 console=tty1 root=PARTUUID=5e3da3da-02 rootfstype=ext4 quiet fsck.repair=yes rootwait"
echo "$before" >"$line"
quiet >/dev/null && quiet >/dev/null
for word in quiet loglevel=3 console=tty3 console=serial0,115200 root=PARTUUID=5e3da3da-02 vt.global_cursor_default=0 systemd.show_status=false; do
    [ "$(tr ' ' '\n' <"$line" | grep -cx "$word")" = 1 ] || fail "$word is not there once: $(cat "$line")"
done
! grep -q console=tty1 "$line" || fail "the console is still the screen's"
sed -i 's/$/ usbhid.mousepoll=8/' "$line" # what is written after it is not lost
quiet --undo
[ "$(tr ' ' '\n' <"$line" | sed '/^$/d' | sort)" = "$(printf '%s usbhid.mousepoll=8' "$before" | tr ' ' '\n' | sort)" ] || fail "undone: $(cat "$line")"
quiet --undo
[ "$(ls "$work/boot/firmware")" = cmdline.txt ] || fail "left behind: $(ls "$work/boot/firmware")"
echo "ok: a Pi's command line, there and back"

rm "$line"
! quiet 2>"$work/last" && grep -q "by hand" "$work/last" || fail "neither Pi nor grub, and no word"
chmod +x "$work/bin/update-grub"
quiet
grep -q 'GRUB_CMDLINE_LINUX_DEFAULT="$GRUB_CMDLINE_LINUX_DEFAULT quiet ' "$work/etc/default/grub.d/kiosk.cfg" || fail "no drop-in for grub"
quiet --undo
[ ! -e "$work/etc/default/grub.d/kiosk.cfg" ] && [ "$(wc -l <"$work/grub")" = 2 ] || fail "grub's drop-in stays, or grub was not told"
echo "ok: a PC's grub, there and back"
