/**
 * Keys for one purpose each, derived with HKDF-SHA-256 (RFC 5869) from SLIPWAY_SECRET, so that no two uses share a key.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { env } from './env.ts';

export type Purpose =
  | 'api-key'
  | 'session'
  | 'provider-key'
  | 'cursor'
  | 'audit-head'
  | 'notification'
  | 'second-factor'
  | 'recovery-code'
  | 'sign-in-step'
  | 'identity-provider'
  | 'scrape-target'
  | 'otlp-headers'
  | 'log-export';

const derived = new Map<string, Buffer>();

export function deriveKey(purpose: Purpose): Buffer {
  const secret = env().SLIPWAY_SECRET;
  if (secret === undefined) throw new Error('SLIPWAY_SECRET is not set; start Slipway with `npm start`.');
  return derive(purpose, secret);
}

/** Of SLIPWAY_SECRET_PREVIOUS; null when there is none. */
export function previousKey(purpose: Purpose): Buffer | null {
  const secret = env().SLIPWAY_SECRET_PREVIOUS;
  return secret === undefined ? null : derive(purpose, secret);
}

function derive(purpose: Purpose, secret: string): Buffer {
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

/** The same under SLIPWAY_SECRET_PREVIOUS, for hashes that were stored before the secret changed; null when there is none. */
export function hmacUnderPrevious(purpose: Purpose, text: string): Uint8Array<ArrayBuffer> | null {
  const key = previousKey(purpose);
  return key === null ? null : new Uint8Array(createHmac('sha256', key).update(text).digest());
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

/** Opposite of `seal`, also for what was sealed under SLIPWAY_SECRET_PREVIOUS. Throws when neither secret opens it. */
export function unseal(purpose: Purpose, sealed: Uint8Array): string {
  try {
    return open(deriveKey(purpose), sealed);
  } catch (error) {
    const previous = previousKey(purpose);
    if (previous === null) throw error;
    return open(previous, sealed);
  }
}

/** True for what only SLIPWAY_SECRET_PREVIOUS opens. */
export function sealedUnderPrevious(purpose: Purpose, sealed: Uint8Array): boolean {
  const previous = previousKey(purpose);
  return previous !== null && !opens(deriveKey(purpose), sealed) && opens(previous, sealed);
}

function opens(key: Buffer, sealed: Uint8Array): boolean {
  try {
    open(key, sealed);
    return true;
  } catch {
    return false;
  }
}

function open(key: Buffer, sealed: Uint8Array): string {
  const iv = sealed.subarray(0, ivBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, iv);
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]).toString(
    'utf8',
  );
}
