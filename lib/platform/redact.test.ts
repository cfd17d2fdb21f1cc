import { expect, test } from 'vitest';
import { redact } from './redact.ts';

test.each([
  ['postgres://slipway:pa55word@db.example:5432/x failed', 'pa55word'],
  ['smtps://user%40example.com:s3cret!@mail.example', 's3cret!'],
  ['{"authorization":"Bearer abcdefgh12345678"}', 'abcdefgh12345678'],
  ['Incorrect API key provided: sk-proj-abcdefgh12345678.', 'abcdefgh12345678'],
  ['signed with whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw==', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  ['cookie: __Host-next-auth.session-token=eyJhbGciOi.x; theme=dark', 'eyJhbGciOi'],
])('takes the secret out of %s', (text, secret) => {
  expect(redact(text)).not.toContain(secret);
});

test.each([
  'http://localhost:3000/chat',
  'the bearer of a key',
  'sk-1',
  '2026-11-21T07:00:00.000Z',
  'a@example.com',
])('leaves %s as it is', (text) => {
  expect(redact(text)).toBe(text);
});
