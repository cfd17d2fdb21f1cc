import { isIPv6 } from 'node:net';
import type { Found } from './found.ts';

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const v4 = new RegExp(`(?<![\\p{L}\\p{N}.])(?:${octet}\\.){3}${octet}(?![\\p{L}\\p{N}]|\\.\\d)`, 'gu');
const v6 = /(?<![\p{L}\p{N}:.])[0-9a-f:]{6,39}(?:\.\d{1,3}){0,3}(?![\p{L}\p{N}:])/giu;
/** Every machine has these: they tell nothing about a person. */
const impersonal = /^(?:127\.|0\.0\.0\.0$|255\.255\.255\.)/;

/** IP addresses. Loopback, "any" and masks are left; so are short IPv6 forms such as `a::b`, which are code as often. */
export function findAddresses(text: string): Found[] {
  const four = matches(text, v4).filter(({ start, end }) => !impersonal.test(text.slice(start, end)));
  const six = matches(text, v6).filter(({ start, end }) => isLongIpv6(text.slice(start, end)));
  return [...four, ...six].sort((a, b) => a.start - b.start);
}

function matches(text: string, pattern: RegExp): Found[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: whole }) => ({
    start: index,
    end: index + whole.length,
  }));
}

function isLongIpv6(candidate: string): boolean {
  const groups = candidate.split(':').filter((group) => group !== '');
  return groups.length >= 3 && /\d/.test(candidate) && isIPv6(candidate);
}
