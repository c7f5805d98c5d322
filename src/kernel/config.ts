import path from 'node:path';
import { z } from 'zod';
import { Problem } from './problem.ts';
import { CONFIG_ENV_INVALID } from './problems/config.ts';

/** What an operator sets from outside. Everything else stands in hub.config.ts. */
export interface Environment {
  port: number;
  /** Address to listen on. Loopback unless told otherwise. */
  host: string;
  dataDir: string;
  databaseUrl: string | undefined;
  logLevel: string;
  demoScale: 'small' | 'province';
}

const shape = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  HUB_DATA_DIR: z.string().min(1).default('.hub'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'postgres://…')
    .optional(),
  HUB_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  HUB_DEMO_SCALE: z.enum(['small', 'province']).default('small'),
});

/** Reads the environment; the first bad variable is named, with what was expected. */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = shape.safeParse(set);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const name = String(issue.path[0]);
    throw new Problem(CONFIG_ENV_INVALID, { name, reason: issue.message }, { where: { field: name } });
  }
  const value = parsed.data;
  return {
    port: value.PORT,
    host: value.HOST,
    dataDir: path.resolve(value.HUB_DATA_DIR),
    databaseUrl: value.DATABASE_URL,
    logLevel: value.HUB_LOG_LEVEL,
    demoScale: value.HUB_DEMO_SCALE,
  };
}
