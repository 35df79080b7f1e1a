/**
 * Decodes `bytes` by their byte order mark, else by the server's character set, else by that of the XML declaration, else as UTF-8.
 * Returns `undefined` if none of these fits.
 */
export function decodeText(bytes: Uint8Array, served: string | undefined): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 300));
  const declared = /^(?:\xef\xbb\xbf)?\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
  for (const label of [markOf(bytes), served, declared, 'utf-8']) {
    const text = label === undefined ? undefined : decodeAs(bytes, label);
    if (text !== undefined) return text;
  }
  return undefined;
}

function markOf([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function decodeAs(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Returns the character set in a media type: `text/xml; charset=iso-8859-1`. */
export function charsetOf(mediaType: string | null): string | undefined {
  return /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(mediaType ?? '')?.[1];
}
