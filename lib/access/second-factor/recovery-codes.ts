import { randomInt } from 'node:crypto';
import { hmac } from '../../platform/crypto.ts';

export const recoveryCodeCount = 10;
/** Without look-alikes, so that it can be written down. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Sixteen characters: 79 bits. */
function newRecoveryCode(): string {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodeCount }, newRecoveryCode);
}

/** Keyed, so that a copy of the table alone lets nobody try codes. */
export function hashRecoveryCode(userId: string, code: string): Uint8Array<ArrayBuffer> {
  return hmac('recovery-code', `${userId}:${plainCode(code)}`);
}

/** As typed by a person: in any case, with or without dashes and spaces. */
export function plainCode(code: string): string {
  return code.toLowerCase().replaceAll(/[\s-]/g, '');
}
