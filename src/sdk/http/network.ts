import dns from 'node:dns';
import net from 'node:net';
import { ConnectorError } from '../contract.ts';
import { type Grant, parseGrants, refuseAddress } from './address-rules.ts';

/** `dns.lookup` as sockets call it; replaced in tests. */
export type Lookup = typeof dns.lookup;
type LookupDone = (error: Error | null, address?: string | dns.LookupAddress[], family?: number) => void;

/** Code of the error that a refused connection ends with; the reason is in `refusalOf`. */
export const ADDRESS_REFUSED = 'EADDRESSREFUSED';

/** Which machines one source may reach. */
export interface Network {
  /** Throws `config` when the host is written as an address that may not be reached. Asks no resolver. */
  assertLiteral(host: string): void;
  /** Resolves the host; throws `config` unless every address may be reached, `transient` when it has none. */
  assertHost(host: string): Promise<void>;
  /** For sockets: resolves and judges in one step, so nothing can change between the check and the connection. */
  lookup(hostname: string, options: dns.LookupOptions, done: LookupDone): void;
  /** Why the last connection to this host was refused. */
  refusalOf(host: string): ConnectorError | undefined;
}

export interface NetworkOptions {
  source: string;
  /** CIDRs beyond the public internet: `network` of the source. */
  grants?: readonly string[];
  lookup?: Lookup;
}

/** Brackets of an IPv6 address inside a URL, and the zone of a link-local one, are no part of the address. */
const bare = (host: string) => host.replace(/^\[|\]$/g, '').replace(/%.*$/, '');

/** Guards against requests that are led inside (SSRF, OWASP API7:2023): an address is public, or it was granted. */
export function createNetwork({ source, grants = [], lookup = dns.lookup }: NetworkOptions): Network {
  const granted: Grant[] = parseGrants(source, grants);
  const refusals = new Map<string, ConnectorError>();

  const judge = (host: string, address: string): ConnectorError | undefined => {
    const refusal = refuseAddress(address, granted);
    if (!refusal) return undefined;
    const named = host === address ? host : `${host} stands for ${address}, which`;
    return new ConnectorError(
      'config',
      `${source}: ${named} is not a public address (${refusal.reason}); to permit it, add "${refusal.grant}" to the source's network`,
    );
  };
  const judgeAll = (host: string, addresses: readonly dns.LookupAddress[]) =>
    addresses.map(({ address }) => judge(host, address)).find((refusal) => refusal !== undefined);

  const resolveAll = (host: string, options: dns.LookupOptions) =>
    new Promise<dns.LookupAddress[]>((resolve, reject) => {
      lookup(host, { ...options, all: true }, (error, addresses) =>
        error ? reject(error) : resolve(addresses as dns.LookupAddress[]),
      );
    });

  return {
    assertLiteral(host) {
      if (net.isIP(bare(host)) === 0) return;
      const refusal = judge(bare(host), bare(host));
      if (refusal) throw refusal;
    },
    async assertHost(host) {
      const name = bare(host);
      const addresses =
        net.isIP(name) > 0
          ? [{ address: name, family: net.isIP(name) }]
          : await resolveAll(name, {}).catch((error: { code?: string }) => {
              throw new ConnectorError('transient', `${source}: ${name} has no address (${error.code})`);
            });
      const refusal = judgeAll(name, addresses);
      if (refusal) throw refusal;
    },
    lookup(hostname, options, done) {
      resolveAll(hostname, options).then((addresses) => {
        const refusal = judgeAll(hostname, addresses);
        if (refusal) {
          refusals.set(hostname, refusal);
          return done(Object.assign(new Error('address refused'), { code: ADDRESS_REFUSED }));
        }
        return options.all ? done(null, addresses) : done(null, addresses[0]!.address, addresses[0]!.family);
      }, done);
    },
    refusalOf: (host) => refusals.get(bare(host)),
  };
}
