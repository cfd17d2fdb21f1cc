/** Time-based one-time passwords (RFC 6238): six digits, SHA-1, 30 seconds, as authenticator apps take for granted. */
import { Secret, TOTP } from 'otpauth';

const period = 30;
/** Steps before and after the server's own in which a code is taken: clocks of phones differ. */
const window = 1;

/** 160 bits (RFC 4226, section 4), in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

function totpOf(secret: string, account: string): TOTP {
  return new TOTP({
    issuer: 'Slipway',
    label: account,
    algorithm: 'SHA1',
    digits: 6,
    period,
    secret: Secret.fromBase32(secret),
  });
}

/** The address an authenticator app reads from a QR code. */
export function totpAddress(secret: string, account: string): string {
  return totpOf(secret, account).toString();
}

/** The code of the step that holds `at`, in ms since 1970. */
export function totpCode(secret: string, at: number): string {
  return totpOf(secret, '').generate({ timestamp: at });
}

/**
 * The step whose code this is, or null when it is wrong or not after `lastStep`: each code is taken once, and with it
 * all older ones are gone. `at` is in ms since 1970.
 */
export function matchTotp(secret: string, code: string, at: number, lastStep: bigint): bigint | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totpOf(secret, '').validate({ token: code, timestamp: at, window });
  if (delta === null) return null;
  const step = BigInt(Math.floor(at / 1000 / period) + delta);
  return step > lastStep ? step : null;
}
