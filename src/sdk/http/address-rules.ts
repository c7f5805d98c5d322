import net from 'node:net';
import ipaddr from 'ipaddr.js';
import { ConnectorError } from '../contract.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A network that was granted: first address and length of the prefix. */
export type Grant = [Address, number];

/**
 * Where machines in a cloud get their credentials. Granting a whole network does not open these: each must be
 * granted by itself, as /32 or /128.
 */
const METADATA = new Set([
  '169.254.169.254', // AWS, Azure, Google, DigitalOcean, OpenStack
  '169.254.170.2', // AWS ECS
  '169.254.170.23', // AWS EKS
  '100.100.100.200', // Alibaba
  '192.0.0.192', // Oracle
  '168.63.129.16', // Azure; lies in a public range
  'fd00:ec2::254', // AWS
  'fd00:ec2::23', // AWS EKS
  'fd20:ce::254', // Google
]);

const NAT64 = ipaddr.parseCIDR('64:ff9b::/96') as [ipaddr.IPv6, number];
/** All that is assigned as global unicast (RFC 4291 §2.4, IANA). */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/** The address that a packet really goes to: IPv4 written as IPv6 (mapped, or through a translator) is IPv4. */
function unwrap(address: Address): Address {
  if (!(address instanceof ipaddr.IPv6)) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  if (address.match(NAT64)) return new ipaddr.IPv4(address.toByteArray().slice(12));
  return address;
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  return !(address instanceof ipaddr.IPv6) || address.match(GLOBAL_UNICAST);
}

const bitsOf = (address: Address) => (address instanceof ipaddr.IPv6 ? 128 : 32);

function isIn(address: Address, [network, bits]: Grant): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}

/** `network` of a source, read. Throws `config` for what is no CIDR. */
export function parseGrants(source: string, grants: readonly string[]): Grant[] {
  return grants.map((grant) => {
    const [address = '', bits = ''] = grant.split('/');
    // The library reads 010.0.0.0 as octal; what is not plain is refused rather than guessed.
    if (net.isIP(address) === 0 || !/^\d+$/.test(bits) || !ipaddr.isValidCIDR(grant))
      throw new ConnectorError('config', `${source}: network "${grant}" is no CIDR, e.g. 10.20.0.0/16`);
    return ipaddr.parseCIDR(grant);
  });
}

/** Undefined = may be reached; else what the address is, and the grant that would permit it. */
export function refuseAddress(
  text: string,
  grants: readonly Grant[],
): { reason: string; grant: string } | undefined {
  const address = unwrap(ipaddr.parse(text));
  const exact = `${address.toString()}/${bitsOf(address)}`;
  if (METADATA.has(address.toString())) {
    const isNamed = grants.some((grant) => grant[1] === bitsOf(address) && isIn(address, grant));
    return isNamed ? undefined : { reason: 'cloud metadata', grant: exact };
  }
  if (isPublic(address) || grants.some((grant) => isIn(address, grant))) return undefined;
  const range = address.range();
  return { reason: range === 'unicast' ? 'unassigned' : range, grant: exact };
}
