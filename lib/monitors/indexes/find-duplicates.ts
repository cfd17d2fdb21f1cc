/**
 * Texts that say the same. Same texts have one hash when spaces and case are set aside; near ones are found by SimHash (Charikar
 * 2002) of three-word shingles: 64 bits of which at most three differ (Manku, Jain & Sarma 2007), looked for in four bands of
 * sixteen bits, so that no pair is missed and few are compared.
 */
import { createHash } from 'node:crypto';
import type { DuplicateGroup } from '../index-schemas.ts';

export interface Placed {
  document: string;
  page: number | null;
  text: string;
}

interface Member {
  document: string;
  page: number | null;
  high: number;
  low: number;
  /** Whether it is long enough to be told apart by its shingles. */
  near: boolean;
}

const maxDifferent = 3;
/** Shorter texts, such as headings, are alike by nature. */
const leastWords = 20;
/** Of one band, so that a boilerplate text does not make the search quadratic. */
const comparedInBand = 50;
const groupsShown = 50;
const placesShown = 5;

export class DuplicateFinder {
  readonly #members: Member[] = [];
  readonly #parents: number[] = [];
  readonly #hashes = new Map<string, number>();
  readonly #bands = new Map<string, number[]>();
  readonly #near = new Set<number>();

  add({ document, page, text }: Placed): void {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const member: Member = { document, page, ...simHash(words), near: words.length >= leastWords };
    const index = this.#members.push(member) - 1;
    this.#parents.push(index);
    const hash = createHash('sha256').update(words.join(' ')).digest('base64');
    const same = this.#hashes.get(hash);
    if (same !== undefined) {
      this.#join(index, same);
      return;
    }
    this.#hashes.set(hash, index);
    if (member.near) this.#joinNear(index, member);
  }

  #joinNear(index: number, member: Member): void {
    for (const key of bandsOf(member)) {
      const others = this.#bands.get(key) ?? [];
      for (const other of others) {
        const compared = this.#members[other];
        if (compared !== undefined && bitsBetween(member, compared) <= maxDifferent) {
          this.#join(index, other);
          this.#near.add(index);
          this.#near.add(other);
        }
      }
      if (others.length < comparedInBand) this.#bands.set(key, [...others, index]);
    }
  }

  #root(index: number): number {
    let root = index;
    while ((this.#parents[root] ?? root) !== root) root = this.#parents[root] ?? root;
    this.#parents[index] = root;
    return root;
  }

  #join(a: number, b: number): void {
    this.#parents[this.#root(a)] = this.#root(b);
  }

  /** Chunks that repeat another, and the largest groups. */
  result(): { duplicates: number; groups: DuplicateGroup[] } {
    const groups = new Map<number, number[]>();
    this.#members.forEach((_member, index) => {
      const root = this.#root(index);
      groups.set(root, [...(groups.get(root) ?? []), index]);
    });
    const repeated = [...groups.values()]
      .filter((group) => group.length > 1)
      .sort((a, b) => b.length - a.length);
    return {
      duplicates: repeated.reduce((sum, group) => sum + group.length - 1, 0),
      groups: repeated.slice(0, groupsShown).map((group) => ({
        kind: group.some((index) => this.#near.has(index)) ? 'near' : 'same',
        count: group.length,
        places: group.slice(0, placesShown).flatMap((index) => {
          const member = this.#members[index];
          return member === undefined ? [] : [{ document: member.document, page: member.page }];
        }),
      })),
    };
  }
}

function bandsOf({ high, low }: Member): string[] {
  return [`a${high >>> 16}`, `b${high & 0xffff}`, `c${low >>> 16}`, `d${low & 0xffff}`];
}

function bitsBetween(a: Member, b: Member): number {
  return ones(a.high ^ b.high) + ones(a.low ^ b.low);
}

function ones(value: number): number {
  let rest = value >>> 0;
  let count = 0;
  while (rest !== 0) {
    rest &= rest - 1;
    count += 1;
  }
  return count;
}

function simHash(words: readonly string[]): { high: number; low: number } {
  const votes = new Int32Array(64);
  for (let i = 0; i + 3 <= words.length; i++) {
    const shingle = `${words[i]} ${words[i + 1]} ${words[i + 2]}`;
    const halves = [hash32(shingle, 0x811c9dc5), hash32(shingle, 0x9747b28c)] as const;
    for (let bit = 0; bit < 64; bit++) {
      const half = halves[bit < 32 ? 0 : 1];
      votes[bit] = (votes[bit] ?? 0) + (((half >>> (bit % 32)) & 1) === 1 ? 1 : -1);
    }
  }
  const half = (from: number) =>
    votes.subarray(from, from + 32).reduce((bits, vote, bit) => (vote > 0 ? bits | (1 << bit) : bits), 0) >>>
    0;
  return { high: half(0), low: half(32) };
}

/** FNV-1a with MurmurHash3's finish, so that every bit depends on every character. */
function hash32(text: string, seed: number): number {
  let value = seed;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
