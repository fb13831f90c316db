/** The rooms and meetings of a slide of that kind (playlists/README.md), and changes to them without touching what is there. */
import type { Json } from "../api/types";
import { isObject, put } from "./path";
import type { Slide } from "./slide";
import { type When, asWhen } from "./when";

export type Entry = { [key: string]: Json | undefined };

const BEGINS = "09:00";
const ENDS = "10:00";

export function roomsOf(slide: Slide): [string, Entry][] {
    const rooms = slide["rooms"];
    return isObject(rooms) ? Object.entries(rooms).filter((one): one is [string, Entry] => isObject(one[1])) : [];
}

/** What is no meeting keeps its place, empty, so that the numbers stay those of the file. */
export function meetingsOf(slide: Slide): Entry[] {
    const list = slide["meetings"];
    return Array.isArray(list) ? list.map((one) => (isObject(one) ? one : {})) : [];
}

/** A name in the file that no room has yet: room-1, room-2, … */
export function freshRoom(slide: Slide): string {
    const taken = roomsOf(slide).map(([id]) => id);
    let n = 1;
    while (taken.includes(`room-${n}`)) n++;
    return `room-${n}`;
}

export function usesRoom(slide: Slide, id: string): boolean {
    return meetingsOf(slide).some((one) => one["room"] === id);
}

/** The list with one member of its n-th meeting changed; a private one loses what must not be written of it. */
export function changed(list: readonly Entry[], n: number, path: readonly string[], value: Json | undefined): Entry[] {
    return list.map((one, m) => {
        if (m !== n) return one;
        const { title: _title, host: _host, ...bare } = one;
        return put((path[0] === "private" && value ? bare : one) as Json, path, value) as Entry;
    });
}

export function freshMeeting(slide: Slide, today: string): Entry {
    return { room: roomsOf(slide)[0]?.[0] ?? "", when: { dates: [today], hours: [[BEGINS, ENDS]] } };
}

/** Takes place on single days, rather than week by week? */
export function isDated(when: When | undefined): boolean {
    return Boolean(when?.dates && !when.weekdays && !when.from && !when.to);
}

export function asDated(when: When | undefined, today: string): When {
    return { dates: when?.dates ?? [today], hours: when?.hours ?? [[BEGINS, ENDS]] };
}

export function asWeekly(when: When | undefined): When {
    return { weekdays: when?.weekdays ?? ["mon"], hours: when?.hours ?? [[BEGINS, ENDS]] };
}

export const whenOf = (meeting: Entry): When | undefined => asWhen(meeting["when"]);
