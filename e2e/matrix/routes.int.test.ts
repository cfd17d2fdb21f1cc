/**
 * Every route × every built-in role, held everywhere, at the planted things or at others, and nobody × session, API key, no
 * credentials. See `row.ts` for how to add a route.
 */
import '../support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeEvents } from '../../lib/platform/events.ts';
import { origin } from '../support/accounts.ts';
import { type Expectation, expectationOf, problemOf } from './expectation.ts';
import { type FoundRoute, foundRoutes } from './found-routes.ts';
import { plantedParams } from './planted-params.ts';
import { routes } from './routes.ts';
import type { Row } from './row.ts';
import { allSubjects, type Subject } from './subjects.ts';
import { marker, planted, plantWorld, type World } from './world.ts';

let found: FoundRoute[];
let subjects: Subject[];
let world: World;

beforeAll(async () => {
  found = await foundRoutes();
  world = await plantWorld();
  subjects = await allSubjects();
}, 120_000);

afterAll(closeEvents);

test('every route is in the table, and the table lists no other', () => {
  expect(found.map(({ title }) => title).sort()).toEqual(Object.keys(routes).sort());
});

test('what the table says is what the handler declares', () => {
  const declared = found.map(({ title, permission }) => `${title}: ${permission ?? 'nothing'}`);
  const listed = found.map(({ title }) => {
    const row = routes[title];
    return `${title}: ${row === undefined || row.silent || row.declared === 'public' ? 'nothing' : row.declared}`;
  });
  expect(declared).toEqual(listed);
});

interface Trial {
  route: FoundRoute;
  row: Row;
  subject: Subject | null;
  expected: Expectation;
}

function trials(): Trial[] {
  return found.flatMap((route) => {
    const row = routes[route.title];
    if (row === undefined) return [];
    const asked = row.refusalsOnly ? [null] : [null, ...subjects];
    return asked.map((subject) => ({ route, row, subject, expected: expectationOf(row, subject) }));
  });
}

const changes = ({ expected, route }: Trial) =>
  (expected === 'allowed' || expected === 'own') && route.method !== 'GET';

/** What is refused changes nothing, so it is tried while everything is there; what deletes comes last. */
function rank(trial: Trial): number {
  if (!changes(trial)) return 0;
  return trial.route.method === 'DELETE' || trial.route.title.includes('delete') ? 2 : 1;
}

test('everybody may do exactly what the table says, and sees nothing of other tenants', async () => {
  const all = trials().sort((a, b) => rank(a) - rank(b));
  const begun = performance.now();
  const problems: string[] = [];
  const waiting = all.values();
  const workers = Array.from({ length: 8 }, async () => {
    for (const trial of waiting) {
      const problem = await problemWith(trial);
      if (problem !== null) problems.push(problem);
    }
  });
  await Promise.all(workers);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  process.stdout.write(`matrix: ${found.length} operations, ${all.length} calls in ${seconds} s\n`);
  expect(problems.sort()).toEqual([]);
}, 600_000);

async function problemWith({ route, row, subject, expected }: Trial): Promise<string | null> {
  const params = { ...plantedParams(route.pattern, world), ...(route.verb !== null && { verb: route.verb }) };
  const sent = row.send?.(world) ?? {};
  const address = addressOf(route.pattern, { ...params, ...sent.params }, sent.query);
  const headers = new Headers({ host: new URL(origin).host, origin, ...subject?.headers });
  if (sent.json !== undefined) headers.set('content-type', 'application/json');
  const body = sent.form ?? (sent.json === undefined ? undefined : JSON.stringify(sent.json));
  const request = new Request(address, {
    method: route.method,
    headers,
    ...(body !== undefined && { body }),
  });
  const response = await route.handler(request, { params: Promise.resolve({ ...params, ...sent.params }) });
  const text = await response.text();
  const problem = problemOf(
    expected,
    { status: response.status, text },
    { read: route.method === 'GET', also: row.also, secret: marker, names: Object.values(planted) },
  );
  if (problem === null) return null;
  return `${route.title} as ${subject?.title ?? 'a stranger'} (${expected}): ${problem} · ${text.slice(0, 160)}`;
}

function addressOf(
  pattern: string,
  params: Record<string, string | string[]>,
  query: Record<string, string> = {},
): string {
  const path = pattern.replaceAll(/\[+(?:\.\.\.)?(\w+)\]+/g, (_, name: string) =>
    [params[name] ?? ''].flat().map(encodeURIComponent).join('/'),
  );
  return `${origin}${path}?${new URLSearchParams(query)}`;
}
