import type { Dataset } from '../store/dataset.ts';
import { quoteName, type Table } from '../store/table.ts';
import { batched } from './batch.ts';
import type { HubContext } from './context.ts';
import { type List, type PagePlan, type Row, toConnection } from './list.ts';
import type { Connection, ListArgs } from './list-types.ts';
import type { SortTerm } from './order.ts';
import { toSql } from './predicate-sql.ts';

/** Reads of a stored dataset, each one SQL statement per level of the query, however many parents there are. */
export interface StoredReader {
  page(context: HubContext, args: ListArgs): Promise<Connection>;
  /** The page of one parent: rows whose `property` equals `value`. Batched over all parents of the level. */
  pageOf(context: HubContext, args: ListArgs, property: string, value: string): Promise<Connection>;
  /** One row by id; undefined = not there. Batched. */
  byId(context: HubContext, id: string): Promise<Row | undefined>;
  /** For each parent the row that comes first by a sort, e.g. the newest observation of a segment. Batched. */
  firstOf(context: HubContext, property: string, value: string, order: SortTerm[]): Promise<Row | undefined>;
}

export function selectList(table: Table, alias: string): string {
  return table.data.map((c) => `${alias}.${quoteName(c.column)} AS ${quoteName(c.property)}`).join(', ');
}

function orderList(table: Table, alias: string, terms: SortTerm[]): string {
  return terms
    .map(([property, direction]) => {
      const { column, nullable } = table.column(property)!;
      // Said only where it means something: an index is walked backwards for DESC, but not for DESC NULLS LAST.
      return `${alias}.${quoteName(column)} ${direction}${nullable ? ' NULLS LAST' : ''}`;
    })
    .join(', ');
}

export function readStored(list: List, dataset: Dataset): StoredReader {
  const reader: StoredReader = {
    page: async (context, args) => {
      context.sources.noteDataset(dataset.name);
      return pageOfTable(context, list, context.table(dataset.entity), args);
    },

    pageOf: async (context, args, property, value) => {
      context.sources.noteDataset(dataset.name);
      const table = context.table(dataset.entity);
      const plan = list.plan(context, args);
      const name = `${dataset.name}.${property}:${JSON.stringify(args)}`;
      const rows = await batched<string, Row[]>(context, name, (keys) =>
        pagesOf(context, table, plan, property, keys),
      ).load(value);
      return toConnection(context, plan, rows ?? [], async () => {
        const counts = batched<string, number>(context, `count ${name}`, (keys) =>
          countsOf(context, table, plan, property, keys),
        );
        return (await counts.load(value)) ?? 0;
      });
    },

    byId: (context, id) => {
      context.sources.noteDataset(dataset.name);
      // PostgreSQL takes no U+0000, not even to say that there is no such row.
      if (id.includes('\u0000')) return Promise.resolve(undefined);
      const table = context.table(dataset.entity);
      return batched<string, Row>(context, `${dataset.name}.id`, async (ids) => {
        const rows = await context.query<Row>(
          `SELECT ${selectList(table, 't')} FROM ${quoteName(table.name)} t WHERE t.id = ANY($1)`,
          [ids],
        );
        return new Map(rows.map((row) => [row.id as string, row]));
      }).load(id);
    },

    firstOf: async (context, property, value, order) => {
      context.sources.noteDataset(dataset.name);
      const table = context.table(dataset.entity);
      const plan: PagePlan = { where: { and: [] }, window: { and: [] }, terms: order, first: 0 };
      const name = `first ${dataset.name}.${property}:${JSON.stringify(order)}`;
      const rows = await batched<string, Row[]>(context, name, (keys) =>
        pagesOf(context, table, plan, property, keys),
      ).load(value);
      return rows?.[0];
    },
  };
  return reader;
}

/** One page of a table; a table of the hub's own needs nothing more than this. */
export async function pageOfTable(
  context: HubContext,
  list: List,
  table: Table,
  args: ListArgs,
): Promise<Connection> {
  const plan = list.plan(context, args);
  const params: unknown[] = [];
  const where = toSql(plan.window, table, 't', params);
  const rows = await context.query<Row>(
    `SELECT ${selectList(table, 't')} FROM ${quoteName(table.name)} t WHERE ${where}
     ORDER BY ${orderList(table, 't', plan.terms)} LIMIT ${plan.first + 1}`,
    params,
  );
  return toConnection(context, plan, rows, () => count(context, table, plan));
}

async function count(context: HubContext, table: Table, plan: PagePlan): Promise<number> {
  const params: unknown[] = [];
  const where = toSql(plan.where, table, 't', params);
  const [row] = await context.query<{ n: number }>(
    `SELECT count(*) AS n FROM ${quoteName(table.name)} t WHERE ${where}`,
    params,
  );
  return row!.n;
}

/** The first rows of every parent in one statement: a lateral join, so that each parent's index is walked. */
async function pagesOf(
  context: HubContext,
  table: Table,
  plan: PagePlan,
  property: string,
  keys: string[],
): Promise<Map<string, Row[]>> {
  const params: unknown[] = [keys];
  const where = toSql(plan.window, table, 't', params);
  const scope = `t.${quoteName(table.column(property)!.column)}`;
  const rows = await context.query<Row & { '#parent': string }>(
    `SELECT k.key AS "#parent", r.* FROM unnest($1::text[]) WITH ORDINALITY AS k(key, ord)
     CROSS JOIN LATERAL (
       SELECT ${selectList(table, 't')}, row_number() OVER (ORDER BY ${orderList(table, 't', plan.terms)}) AS "#place"
       FROM ${quoteName(table.name)} t WHERE ${scope} = k.key AND ${where}
       ORDER BY ${orderList(table, 't', plan.terms)} LIMIT ${plan.first + 1}) r
     ORDER BY k.ord, r."#place"`,
    params,
  );
  return group(rows, (row) => row['#parent']);
}

async function countsOf(context: HubContext, table: Table, plan: PagePlan, property: string, keys: string[]) {
  const params: unknown[] = [keys];
  const where = toSql(plan.where, table, 't', params);
  const scope = `t.${quoteName(table.column(property)!.column)}`;
  const rows = await context.query<{ key: string; n: number }>(
    `SELECT ${scope} AS key, count(*) AS n FROM ${quoteName(table.name)} t WHERE ${scope} = ANY($1) AND ${where} GROUP BY 1`,
    params,
  );
  return new Map(rows.map((row) => [row.key, row.n]));
}

function group<R>(rows: R[], keyOf: (row: R) => string): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
