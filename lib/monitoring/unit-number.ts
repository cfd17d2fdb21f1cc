import { createHash } from 'node:crypto';

/** A unit as a number of 63 bits, which PostgreSQL's bigint holds: the first 8 bytes of SHA-256 without their sign bit. */
export function unitNumber(unit: string): bigint {
  return BigInt.asUintN(63, createHash('sha256').update(unit).digest().readBigUInt64BE());
}
