/** Returns the color space of a PNG or JPEG that begins with `bytes`: `RGB`, `CMYK` or `greyscale`; `undefined` if unknown. */
export function colourSpace(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length > 25 && view.getUint32(0) === 0x89504e47) {
    // IHDR's colour type: 0 and 4 are grey, 2, 3 (a palette) and 6 are RGB (PNG, §11.2.1).
    const type = view.getUint8(25);
    return type === 0 || type === 4 ? 'greyscale' : 'RGB';
  }
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 10 <= bytes.length && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    // Fill bytes before a marker (T.81 §B.1.1.2).
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // SOF0 to SOF15, except DHT, JPG and DAC among them: the frame header contains the number of components.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const components = view.getUint8(at + 9);
      return components === 1 ? 'greyscale' : components === 4 ? 'CMYK' : 'RGB';
    }
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
