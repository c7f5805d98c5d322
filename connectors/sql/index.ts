import {
  type Connector,
  ConnectorError,
  type Ctx,
  defineConnector,
  type Manifest,
  type SourceDataset,
} from '../../src/sdk/index.ts';
import { toColumnSchema } from './column.ts';
import type { SqlConfig, SqlDataset } from './config.ts';
import manifest from './connector.json' with { type: 'json' };
import { type Database, openDatabase } from './database.ts';
import { lookUp } from './look-up.ts';
import { readDataset } from './read.ts';
import { openRelation, type Relation } from './relation.ts';

const OPS = ['eq', 'in', 'lt', 'lte', 'gt', 'gte', 'like', 'isNull'] as const;

function toSourceDataset(dataset: SqlDataset, relation: Relation): SourceDataset {
  const { key, cursor, live } = dataset;
  const columns = [...relation.columns.values()];
  const sure = columns.filter((column) => column.notNull || key.includes(column.name));
  return {
    name: dataset.name,
    schema: dataset.schema ?? {
      type: 'object',
      properties: Object.fromEntries(
        columns.map((column) => [column.name, toColumnSchema({ ...column, notNull: sure.includes(column) })]),
      ),
      required: sure.map((column) => column.name),
    },
    key,
    ...(cursor
      ? {
          cursor: {
            fields: cursor.fields,
            ...(cursor.lookback === undefined ? {} : { lookback: cursor.lookback }),
          },
        }
      : {}),
    deletes: cursor ? 'none' : 'snapshot',
    ...(live
      ? { live: { keys: live.keys, maxKeys: live.maxKeys, ops: [...OPS], sort: true, limit: true } }
      : {}),
  };
}

/** What a JSON Schema can say only in a way that no form shows. */
function assertConfig({ datasets }: SqlConfig): void {
  for (const { name, table, query } of datasets)
    if ((table === undefined) === (query === undefined))
      throw new ConnectorError('config', `dataset ${name}: either table or query, not both and not none`);
}

function createSql(first: Ctx<SqlConfig>): Connector<SqlConfig> {
  assertConfig(first.config);
  let opened: Promise<Database> | undefined;
  const relations = new Map<string, Promise<Relation>>();

  const database = () => {
    opened ??= openDatabase(first);
    opened.catch(() => {
      opened = undefined; // a secret that was missing may be there next time
    });
    return opened;
  };
  const find = (name: string) => {
    const dataset = first.config.datasets.find((candidate) => candidate.name === name);
    if (!dataset) throw new ConnectorError('config', `no dataset "${name}" is configured`);
    return dataset;
  };
  /** Described once; forgotten when the description fails or no longer fits. */
  const relationOf = async (dataset: SqlDataset, signal: AbortSignal): Promise<Relation> => {
    let relation = relations.get(dataset.name);
    if (!relation) {
      relation = openRelation(await database(), dataset, signal);
      relations.set(dataset.name, relation);
      relation.catch(() => relations.delete(dataset.name));
    }
    return relation;
  };
  const forgetOnDrift = (dataset: SqlDataset) => (error: unknown) => {
    if (error instanceof ConnectorError && error.kind === 'drift') relations.delete(dataset.name);
    throw error;
  };

  return {
    async check(ctx) {
      const { driver, run } = await database();
      const [row] = await run(driver.version, [], ctx.signal);
      for (const dataset of ctx.config.datasets)
        await relationOf(dataset, ctx.signal).catch(forgetOnDrift(dataset));
      return { ok: true, detail: `${driver.title} ${row!.version}` };
    },
    async discover(ctx) {
      relations.clear();
      return Promise.all(
        ctx.config.datasets.map(async (dataset) =>
          toSourceDataset(dataset, await relationOf(dataset, ctx.signal)),
        ),
      );
    },
    async *read(ctx, request) {
      const dataset = find(request.dataset.name);
      relations.delete(dataset.name); // a run begins with the columns of today
      yield* readDataset(ctx, await database(), await relationOf(dataset, ctx.signal), dataset, request);
    },
    async query(ctx, query) {
      const dataset = find(query.dataset.name);
      const relation = await relationOf(dataset, ctx.signal);
      return lookUp(await database(), relation, dataset, query, ctx.signal).catch(forgetOnDrift(dataset));
    },
    async close() {
      const closing = opened;
      opened = undefined;
      await (await closing)?.close();
    },
  };
}

export const sql = defineConnector<SqlConfig>({ manifest: manifest as Manifest, create: createSql });
