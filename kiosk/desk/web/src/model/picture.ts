/** A picture as a slide has it, and the point of it that always shows. */
import type { Json, Media } from "../api/types";

/** What is known of the picture comes along; how it is cut stays as it was chosen for the slide. */
export function pictureOf(media: Media, before?: Json): Json {
    const { asset, alt, credit, focus } = media;
    const { fit } = (before ?? {}) as { fit?: string };
    return { asset, ...(fit && { fit }), ...(focus && { focus: [...focus] }), ...(alt && { alt }), ...(credit && { credit }) };
}

/** In percent from the left and the top, as playlists have it. */
export type Point = readonly [number, number];
export const MIDDLE: Point = [50, 50];

const STEPS: Record<string, Point> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const FAR = 10;

/** Where `key` leads from `point`; null: it is no arrow. */
export function moved(point: Point, key: string, far: boolean): Point | null {
    const step = STEPS[key];
    if (!step) return null;
    const along = (at: number, by: number) => Math.min(100, Math.max(0, at + by * (far ? FAR : 1)));
    return [along(point[0], step[0]), along(point[1], step[1])];
}
