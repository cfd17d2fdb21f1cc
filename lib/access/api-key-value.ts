import { randomBytes } from 'node:crypto';
import { randomToken } from '../platform/crypto.ts';

const format = /^sk-slipway-[0-9a-f]{8}-/;

/** `sk-slipway-<8 public characters>-<43 characters, 256 random bits>`. */
export function newApiKeyValue(): string {
  return `sk-slipway-${randomBytes(4).toString('hex')}-${randomToken(32)}`;
}

/** The part of a key that lists may show; of a key made elsewhere only the first four characters. */
export function publicPrefix(value: string): string {
  return format.test(value) ? value.slice(0, 'sk-slipway-'.length + 8) : value.slice(0, 4);
}
