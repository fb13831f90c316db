/** A picture as a slide has it. */
import type { Json, Media } from "../api/types";

/** What is known of the picture comes along; how it is cut stays as it was chosen for the slide. */
export function pictureOf(media: Media, before?: Json): Json {
    const { asset, alt, credit, focus } = media;
    const { fit } = (before ?? {}) as { fit?: string };
    return { asset, ...(fit && { fit }), ...(focus && { focus: [...focus] }), ...(alt && { alt }), ...(credit && { credit }) };
}
