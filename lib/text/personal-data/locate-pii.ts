import { findBankAccounts, findCards } from './find-account-numbers.ts';
import { findEmails } from './find-emails.ts';
import { findAddresses } from './find-ip-addresses.ts';
import { findNationalIds } from './find-national-ids.ts';
import { findPhones } from './find-phones.ts';
import type { Found } from './found.ts';
import type { PiiKind } from './kinds.ts';

/** Surest first: what is taken by one kind is no digits for the next. */
const finders: readonly [PiiKind, (text: string) => Found[]][] = [
  ['email', findEmails],
  ['iban', findBankAccounts],
  ['credit-card', findCards],
  ['national-id', findNationalIds],
  ['ip-address', findAddresses],
  ['phone', findPhones],
];
/** What is taken may uncover what stood glued to it; written text never needs a third pass. */
const maxPasses = 10;
/** Stands for a character that is taken: no letter, no digit, no white space. */
const taken = '\ufffc';

export interface LocatedPii extends Found {
  kind: PiiKind;
}

/** Personal data of these kinds where it stands in the text, in order, without overlaps. */
export function locatePii(text: string, kinds: readonly PiiKind[]): LocatedPii[] {
  const located: LocatedPii[] = [];
  let rest = text;
  for (let pass = 0; pass < maxPasses; pass++) {
    const before = located.length;
    for (const [kind, find] of finders) {
      if (!kinds.includes(kind)) continue;
      const found = apart(find(rest));
      for (const { start, end } of found) {
        located.push({ kind, start, end });
        rest = rest.slice(0, start) + taken.repeat(end - start) + rest.slice(end);
      }
    }
    if (located.length === before) break;
  }
  return located.sort((a, b) => a.start - b.start);
}

function apart(found: readonly Found[]): Found[] {
  let done = 0;
  return found.filter(({ start, end }) => {
    if (start < done) return false;
    done = end;
    return true;
  });
}
