import type { LookupAddress, lookup } from 'node:dns';
import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { assertEgressAllowed, guardedLookup, parseAllowance } from './egress.ts';
import { fetchGuarded } from './fetch-guarded.ts';

const nothing = parseAllowance('');

describe('addresses written out', () => {
  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.0.0.1/',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://172.31.255.255/',
    'http://192.168.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.100.100.200/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'http://user:secret@example.com/',
  ])('%s is refused', (address) => {
    expect(() => assertEgressAllowed(new URL(address), nothing)).toThrow(
      expect.objectContaining({ reason: 'egress_refused' }),
    );
  });

  test.each([
    'https://example.com/',
    'http://93.184.215.14/',
    'http://[2606:2800:21f:cb07::1]/',
    'http://172.32.0.1/',
  ])('%s may be opened', (address) => {
    expect(() => assertEgressAllowed(new URL(address), nothing)).not.toThrow();
  });

  test('hosts, addresses and ranges can be allowed', () => {
    const allowance = parseAllowance('wiki.corp, 10.2.0.0/16 ::1');
    expect(() => assertEgressAllowed(new URL('http://10.2.3.4/'), allowance)).not.toThrow();
    expect(() => assertEgressAllowed(new URL('http://[::1]/'), allowance)).not.toThrow();
    expect(() => assertEgressAllowed(new URL('http://10.3.0.1/'), allowance)).toThrow();
  });
});

/** A resolver that knows what it is given. */
function resolverOf(addresses: LookupAddress[]): typeof lookup {
  const resolve = (
    _name: string,
    _options: unknown,
    callback: (error: null, found: LookupAddress[]) => void,
  ) => callback(null, addresses);
  return resolve as unknown as typeof lookup;
}

function look(addresses: LookupAddress[], allowed = ''): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    guardedLookup(parseAllowance(allowed), resolverOf(addresses))(
      'wiki.corp',
      { all: true },
      (error, found) => (error ? reject(error) : resolve(found as LookupAddress[])),
    );
  });
}

describe('names', () => {
  const inside = { address: '10.0.0.7', family: 4 };
  const outside = { address: '93.184.215.14', family: 4 };

  test('a name that resolves into the private network is refused', async () => {
    await expect(look([inside])).rejects.toMatchObject({ reason: 'egress_refused' });
  });

  test('of mixed answers only the public addresses are used', async () => {
    expect(await look([inside, outside])).toEqual([outside]);
  });

  test('an allowed name may resolve anywhere', async () => {
    expect(await look([inside], 'wiki.corp')).toEqual([inside]);
  });
});

describe('fetching', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.close();
    delete process.env.SLIPWAY_EGRESS_ALLOW;
  });

  async function serve(
    answer: (path: string) => { status: number; location?: string; body?: string },
  ): Promise<string> {
    server = createServer((request, response) => {
      const { status, location, body } = answer(request.url ?? '');
      response.writeHead(status, location === undefined ? {} : { location }).end(body);
    });
    const opened = server;
    await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve));
    const address = opened.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return `http://127.0.0.1:${address.port}`;
  }

  const options = () => ({ maxBytes: 1000, signal: AbortSignal.timeout(5000) });

  test('loopback is not reached, whatever name leads there', async () => {
    let reached = false;
    const base = await serve(() => {
      reached = true;
      return { status: 200, body: 'inside' };
    });
    const port = new URL(base).port;
    await expect(fetchGuarded(new URL(base), options())).rejects.toMatchObject({ reason: 'egress_refused' });
    await expect(fetchGuarded(new URL(`http://localhost:${port}/`), options())).rejects.toMatchObject({
      reason: 'egress_refused',
    });
    expect(reached).toBe(false);
  });
});
