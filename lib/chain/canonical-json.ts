/** One text for one value, whatever the order its keys were written in. Follows RFC 8785 (JSON Canonicalization Scheme). */
import { sha256Hex } from '../platform/crypto.ts';
import type { VersionDocument } from './schemas.ts';

/** Keys sorted by UTF-16 code units, no white space, absent (`undefined`) members left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`${value} has no JSON form.`);
  }
  // JSON.stringify writes numbers and strings as RFC 8785 asks (ECMAScript serialisation).
  return JSON.stringify(value) ?? 'null';
}

/** SHA-256 of the canonical JSON, hex: two documents with one hash behave alike. */
export function chainHash(document: VersionDocument): string {
  return sha256Hex(canonicalJson(document));
}
