import { sha256Hex } from '../../../platform/crypto.ts';

const maxLength = 63;

/** The provider that an external model of an endpoint gets: `<endpoint>-<entity>` in the letters of provider names. */
export function providerNameOf(endpoint: string, entity: string): string {
  const whole = `${endpoint}-${entity}`;
  const plain = trimmed(whole.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'));
  if (plain.length <= maxLength) return plain;
  const mark = sha256Hex(whole).slice(0, 8);
  return `${trimmed(plain.slice(0, maxLength - mark.length - 1))}-${mark}`;
}

function trimmed(name: string): string {
  return name.replaceAll(/^-+|-+$/g, '');
}
