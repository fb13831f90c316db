/** A photograph as it is sent: upright, no larger than the largest screen, and without what a camera writes beside it, such as the place. */

/** Of the longer side, in px: a panel of 3840 × 2160 has all the pixels it can show. */
export const SIDE_MAX = 3840;
const QUALITY = 0.92;
/** EXIF stands before the pixels. */
const HEAD_BYTES = 1 << 16;

async function hasExif(file: Blob): Promise<boolean> {
    const head = new TextDecoder("latin1").decode(await file.slice(0, HEAD_BYTES).arrayBuffer());
    return /Exif\0\0|EXIF|eXIf/.test(head);
}

/** What cannot be read here goes as it is: the desk says what is wrong with it. */
export async function shrunk(file: Blob): Promise<Blob> {
    if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
    try {
        const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
        const scale = Math.min(1, SIDE_MAX / Math.max(picture.width, picture.height));
        if (scale === 1 && !(await hasExif(file))) return file;
        const canvas = document.createElement("canvas");
        canvas.width = Math.round(picture.width * scale);
        canvas.height = Math.round(picture.height * scale);
        const pen = canvas.getContext("2d")!;
        pen.imageSmoothingQuality = "high";
        pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
        picture.close();
        return (await new Promise<Blob | null>((done) => canvas.toBlob(done, file.type, QUALITY))) ?? file;
    } catch {
        return file;
    }
}
