import type { SpanDetail } from '../chain-trace.ts';
import { type PiiKind, piiKinds } from '../schemas.ts';
import { findBankAccounts, findCards } from './find-account-numbers.ts';
import { findEmails } from './find-emails.ts';
import { findAddresses } from './find-ip-addresses.ts';
import { findNationalIds } from './find-national-ids.ts';
import { findPhones } from './find-phones.ts';
import type { Found } from './found.ts';

/** Surest first: what is masked by one kind is no digits for the next. */
const finders: readonly [PiiKind, (text: string) => Found[]][] = [
  ['email', findEmails],
  ['iban', findBankAccounts],
  ['credit-card', findCards],
  ['national-id', findNationalIds],
  ['ip-address', findAddresses],
  ['phone', findPhones],
];
/** A mask may uncover what stood glued to it; written text never needs a third pass. */
const maxPasses = 10;

export type PiiCounts = Partial<Record<PiiKind, number>>;

export interface Masked {
  text: string;
  counts: PiiCounts;
}

/** Replaces personal data of these kinds by its kind in brackets, e.g. `[email]`. Masking twice changes nothing more. */
export function maskPii(text: string, kinds: readonly PiiKind[]): Masked {
  const counts: PiiCounts = {};
  let masked = text;
  for (let pass = 0; pass < maxPasses; pass++) {
    const before = masked;
    for (const [kind, find] of finders) {
      if (!kinds.includes(kind)) continue;
      const found = find(masked);
      if (found.length === 0) continue;
      counts[kind] = (counts[kind] ?? 0) + found.length;
      masked = replaced(masked, found, `[${kind}]`);
    }
    if (masked === before) break;
  }
  return { text: masked, counts };
}

/** Counts of several texts as the trace shows them: all, and each kind that occurred. */
export function countsDetail(counts: readonly PiiCounts[]): SpanDetail {
  const sums = piiKinds.map((kind) => [kind, sum(counts.map((each) => each[kind] ?? 0))] as const);
  const all = sum(sums.map(([, count]) => count));
  return { masked: all, ...Object.fromEntries(sums.filter(([, count]) => count > 0)) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function replaced(text: string, found: readonly Found[], mask: string): string {
  let result = '';
  let done = 0;
  for (const { start, end } of found) {
    if (start < done) continue;
    result += text.slice(done, start) + mask;
    done = end;
  }
  return result + text.slice(done);
}
