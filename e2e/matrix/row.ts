/**
 * One line of the matrix: what a route asks for, and of which of the planted things it is tried. Whoever adds a route adds
 * its row to `routes-console.ts` or `routes-compatible.ts`; a route without one fails the test.
 */
import type { Permission } from '../../lib/access/index.ts';
import type { World } from './world.ts';

export interface Sent {
  query?: Record<string, string>;
  json?: unknown;
  form?: FormData;
  /** Instead of the planted thing's, by name of the segment. */
  params?: Record<string, string | string[]>;
}

export type Holds = (permission: Permission) => boolean;

export interface Row {
  /** What the handler itself declares: the two must say the same. */
  declared: Permission | 'any-user' | 'public';
  /**
   * `thing`: the planted thing, of another tenant, is addressed; who lacks the right there gets 403 or 404.
   * `list`: answers with what the caller reaches, which for others is nothing of the planted.
   * `own`: about the caller's own things; the planted person's do not exist for anybody, an owner included.
   * `directory`: names of people and teams, for whoever holds the right anywhere and has to choose among them.
   * `everywhere`: has to do with all places at once: holding the right at some does not do.
   * `nowhere`: has no place; only a grant on everything opens it.
   */
  kind: 'thing' | 'list' | 'own' | 'directory' | 'everywhere' | 'nowhere';
  /** Who may, by what they hold at the planted things; what is declared when absent. */
  needs?: (holds: Holds) => boolean;
  /** An API key is refused, whatever it was given. */
  peopleOnly?: boolean;
  /** Ends sessions or costs seconds, so it is tried with nobody signed in only. */
  refusalsOnly?: boolean;
  /** What an allowed GET may answer besides 2xx, e.g. 409 for a document that was not read yet. */
  also?: readonly number[];
  /** The handler declares nothing; it answers for addresses that are none. */
  silent?: boolean;
  send?: (world: World) => Sent;
}

type More = Omit<Row, 'declared' | 'kind'>;

export const thing = (declared: Row['declared'], send?: Row['send'], more: More = {}): Row => ({
  declared,
  kind: 'thing',
  ...(send && { send }),
  ...more,
});

export const list = (declared: Permission, send?: Row['send'], more: More = {}): Row => ({
  declared,
  kind: 'list',
  ...(send && { send }),
  ...more,
});

export const own = (declared: Row['declared'], send?: Row['send'], more: More = {}): Row => ({
  declared,
  kind: 'own',
  ...(send && { send }),
  ...more,
});

export const directory = (declared: Permission): Row => ({ declared, kind: 'directory' });

export const everywhere = (declared: Permission, send?: Row['send'], more: More = {}): Row => ({
  declared,
  kind: 'everywhere',
  ...(send && { send }),
  ...more,
});

export const nowhere = (declared: Permission, send?: Row['send'], more: More = {}): Row => ({
  declared,
  kind: 'nowhere',
  ...(send && { send }),
  ...more,
});

/** Open to everyone; `also` lists refusals of its own, such as a sign-in that does not succeed. */
export const open = (also: readonly number[] = [], send?: Row['send']): Row => ({
  declared: 'public',
  kind: 'own',
  also,
  ...(send && { send }),
});
