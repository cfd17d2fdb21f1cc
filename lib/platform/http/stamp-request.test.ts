import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { stampRequest } from './stamp-request.ts';

test('replaces what the client claims, in both forms of the headers', () => {
  const incoming = {
    url: '/chat?id=1',
    socket: { remoteAddress: '10.0.0.7' },
    headers: { host: 'slipway.test', 'x-slipway-client-address': '1.2.3.4' },
    rawHeaders: [
      'X-Slipway-Client-Address',
      '1.2.3.4',
      'Host',
      'slipway.test',
      'x-slipway-client-address',
      '5.6.7.8',
    ],
  };
  stampRequest(incoming as unknown as IncomingMessage, 0);
  expect(incoming.headers).toMatchObject({
    host: 'slipway.test',
    'x-slipway-client-address': '10.0.0.7',
    'x-slipway-path': '/chat?id=1',
  });
  expect(incoming.rawHeaders).toEqual([
    ...['Host', 'slipway.test'],
    ...['x-slipway-client-address', '10.0.0.7'],
    ...['x-slipway-path', '/chat?id=1'],
  ]);
});
