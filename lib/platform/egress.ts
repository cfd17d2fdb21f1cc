/**
 * The guard in front of every address a person may type: no request reaches the machine itself, its private network or a
 * cloud's metadata service, whatever a name resolves to and wherever a redirect leads, unless SLIPWAY_EGRESS_ALLOW says so.
 */
import { type LookupAddress, lookup } from 'node:dns';
import { type BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { contains, isForeignPort, isOwnNetwork, isPublic, listOf } from './egress-ranges.ts';
import { env } from './env.ts';
import { AppError } from './errors.ts';

interface Allowance {
  hosts: ReadonlySet<string>;
  ranges: BlockList;
  /** The private network and this machine may be reached as well; metadata services may not. */
  privateNetwork: boolean;
}

/** SLIPWAY_EGRESS_ALLOW: host names, addresses and CIDR ranges, separated by commas or spaces. */
export function parseAllowance(text: string, privateNetwork = false): Allowance {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
  const isRange = (entry: string) => isIP(entry.split('/')[0] ?? '') !== 0;
  return {
    hosts: new Set(entries.filter((entry) => !isRange(entry)).map(plainHost)),
    ranges: listOf(entries.filter(isRange)),
    privateNetwork,
  };
}

/** What may be reached by this installation's settings; with `privateNetwork`, by a server's own as well. */
export function currentAllowance(privateNetwork = false): Allowance {
  return parseAllowance(env().SLIPWAY_EGRESS_ALLOW, privateNetwork);
}

function mayConnect(address: string, { ranges, privateNetwork }: Allowance): boolean {
  return isPublic(address) || (privateNetwork && isOwnNetwork(address)) || contains(ranges, address);
}

function refusal(message: string): AppError {
  return new AppError('invalid', message, { reason: 'egress_refused' });
}

function refused(host: string): AppError {
  return refusal(
    `The address "${host}" lies in a private network and was not opened. An administrator can allow it with SLIPWAY_EGRESS_ALLOW.`,
  );
}

/** `LOCALHOST.` is `localhost`: the dot at the end only says that nothing is to be appended. */
function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

/** @throws AppError `invalid` when the address is not http(s), carries credentials, or names a private address outright. */
export function assertEgressAllowed(url: URL, allowance = currentAllowance()): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refusal(`Only http and https addresses can be opened, not "${url.protocol}".`);
  }
  if (url.username !== '' || url.password !== '') {
    throw refusal('Addresses with a user name or password in them are not opened.');
  }
  if (isForeignPort(url.port)) {
    throw refusal(`The port ${url.port} belongs to another protocol than HTTP, and was not opened.`);
  }
  assertHostAllowed(url.hostname, allowance);
}

function assertHostAllowed(hostname: string, allowance: Allowance): void {
  const host = plainHost(hostname);
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
      const trusted = allowance.hosts.has(plainHost(hostname));
      const open = trusted ? addresses : addresses.filter(({ address }) => mayConnect(address, allowance));
      const [first] = open;
      if (first === undefined) return callback(refused(hostname) as NodeJS.ErrnoException, []);
      if (options.all) return callback(null, open);
      return callback(null, first.address, first.family);
    });
  };
}

/** How undici connects through the guard. Addresses written out are checked here, because nothing looks them up. */
export function guardedConnector(
  allowance: Allowance,
  resolve: typeof lookup = lookup,
): buildConnector.connector {
  const connect = buildConnector({ lookup: guardedLookup(allowance, resolve), timeout: 10_000 });
  return (options, callback) => {
    try {
      assertHostAllowed(options.hostname, allowance);
    } catch (error) {
      return callback(error as AppError, null);
    }
    connect(options, callback);
  };
}

/** An undici dispatcher whose every connection passes the guard. */
export function guardedAgent(allowance = currentAllowance(), options: Agent.Options = {}): Agent {
  return new Agent({
    headersTimeout: 20_000,
    bodyTimeout: 20_000,
    ...options,
    connect: guardedConnector(allowance),
  });
}
