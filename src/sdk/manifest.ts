import { z } from 'zod';
import { Problem } from '../kernel/problem.ts';
import { CONNECTOR_MANIFEST_INVALID } from '../kernel/problems/connector.ts';
import type { Manifest } from './contract.ts';
import { compileSchema } from './schema.ts';

/** Version of the contract that this hub speaks; a manifest's `api` must name it. */
const CONTRACT_VERSION = 1;

// https://semver.org, the expression it suggests, without build metadata.
const SEMVER = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/;

/** Entries of a `connector.json`, one by one. */
export const manifestShape = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'kebab-case'),
  version: z.string().regex(SEMVER, 'a semantic version, e.g. 1.0.0'),
  api: z.literal(`^${CONTRACT_VERSION}`, {
    error: `must be "^${CONTRACT_VERSION}", the contract of this hub`,
  }),
  licence: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.+-]*$/, 'an SPDX identifier, e.g. Apache-2.0'),
  description: z.string().min(1),
  modes: z
    .array(z.enum(['sync', 'live', 'stream', 'push']))
    .min(1)
    .refine((modes) => new Set(modes).size === modes.length, 'names a mode twice'),
  config: z
    .record(z.string(), z.unknown())
    .refine((schema) => schema.type === 'object', 'must describe an object'),
  permissions: z.strictObject({
    net: z.array(z.string().min(1)).optional(),
    fs: z.array(z.string().min(1)).optional(),
  }),
  cursorVersion: z.number().int().min(1).optional(),
});

/** Throws the Problem for a place in this connector's manifest. */
export function refuseManifest(name: string): (path: string, reason: string) => never {
  return (path, reason) => {
    throw new Problem(CONNECTOR_MANIFEST_INVALID, { name, path, reason }, { where: { field: path } });
  };
}

/** A `connector.json` as read from disk → the manifest, or a Problem that names the place. Runs no code of the connector. */
export function judgeManifest(json: unknown): Manifest {
  const name = String((json as { name?: unknown } | null)?.name ?? '?');
  const refuse = refuseManifest(name);
  const parsed = manifestShape.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    return refuse(issue.path.join('.') || '(root)', issue.message);
  }
  try {
    compileSchema(parsed.data.config);
  } catch (error) {
    refuse('config', error instanceof Error ? error.message : String(error));
  }
  return parsed.data as Manifest;
}
