/** Which network addresses are what (IANA special-purpose registries, RFC 6890 and its updates). */
import { BlockList, isIP } from 'node:net';

/** Networks of one's own: what a person may mean when they say that a server stands in the private network. */
const privateNetworks: readonly string[] = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::1',
  'fc00::/7',
];

/** Where clouds hand out credentials, as far as it lies within the private networks; the rest is link-local. */
const metadataServices: readonly string[] = ['100.100.100.200', 'fd00:ec2::254', 'fd20:ce::254'];

/** Everything else that is not the public internet, link-local addresses and their metadata services included. */
const special: readonly string[] = [
  '0.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Holds `::` and the deprecated IPv4-compatible addresses.
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
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

/** Addresses and CIDR ranges as something that can be asked. */
export function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return list;
}

/** An IPv4 address written as IPv6 (::ffff:127.0.0.1) is taken for what it reaches. */
export function contains(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

const own = listOf(privateNetworks);
const metadata = listOf(metadataServices);
const notPublic = listOf([...privateNetworks, ...special]);

export function isPublic(address: string): boolean {
  return !contains(notPublic, address);
}

/** In a private network or on this machine, and no place where credentials are handed out. */
export function isOwnNetwork(address: string): boolean {
  return contains(own, address) && !contains(metadata, address);
}

/** Ports that belong to other protocols, which a request could be made to speak (Fetch Standard, "port blocking"). */
const foreignPorts = new Set([
  ...[
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103,
    104,
  ],
  ...[
    109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
    526,
  ],
  ...[
    530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659,
    4045,
  ],
  ...[4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080],
]);

export function isForeignPort(port: string): boolean {
  return port !== '' && foreignPorts.has(Number(port));
}
