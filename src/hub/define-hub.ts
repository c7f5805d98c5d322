import { z } from 'zod';
import type { Policy } from '../access/principal.ts';
import { Problem } from '../kernel/problem.ts';
import { CONFIG_INVALID } from '../kernel/problems/config.ts';
import type { SourceDefinition } from '../sdk/index.ts';
import { type AllowedConnector, nameOf } from '../sdk/package-loader.ts';
import type { Trust } from '../store/trust.ts';
import type { MemberSettings } from './member-subgraphs.ts';
import { assertTrustOrders } from './shared-datasets.ts';

/** One province's hub: its own codes, its sources, who may do what. */
export interface HubDefinition {
  province: {
    /** Code of the province in the code set in force, e.g. `24`. */
    code: string;
    nameVi: string;
    nameEn: string;
  };
  sources: SourceDefinition[];
  /**
   * Connectors that this hub may run beside those of connectors/index.ts: npm packages or folders, each with its exact
   * version. Nothing that is not on this list is loaded, whatever is installed.
   */
  connectors?: AllowedConnector[];
  policies: Policy[];
  /**
   * Dataset → hours its records are kept, counted on when they were observed. What is not named is kept for good:
   * nothing is swept away that nobody said may go.
   */
  retentionHours?: Record<string, number>;
  /** Subgraphs that members run, beside those that come by `hub subgraph publish`. */
  subgraphs?: MemberSubgraphDefinition[];
  /** Folder of `*.graphql` documents that clients are known to ask: compiled before the first of them comes. */
  operations?: string;
  /**
   * Dataset that several sources feed → whose word holds. What each says is kept and shown; without an order the latest
   * known holds.
   */
  trust?: Record<string, Trust>;
  /** What the operator decides about the gateway's HTTP side. */
  http?: {
    /** Most operations in one request (a JSON array). Default 0: such requests are refused. */
    batchLimit?: number;
    /** Memory for answers that are open data, in bytes. Default 32 MiB; 0 keeps none. */
    cacheBytes?: number;
    /** Event streams open at a time of one key, or of one address without a key. Default 1,000. */
    streamLimit?: number;
  };
  /** Start the simulated ministries beside the hub. Absent in production. */
  demonstration?: boolean;
  /** Keys that a demonstration hands out: name → who it is for. Absent in production. */
  demoKeys?: Record<string, { subsystem: string; role: string }>;
}

/** A member's subgraph, called over HTTP. Secrets are named (`env('NAME')`), never written. */
export interface MemberSubgraphDefinition extends MemberSettings {
  /** kebab-case. */
  name: string;
  /** INSTANCE/CLASS/MEMBER/SUBSYSTEM of who runs it. */
  owner: string;
  /** File with its federation SDL, from the folder the hub is started in. */
  schema: string;
}

const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'kebab-case');

const owner = z.string().regex(/^[^/]+\/[^/]+\/[^/]+(\/[^/]+)?$/, 'INSTANCE/CLASS/MEMBER[/SUBSYSTEM]');

const shape = z.object({
  province: z.object({
    code: z.string().regex(/^\d{2}$/),
    nameVi: z.string().min(1),
    nameEn: z.string().min(1),
  }),
  sources: z.array(
    z.object({
      name,
      titleVi: z.string().min(1),
      titleEn: z.string().min(1),
      owner,
      channel: z.enum(['NDOP', 'NDXP', 'LGSP', 'DIRECT_LAB']),
      connector: name,
      network: z
        .array(
          z.union([z.cidrv4(), z.cidrv6()], { error: 'a network is written as CIDR, e.g. 10.20.0.0/16' }),
        )
        .optional(),
      bindings: z
        .array(
          z.object({
            from: z.string().min(1),
            to: z.string().min(1),
            mode: z.enum(['sync', 'stream', 'live', 'push']),
            key: z.array(z.string().min(1)).min(1).optional(),
            land: z.boolean().optional(),
            every: z
              .string()
              .regex(/^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/, 'ISO 8601 duration, e.g. PT15S')
              .optional(),
            timeoutMs: z.number().int().min(50).max(60_000).optional(),
          }),
        )
        .min(1, 'a source without bindings feeds nothing'),
    }),
  ),
  connectors: z
    .array(
      z
        .strictObject({
          package: z.string().min(1).optional(),
          folder: z.string().min(1).optional(),
          version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'an exact version, e.g. 1.0.0'),
          integrity: z
            .string()
            .regex(/^sha512-[A-Za-z0-9+/]{86}==$/, 'sha512-…, as "hub connector check" prints it')
            .optional(),
          grants: z
            .strictObject({ net: z.array(z.string()).optional(), fs: z.array(z.string()).optional() })
            .optional(),
        })
        .refine(
          (line) => (line.package === undefined) !== (line.folder === undefined),
          'either "package" or "folder"',
        ),
    )
    .optional(),
  policies: z.array(z.object({ role: z.string().min(1) })),
  http: z
    .strictObject({
      batchLimit: z.number().int().min(0).max(100).optional(),
      cacheBytes: z.number().int().min(0).optional(),
      streamLimit: z.number().int().min(1).optional(),
    })
    .optional(),
  retentionHours: z.record(z.string(), z.number().positive()).optional(),
  operations: z.string().min(1).optional(),
  subgraphs: z
    .array(z.object({ name, owner, schema: z.string().min(1), url: z.url({ protocol: /^https?$/ }) }))
    .optional(),
  trust: z
    .record(
      z.string(),
      z.strictObject({
        order: z.array(z.string()).optional(),
        fields: z.record(z.string(), z.array(z.string())).optional(),
      }),
    )
    .optional(),
});

/** Declares a hub; the first wrong line is named by its path. */
export function defineHub(hub: HubDefinition): HubDefinition {
  const parsed = shape.safeParse(hub);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    fail(toPath(issue.path, hub), issue.message);
  }
  assertUnique(
    'sources',
    hub.sources.map((source) => source.name),
  );
  assertUnique('connectors', (hub.connectors ?? []).map(nameOf));
  assertUnique(
    'subgraphs',
    (hub.subgraphs ?? []).map((subgraph) => subgraph.name),
  );
  assertUnique(
    'policies',
    hub.policies.map((policy) => policy.role),
  );
  assertTrustOrders(hub);
  for (const [key, { role }] of Object.entries(hub.demoKeys ?? {}))
    if (!hub.policies.some((policy) => policy.role === role))
      fail(`demoKeys.${key}.role`, `there is no policy "${role}"`);
  return hub;
}

/** `sources[1](population).bindings[0].every`: a person finds a source by its name, not by its place. */
function toPath(path: PropertyKey[], hub: HubDefinition): string {
  let shown = '';
  path.forEach((part, index) => {
    if (typeof part !== 'number') shown += shown === '' ? String(part) : `.${String(part)}`;
    else shown += `[${part}]${path[index - 1] === 'sources' ? `(${hub.sources[part]?.name ?? '?'})` : ''}`;
  });
  return shown;
}

function assertUnique(list: string, names: string[]): void {
  const repeated = names.find((candidate, index) => names.indexOf(candidate) !== index);
  if (repeated) fail(list, `"${repeated}" stands twice`);
}

function fail(path: string, reason: string): never {
  throw new Problem(CONFIG_INVALID, { path, reason }, { where: { file: 'hub.config.ts', field: path } });
}
