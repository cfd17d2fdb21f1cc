import type { PiiKind } from './kinds.ts';
import { locatePii } from './locate-pii.ts';

export type PiiCounts = Partial<Record<PiiKind, number>>;

export interface Masked {
  text: string;
  counts: PiiCounts;
}

/** Replaces personal data of these kinds by its kind in brackets, e.g. `[email]`. Masking twice changes nothing more. */
export function maskPii(text: string, kinds: readonly PiiKind[]): Masked {
  const counts: PiiCounts = {};
  let masked = '';
  let done = 0;
  for (const { kind, start, end } of locatePii(text, kinds)) {
    counts[kind] = (counts[kind] ?? 0) + 1;
    masked += `${text.slice(done, start)}[${kind}]`;
    done = end;
  }
  return { text: masked + text.slice(done), counts };
}
