/**
 * Keys for one purpose each, derived with HKDF-SHA-256 (RFC 5869) from SLIPWAY_SECRET, so that no two uses share a key.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { env } from './env.ts';

type Purpose = 'api-key' | 'session' | 'provider-key' | 'cursor';

const derived = new Map<string, Buffer>();

export function deriveKey(purpose: Purpose): Buffer {
  const secret = env().SLIPWAY_SECRET;
  if (secret === undefined) throw new Error('SLIPWAY_SECRET is not set; start Slipway with `npm start`.');
  const cacheKey = `${purpose}:${secret}`;
  const known = derived.get(cacheKey);
  if (known) return known;
  const key = Buffer.from(hkdfSync('sha256', secret, 'slipway', purpose, 32));
  derived.set(cacheKey, key);
  return key;
}

export function hmac(purpose: Purpose, text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac('sha256', deriveKey(purpose)).update(text).digest());
}

export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** URL-safe random text with `bytes` × 8 bits of entropy. */
export function randomToken(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM; the result is iv ‖ tag ‖ ciphertext. */
export function seal(purpose: Purpose, plain: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(purpose), iv);
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), body]));
}

/** Opposite of `seal`. Throws when the bytes were changed or sealed under another secret. */
export function unseal(purpose: Purpose, sealed: Uint8Array): string {
  const iv = sealed.subarray(0, ivBytes);
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(purpose), iv);
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]).toString(
    'utf8',
  );
}
