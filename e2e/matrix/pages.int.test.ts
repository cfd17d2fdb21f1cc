/** Every page × every built-in role, held everywhere, here or elsewhere, and nobody × session, API key, no credentials. */
import '../support/test-database.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Permission, requirePage } from '../../lib/access/index.ts';
import { closeEvents } from '../../lib/platform/events.ts';
import { foundPages } from './found-pages.ts';
import { pages } from './pages.ts';
import { allSubjects, type Subject } from './subjects.ts';

/** Of the request that is being rendered. */
let headers = new Headers();
vi.mock('next/headers', () => ({ headers: async () => headers }));
vi.mock('next/navigation', () => ({
  forbidden: () => {
    throw new Error('forbidden');
  },
  redirect: (to: string) => {
    throw new Error(`redirect ${to}`);
  },
}));

let subjects: Subject[];

beforeAll(async () => {
  subjects = await allSubjects();
}, 120_000);
afterAll(closeEvents);

const found = foundPages();

test('every page is in the table, and the table lists no other', () => {
  expect(found.map(({ pattern }) => pattern).sort()).toEqual(Object.keys(pages).sort());
});

test('every page asks for what the table says before it does anything else', () => {
  const asked = found.map(({ pattern, asks }) => `${pattern}: ${asks ?? 'nothing'}`);
  const listed = found.map(({ pattern }) => {
    const row = pages[pattern];
    return `${pattern}: ${row === undefined || row === 'public' || row === 'redirect' ? 'nothing' : row}`;
  });
  expect(asked).toEqual(listed);
});

test('a page that only leads elsewhere shows nothing', () => {
  const showing = found.filter(({ pattern, shows }) => pages[pattern] === 'redirect' && shows);
  expect(showing).toEqual([]);
});

async function outcome(asks: Permission | 'any-user', sent: Record<string, string>): Promise<string> {
  headers = new Headers(sent);
  try {
    await requirePage(asks);
    return 'shown';
  } catch (error) {
    return error instanceof Error ? error.message : 'failed';
  }
}

test('everybody sees exactly the pages the table says; keys open none', async () => {
  const problems: string[] = [];
  const guards = new Set(Object.values(pages).filter((row) => row !== 'public' && row !== 'redirect'));
  for (const asks of guards) {
    expect(await outcome(asks, {})).toBe('redirect /sign-in');
    for (const subject of subjects) {
      const seen = await outcome(asks, subject.headers);
      const may = asks === 'any-user' || subject.holdsAnywhere(asks);
      const expected = subject.via === 'key' ? 'redirect /sign-in' : may ? 'shown' : 'forbidden';
      if (seen !== expected) problems.push(`${asks} as ${subject.title}: ${seen} instead of ${expected}`);
    }
  }
  expect(problems).toEqual([]);
});
