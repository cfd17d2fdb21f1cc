import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** Who may open connections: the guard, what is handed its dispatchers, and the start that looks for a free port. */
const openers = [
  'lib/access/identity-providers/oidc-client.ts',
  'lib/log-export/targets/s3-request.ts',
  'lib/notifications/post-json.ts',
  'lib/platform/egress.ts',
  'lib/platform/fetch-guarded.ts',
  'lib/platform/postgres.ts',
  'lib/telemetry/otlp/send-otlp.ts',
  'lib/telemetry/resources/read-metrics.ts',
];

/** These are handed a `fetch` that goes through the guard. */
const fetchers = [
  'lib/providers/headroom.ts',
  'lib/providers/invocations/create-provider.ts',
  'lib/providers/openai-compatible/create-embedder.ts',
  'lib/providers/openai-compatible/create-provider.ts',
];

test('nothing else in lib and app opens connections of its own', () => {
  const root = path.resolve(import.meta.dirname, '../..');
  const sources = globSync(['lib/**/*.ts', 'app/**/*.ts'], { cwd: root })
    .filter((file) => !file.includes('.test.') && !file.startsWith('lib/client/'))
    .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
  const filesWith = (pattern: RegExp) =>
    sources
      .filter(({ text }) => pattern.test(text))
      .map(({ file }) => file)
      .toSorted();
  const opens =
    /^import (?!type)(?!\{ (type )?(isIP|isIPv6|BlockList)\b)[^;]*from '(undici|axios|got|node-fetch|(node:)?(https?|http2|net|tls|dgram|dns)(\/promises)?)'/m;
  expect(filesWith(opens)).toEqual(openers);
  expect(filesWith(/[^.\w]fetch\(/)).toEqual(fetchers);
});
