import type { LookupAddress, lookup } from 'node:dns';
import { createServer, type Server } from 'node:http';
import { Agent, request } from 'undici';
import { afterEach, describe, expect, test } from 'vitest';
import {
  assertEgressAllowed,
  guardedAgent,
  guardedConnector,
  guardedLookup,
  parseAllowance,
} from './egress.ts';
import { deriveEnv } from './env.ts';
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
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://0x7f000001/',
    'http://127.0.0.1./',
    'http://①②⑦.0.0.1/',
    'http://127%2e0.0.1/',
    'http://[0:0:0:0:0:ffff:169.254.169.254]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[2001:0:7f00:1::]/',
    'http://192.88.99.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'https://example.com:25/',
    'https://example.com:587/',
    'gopher://example.com/',
    'javascript:alert(1)',
    'data:text/plain,x',
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
    'https://example.com:8443/',
    'https://example.com./',
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

describe('a server that an administrator says stands in the private network', () => {
  const allowance = parseAllowance('', true);

  test.each([
    'http://127.0.0.1:11434/',
    'http://10.1.2.3/',
    'http://[::1]/',
    'http://[fd12::1]/',
    'http://100.64.0.1/',
  ])('may be %s', (address) => {
    expect(() => assertEgressAllowed(new URL(address), allowance)).not.toThrow();
  });

  test.each([
    'http://169.254.169.254/',
    'http://100.100.100.200/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://0.0.0.0/',
  ])('is not %s, which hands out credentials or hides another address', (address) => {
    expect(() => assertEgressAllowed(new URL(address), allowance)).toThrow(
      expect.objectContaining({ reason: 'egress_refused' }),
    );
    expect(() =>
      assertEgressAllowed(new URL(address), parseAllowance(`${new URL(address).hostname}`, true)),
    ).not.toThrow();
  });
});

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
    expect(await look([inside], 'WIKI.CORP.')).toEqual([inside]);
  });

  test.each(['::ffff:10.0.0.7', '::ffff:a9fe:a9fe', '64:ff9b::a00:7', '169.254.169.254', '::1', '0.0.0.0'])(
    'a name that resolves to %s is refused',
    async (address) => {
      const family = address.includes(':') ? 6 : 4;
      await expect(look([{ address, family }])).rejects.toMatchObject({ reason: 'egress_refused' });
    },
  );

  test('the private network of one server does not hold its metadata service', async () => {
    const lookIn = (address: string) =>
      new Promise((resolve, reject) => {
        const found = [{ address, family: 4 }];
        guardedLookup(parseAllowance('', true), resolverOf(found))(
          'models.corp',
          { all: true },
          (error, open) => (error ? reject(error) : resolve(open)),
        );
      });
    expect(await lookIn('10.0.0.7')).toHaveLength(1);
    await expect(lookIn('169.254.169.254')).rejects.toMatchObject({ reason: 'egress_refused' });
  });
});

describe('fetching', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.close();
    deriveEnv({ SLIPWAY_EGRESS_ALLOW: '' });
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

  test.each([
    ['http://10.0.0.1/secret', 'egress_refused'],
    ['http://169.254.169.254/latest', 'egress_refused'],
    ['file:///etc/passwd', 'egress_refused'],
    ['http://u:p@example.com/', 'egress_refused'],
  ])('a redirect to %s is not followed', async (location, reason) => {
    const base = await serve(() => ({ status: 302, location }));
    deriveEnv({ SLIPWAY_EGRESS_ALLOW: '127.0.0.1' });
    await expect(fetchGuarded(new URL(base), options())).rejects.toMatchObject({ reason });
  });

  test('redirects in circles end', async () => {
    let asked = 0;
    const base = await serve(() => {
      asked += 1;
      return { status: 307, location: '/again' };
    });
    deriveEnv({ SLIPWAY_EGRESS_ALLOW: '127.0.0.1' });
    await expect(fetchGuarded(new URL(base), options())).rejects.toThrow('in circles');
    expect(asked).toBe(6);
  });

  test('the address checked is the address connected to, and the next connection is checked again', async () => {
    const base = await serve(() => ({ status: 200, body: 'once' }));
    const answers = [['127.0.0.1'], ['10.0.0.7']];
    let asked = 0;
    const rebinding = ((
      _name: string,
      _options: unknown,
      done: (error: null, found: LookupAddress[]) => void,
    ) => {
      const found = answers[asked] ?? [];
      asked += 1;
      done(
        null,
        found.map((address) => ({ address, family: 4 })),
      );
    }) as unknown as typeof lookup;
    const connect = guardedConnector(parseAllowance('127.0.0.1'), rebinding);
    const ask = async () => {
      const agent = new Agent({ connect });
      try {
        const url = `http://rebind.example:${new URL(base).port}/`;
        return await (await request(url, { dispatcher: agent })).body.text();
      } finally {
        await agent.destroy();
      }
    };
    expect(await ask()).toBe('once');
    expect(asked).toBe(1);
    await expect(ask()).rejects.toMatchObject({ reason: 'egress_refused' });
  });

  test('the connection itself refuses a private address that nobody checked before', async () => {
    let reached = false;
    const base = await serve(() => {
      reached = true;
      return { status: 200 };
    });
    const agent = guardedAgent(nothing);
    await expect(request(base, { dispatcher: agent })).rejects.toMatchObject({ reason: 'egress_refused' });
    await agent.destroy();
    expect(reached).toBe(false);
  });
});
