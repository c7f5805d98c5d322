import { z } from 'zod';
import type { Policy } from '../access/principal.ts';
import { Problem } from '../kernel/problem.ts';
import { CONFIG_INVALID } from '../kernel/problems/config.ts';
import type { SourceDefinition } from '../sdk/index.ts';

/** One province's hub: its own codes, its sources, who may do what. */
export interface HubDefinition {
  province: {
    /** Code of the province in the code set in force, e.g. `24`. */
    code: string;
    nameVi: string;
    nameEn: string;
  };
  sources: SourceDefinition[];
  policies: Policy[];
  /**
   * Dataset → hours its records are kept, counted on when they were observed. What is not named is kept for good:
   * nothing is swept away that nobody said may go.
   */
  retentionHours?: Record<string, number>;
  /** Start the simulated ministries beside the hub. Absent in production. */
  demonstration?: boolean;
  /** Keys that a demonstration hands out: name → who it is for. Absent in production. */
  demoKeys?: Record<string, { subsystem: string; role: string }>;
}

const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'kebab-case');

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
      owner: z.string().regex(/^[^/]+\/[^/]+\/[^/]+(\/[^/]+)?$/, 'INSTANCE/CLASS/MEMBER[/SUBSYSTEM]'),
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
  policies: z.array(z.object({ role: z.string().min(1) })),
  retentionHours: z.record(z.string(), z.number().positive()).optional(),
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
  assertUnique(
    'policies',
    hub.policies.map((policy) => policy.role),
  );
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
