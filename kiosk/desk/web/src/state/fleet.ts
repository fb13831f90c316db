/** The screens as they are, while a page shows them: told by the held request, and asked for fresh pictures as long as somebody looks. */
import { useEffect, useState } from "preact/hooks";
import * as api from "../api/calls";
import type { Device, Screen } from "../api/types";
import { publication, revision, screensNews, watchScreens } from "./live";
import { type Resource, useResource } from "./resource";

const LOOK_MS = 10000;

export function useFleet(look = true): Resource<Screen[]> {
    const [turn, setTurn] = useState(0);
    const first = turn === 0 && screensNews.value === 0;
    const fleet = useResource(() => api.screens({ look, unattended: !first }), [revision.value, publication.value?.published?.seq, screensNews.value, turn]);
    useEffect(() => {
        const leave = watchScreens();
        const timer = look ? setInterval(() => !document.hidden && setTurn((n) => n + 1), LOOK_MS) : 0;
        return () => {
            leave();
            clearInterval(timer);
        };
    }, [look]);
    return fleet;
}

/** The picture that was last on a device, as an address for <img>; the one before stays until the next has come. */
export function usePicture(device: Device | undefined): string | null {
    const [address, setAddress] = useState<string | null>(null);
    const at = device?.in_use ? undefined : device?.picture;
    useEffect(() => {
        if (!device || !at) return setAddress(null);
        let current = true;
        // gone again, or a visitor came in between: the next list says so
        void api.screenPicture(device.id).then((blob) => current && setAddress(URL.createObjectURL(blob)), () => {});
        return () => {
            current = false;
        };
    }, [device?.id, at]);
    useEffect(() => () => {
        if (address) URL.revokeObjectURL(address);
    }, [address]);
    return address;
}
