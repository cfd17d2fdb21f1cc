import type { Row } from './row.ts';
import type { Subject } from './subjects.ts';

/**
 * What must come back: `open` anything; `unknown` 401; `refused` 403; `hidden` 403 or 404, as for a thing that is not there;
 * `filtered` an answer without anything planted; `own` whatever it is, nothing of the planted person's; `allowed` what the
 * route does.
 */
export type Expectation = 'open' | 'unknown' | 'refused' | 'hidden' | 'filtered' | 'own' | 'allowed';

/** `subject` is null for a request with neither session nor key. */
export function expectationOf(row: Row, subject: Subject | null): Expectation {
  const { declared } = row;
  if (declared === 'public') return 'open';
  if (subject === null) return 'unknown';
  if (row.peopleOnly && subject.via === 'key') return 'refused';
  if (declared !== 'any-user' && !subject.holdsAnywhere(declared)) return 'refused';
  switch (row.kind) {
    case 'own':
      return 'own';
    case 'everywhere':
      return subject.where === 'everywhere' ? 'allowed' : 'hidden';
    case 'directory':
    case 'nowhere':
      return 'allowed';
    case 'list':
      return subject.where === 'elsewhere' ? 'filtered' : 'allowed';
    case 'thing':
      return mayThere(row, subject) ? 'allowed' : 'hidden';
  }
}

function mayThere({ needs, declared }: Row, subject: Subject): boolean {
  if (needs !== undefined) return needs(subject.holds);
  return declared === 'any-user' || declared === 'public' || subject.holds(declared);
}

export interface Seen {
  status: number;
  text: string;
}

/** What is wrong with an answer, or null. `secrets` must not be in what others see, `names` not in their lists. */
export function problemOf(
  expected: Expectation,
  { status, text }: Seen,
  {
    read,
    also = [],
    secret,
    names,
  }: {
    read: boolean;
    also?: readonly number[] | undefined;
    secret: string;
    names: readonly string[];
  },
): string | null {
  if (status >= 500 && expected !== 'open') return `answered ${status}`;
  if (expected !== 'allowed' && expected !== 'open' && text.includes(secret))
    return 'showed the planted text';
  const success = status >= 200 && status < 300;
  switch (expected) {
    case 'open':
      return !also.includes(status) && (status === 401 || status === 403)
        ? `answered ${status}, and is open to everyone`
        : null;
    case 'unknown':
      return status === 401 ? null : `answered ${status} instead of 401`;
    case 'refused':
      return status === 403 ? null : `answered ${status} instead of 403`;
    case 'hidden':
      return status === 403 || status === 404 ? null : `answered ${status} instead of 403 or 404`;
    case 'own':
      return status === 401 ? 'answered 401' : null;
    case 'filtered': {
      if (!success) return `answered ${status} instead of 2xx`;
      const shown = names.find((name) => text.includes(name));
      return shown === undefined ? null : `listed "${shown}"`;
    }
    case 'allowed':
      if (status === 401 || status === 403) return `answered ${status}, and is allowed`;
      return !read || success || also.includes(status) ? null : `answered ${status} instead of 2xx`;
  }
}
