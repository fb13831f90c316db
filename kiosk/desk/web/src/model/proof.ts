/** Which screens have shown that they have a publication. */
import type { Device, Published, Screen } from "../api/types";

/** A device reports the generation that it presents, not one that it has fetched. */
export const has = (device: Device, published: Published) => device.generation === `${published.epoch}.${published.seq}`;

/** Of the `concerned` screens that have devices: which there are, and which of them have it on all of theirs. */
export function proof(screens: readonly Screen[], concerned: readonly string[], published: Published) {
    const all = screens.filter((screen) => screen.devices.length > 0 && concerned.includes(screen.id));
    const there = all.filter((screen) => screen.devices.every((device) => has(device, published)));
    return { all, there };
}
