/** A photo as a phone makes it when it is held upright: 12 megapixels lying on their side, and a note (EXIF) how to turn them. */
import fs from "node:fs";

/** As it is to be seen: sky above, grass below. */
export const PHOTO = { width: 3024, height: 4032 };
export const SKY = [0x4a, 0x90, 0xd9];
export const GRASS = [0x3f, 0x7d, 0x2b];
const TURN_CLOCKWISE = 6; // EXIF 2.32 §4.6.4, Orientation: the first row is the right side, the first column the top

/** The segment APP1: a TIFF of one entry, Orientation (0x0112), one SHORT; big-endian. */
function orientation(value) {
    const tiff = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0]);
    const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
    const head = Buffer.from([0xff, 0xe1, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return Buffer.concat([head, body]);
}

/** Writes it, painted by the browser: what will be above lies at the left. */
export async function photograph(page, file) {
    const base64 = await page.evaluate(async ({ width, height, sky, grass }) => {
        const canvas = new OffscreenCanvas(height, width), brush = canvas.getContext("2d");
        brush.fillStyle = `rgb(${sky})`;
        brush.fillRect(0, 0, height / 2, width);
        brush.fillStyle = `rgb(${grass})`;
        brush.fillRect(height / 2, 0, height / 2, width);
        const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
        const reader = new FileReader();
        return new Promise((resolve) => {
            reader.onload = () => resolve(reader.result.split(",")[1]);
            reader.readAsDataURL(blob);
        });
    }, { ...PHOTO, sky: SKY, grass: GRASS });
    const jpeg = Buffer.from(base64, "base64"); // SOI, then its segments
    fs.writeFileSync(file, Buffer.concat([jpeg.subarray(0, 2), orientation(TURN_CLOCKWISE), jpeg.subarray(2)]));
}
