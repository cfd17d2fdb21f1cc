import type { Found } from './found.ts';

/** Lengths of RFC 5321 (64 before the @, labels of 63) also keep the search linear. Internationalised addresses count. */
const email =
  /[\p{L}\p{N}._%+'’-]{0,63}[\p{L}\p{N}_%+-][@＠](?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}(?:xn--[a-z0-9-]{2,59}|\p{L}{2,24})/giu;

export function findEmails(text: string): Found[] {
  if (!/[@＠]/u.test(text)) return [];
  return Array.from(text.matchAll(email), ({ index, 0: whole }) => ({
    start: index,
    end: index + whole.length,
  }));
}
