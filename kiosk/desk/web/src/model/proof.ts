/** Which screens have shown that they have a publication. */
import type { Published, Screen } from "../api/types";

/** A screen reports the generation it presents as "EPOCH.SEQ", or as the number alone. */
export function has(screen: Screen, published: Published): boolean {
    const generation = screen.generation?.toString();
    return screen.state === "ok" && (generation === `${published.epoch}.${published.seq}` || generation === String(published.seq));
}

export function proof(screens: readonly Screen[], concerned: readonly string[], published: Published) {
    const devices = screens.filter((screen) => screen.enrolled && concerned.includes(screen.id));
    return { all: devices.length, there: devices.filter((screen) => has(screen, published)).length, devices };
}
