import { expect, test } from 'vitest';
import { addressBehind } from './client-address.ts';

const proxy = '10.0.0.1';

test.each<[string, string | undefined, string | string[] | undefined, number, string]>([
  ['nobody in front', '198.51.100.7', undefined, 0, '198.51.100.7'],
  ['a forged header with nobody in front', '198.51.100.7', '127.0.0.1', 0, '198.51.100.7'],
  ['one proxy', proxy, '203.0.113.9', 1, '203.0.113.9'],
  ['one proxy and a forged entry', proxy, '127.0.0.1, 203.0.113.9', 1, '203.0.113.9'],
  ['one proxy and a forged header of its own', proxy, ['127.0.0.1', '203.0.113.9'], 1, '203.0.113.9'],
  ['two proxies', proxy, '127.0.0.1, 203.0.113.9, 10.0.0.2', 2, '203.0.113.9'],
  ['fewer entries than proxies: it came around them', '198.51.100.7', '203.0.113.9', 2, '198.51.100.7'],
  ['one proxy that says nothing', proxy, undefined, 1, proxy],
  ['no address where one should be', proxy, '127.0.0.1, unknown', 1, proxy],
  ['script where one should be', proxy, '<script>', 1, proxy],
  ['an entry with a port', proxy, '203.0.113.9:4711', 1, '203.0.113.9'],
  ['an IPv6 entry with a port', proxy, '[2001:db8::9]:4711', 1, '2001:db8::9'],
  ['IPv4 in IPv6', '::ffff:198.51.100.7', undefined, 0, '198.51.100.7'],
  ['a socket that is gone', undefined, undefined, 0, ''],
])('%s', (_name, socket, forwarded, proxies, expected) => {
  expect(addressBehind(socket, forwarded, proxies)).toBe(expected);
});
