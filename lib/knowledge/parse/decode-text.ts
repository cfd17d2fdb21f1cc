import iconv from 'iconv-lite';

export interface DecodedText {
  text: string;
  /** The encoding found, as iconv-lite names it. */
  encoding: string;
  /** Bytes that stood for no character and were replaced. */
  damaged: boolean;
}

/**
 * Decodes text: byte order mark, then the declared charset, then UTF-16 by its NUL pattern, then strict
 * UTF-8, then Windows-1252 when the bytes read as Western text, else UTF-8 with replacements.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const marked = fromMark(bytes);
  if (marked !== null) return decodeAs(bytes, marked);
  if (declared !== undefined && iconv.encodingExists(declared)) return decodeAs(bytes, declared);
  const wide = wideByNuls(bytes);
  if (wide !== null) return decodeAs(bytes, wide);
  try {
    return {
      text: new TextDecoder('utf-8', { fatal: true }).decode(bytes),
      encoding: 'utf-8',
      damaged: false,
    };
  } catch {
    return decodeAs(bytes, looksWestern(bytes) ? 'windows-1252' : 'utf-8');
  }
}

function fromMark(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}

function decodeAs(bytes: Uint8Array, encoding: string): DecodedText {
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);
  return { text, encoding, damaged: text.includes('\ufffd') };
}

/** Mostly-ASCII text in UTF-16 has a NUL in every second byte, on one side only. */
function wideByNuls(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, 4096);
  if (sample.length < 8) return null;
  const nuls = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  const half = sample.length / 2;
  const [even = 0, odd = 0] = nuls;
  if (odd > half * 0.6 && even < half * 0.1) return 'utf-16le';
  if (even > half * 0.6 && odd < half * 0.1) return 'utf-16be';
  return null;
}

/** Few high bytes, no controls of C1 that Windows-1252 leaves undefined: letters with accents, not noise. */
function looksWestern(bytes: Uint8Array): boolean {
  let high = 0;
  let multibyte = 0;
  for (const [at, byte] of bytes.entries()) {
    if (byte < 0x80) continue;
    high += 1;
    const next = bytes[at + 1] ?? 0;
    if (byte >= 0xc2 && next >= 0x80 && next <= 0xbf) multibyte += 2;
  }
  return high < bytes.length * 0.3 && multibyte < high * 0.5;
}
