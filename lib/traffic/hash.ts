/**
 * MurmurHash3 x86 32-bit (Austin Appleby, public domain, github.com/aappleby/smhasher), over the UTF-16 code units of a
 * text, two to a block. Not for secrets; chosen because it is short, fast and passes the avalanche tests.
 */
export function murmur3(text: string, seed: number): number {
  let hash = seed;
  const even = text.length & ~1;
  for (let i = 0; i < even; i += 2) {
    hash ^= scramble(text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16));
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  if (even < text.length) hash ^= scramble(text.charCodeAt(even));
  return finish(hash ^ (text.length * 2));
}

function scramble(block: number): number {
  const mixed = Math.imul(block, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

function finish(value: number): number {
  let hash = value;
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
