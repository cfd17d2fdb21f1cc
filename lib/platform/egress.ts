/**
 * The guard in front of every address a person may type: no request reaches the machine itself, its private network or a
 * cloud's metadata service, whatever a name resolves to and wherever a redirect leads, unless SLIPWAY_EGRESS_ALLOW says so.
 */
import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent } from 'undici';
import { env } from './env.ts';
import { AppError } from './errors.ts';

/** Ranges that are not the public internet (IANA special-purpose registries, RFC 6890 and its updates). */
const privateRanges: readonly string[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Holds `::`, `::1` and the deprecated IPv4-compatible addresses.
  '::/96',
  // Addresses that carry an IPv4 address inside: NAT64, 6to4, Teredo.
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '100::/64',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return list;
}

const notPublic = listOf(privateRanges);

interface Allowance {
  hosts: ReadonlySet<string>;
  ranges: BlockList;
}

/** SLIPWAY_EGRESS_ALLOW: host names, addresses and CIDR ranges, separated by commas or spaces. */
export function parseAllowance(text: string): Allowance {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
  const isRange = (entry: string) => isIP(entry.split('/')[0] ?? '') !== 0;
  return {
    hosts: new Set(entries.filter((entry) => !isRange(entry)).map((entry) => entry.toLowerCase())),
    ranges: listOf(entries.filter(isRange)),
  };
}

function contains(list: BlockList, address: string): boolean {
  // An IPv4 address written as IPv6 (::ffff:127.0.0.1) is checked as what it reaches.
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

function mayConnect(address: string, allowance: Allowance): boolean {
  return !contains(notPublic, address) || contains(allowance.ranges, address);
}

function refused(host: string): AppError {
  return new AppError(
    'invalid',
    `The address "${host}" lies in a private network and was not opened. An administrator can allow it with SLIPWAY_EGRESS_ALLOW.`,
    { reason: 'egress_refused' },
  );
}

function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
}

/** @throws AppError `invalid` when the address is not http(s), carries credentials, or names a private address outright. */
export function assertEgressAllowed(url: URL, allowance = parseAllowance(env().SLIPWAY_EGRESS_ALLOW)): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new AppError('invalid', `Only http and https addresses can be opened, not "${url.protocol}".`, {
      reason: 'egress_refused',
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new AppError('invalid', 'Addresses with a user name or password in them are not opened.', {
      reason: 'egress_refused',
    });
  }
  const host = bareHost(url);
  if (allowance.hosts.has(host)) return;
  if (isIP(host) !== 0 && !mayConnect(host, allowance)) throw refused(host);
}

/**
 * Resolves a name and hands on only addresses that may be reached. The connection is made to the very addresses
 * checked, so a name that answers differently the second time gains nothing.
 */
export function guardedLookup(allowance: Allowance, resolve: typeof lookup = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const addresses = (found ?? []) as LookupAddress[];
      if (error) return callback(error, []);
      const trusted = allowance.hosts.has(hostname.toLowerCase());
      const open = trusted ? addresses : addresses.filter(({ address }) => mayConnect(address, allowance));
      const [first] = open;
      if (first === undefined) return callback(refused(hostname) as NodeJS.ErrnoException, []);
      if (options.all) return callback(null, open);
      return callback(null, first.address, first.family);
    });
  };
}

/** An undici dispatcher whose every connection passes the guard. Literal addresses need `assertEgressAllowed` too. */
export function guardedAgent(allowance = parseAllowance(env().SLIPWAY_EGRESS_ALLOW)): Agent {
  return new Agent({
    connect: { lookup: guardedLookup(allowance), timeout: 10_000 },
    headersTimeout: 20_000,
    bodyTimeout: 20_000,
  });
}
