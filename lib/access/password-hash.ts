/**
 * Argon2id with the parameters of OWASP's Password Storage Cheat Sheet (19 MiB, 2 passes, 1 lane):
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id
 */
import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { AppError } from '../platform/errors.ts';

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

// Hashing runs on Node's four worker threads, which file access needs too: never take them all, never queue without end.
const maxRunning = 2;
const maxWaiting = 64;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= maxRunning) {
    if (waiting.length >= maxWaiting) {
      throw new AppError(
        'unavailable',
        'Too many people are signing in at this moment. Try again in 5 seconds.',
        { retryAfterSeconds: 5, reason: 'sign_in_busy' },
      );
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place passes on to the next in line, so `running` stays as it is.
    if (next) next();
    else running -= 1;
  }
}

/** The same password typed on different systems may come in different Unicode forms (NIST SP 800-63B, 5.1.1.2). */
function normalised(password: string): string {
  return password.normalize('NFKC');
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normalised(password), parameters));
}

let decoy: Promise<string> | undefined;

/** Stands for a hash where there is no password: the account is erased, or its owner comes through an identity provider. */
export const noPassword = '!';

/** `stored` is `null` for an account that does not exist: the answer is no and takes as long. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hash('no account has this password', parameters);
  const known = stored === noPassword ? null : stored;
  const against = known ?? (await decoy);
  const matches = await inTurn(() => verify(against, normalised(password)));
  return known !== null && matches;
}

/** Without look-alikes, so that it can be read out and typed. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of five characters: 99 bits. */
export function newOneTimePassword(): string {
  const group = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
