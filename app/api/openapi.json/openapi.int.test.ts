import '../../../e2e/support/test-database.ts';
import { expect, test } from 'vitest';
import { apiDocumentSchema } from '#lib/api-document/schemas.ts';
import { addAccount, call } from '../../../e2e/support/accounts.ts';
import { GET } from './route.ts';

test('every signed-in caller reads the document, made once and known again by its tag', async () => {
  expect((await call(GET)).status).toBe(401);
  const { cookie } = await addAccount('app-team');
  const [first, second] = await Promise.all([call(GET, { cookie }), call(GET, { cookie })]);
  expect(first.headers.get('content-type')).toBe('application/json');
  const document = apiDocumentSchema.parse(first.body);
  expect(Object.keys(document.paths)).toContain('/api/openapi.json');
  expect(second.body).toEqual(first.body);
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[\w-]{22}"$/);
  expect((await call(GET, { cookie, headers: { 'if-none-match': etag } })).status).toBe(304);
});
