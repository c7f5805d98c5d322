import { ConnectorError } from '../../src/sdk/index.ts';
import type { Column } from './column.ts';
import { type CdcConfig, type CdcDataset, tableOf } from './config.ts';
import type { TextRow } from './session.ts';

type Query = (text: string, values?: unknown[]) => Promise<TextRow[]>;

export interface Table {
  schema: string;
  name: string;
  columns: Column[];
}

const DESCRIBE = `
  SELECT a.attname AS name, format_type(coalesce(nullif(t.typbasetype, 0), t.oid), NULL) AS type, a.attnotnull AS not_null,
    a.attstorage <> 'p' AS may_be_left_out, c.relreplident AS identity,
    EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND a.attnum = ANY(i.indkey)
      AND (CASE c.relreplident WHEN 'd' THEN i.indisprimary WHEN 'i' THEN i.indisreplident ELSE false END)) AS is_identity
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_type t ON t.oid = a.atttypid
  WHERE n.nspname = $1 AND c.relname = $2 AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  ORDER BY a.attnum`;

/**
 * Columns of a table, and whether the log can tell its changes whole. An update leaves large values out that it did not
 * touch; only with REPLICA IDENTITY FULL they come with the old row. A table that could lose one so is refused.
 */
export async function describeTable(query: Query, dataset: CdcDataset): Promise<Table> {
  const { schema, name } = tableOf(dataset);
  const rows = await query(DESCRIBE, [schema, name]);
  if (rows.length === 0)
    throw new ConnectorError('drift', `dataset ${dataset.name}: there is no table ${schema}.${name}`);
  const columns = rows.map((row) => ({ name: row.name!, type: row.type!, notNull: row.not_null === 't' }));
  const full = rows[0]!.identity === 'f';
  const remedy = `ALTER TABLE ${schema}.${name} REPLICA IDENTITY FULL`;
  for (const key of dataset.key) {
    const row = rows.find((candidate) => candidate.name === key);
    if (!row) throw new ConnectorError('drift', `dataset ${dataset.name} has no column "${key}"`);
    if (row.not_null !== 't')
      throw new ConnectorError('config', `dataset ${dataset.name}: key column ${key} may be null`);
    if (!full && row.is_identity !== 't')
      throw new ConnectorError(
        'config',
        `dataset ${dataset.name}: a delete would not say its ${key}; the owner runs: ${remedy}`,
      );
  }
  const large = rows.find((row) => row.may_be_left_out === 't');
  if (!full && large)
    throw new ConnectorError(
      'config',
      `dataset ${dataset.name}: an update would leave out a large ${large.name} that it did not touch; the owner runs: ${remedy}`,
    );
  return { schema, name, columns };
}

/** Throws `config`, with what the owner has to run, unless the log carries this table to us. */
export async function assertPublished(query: Query, config: CdcConfig, table: Table): Promise<void> {
  const [server] = await query(`SELECT current_setting('wal_level') AS level,
    (SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user) AS may_replicate`);
  if (server!.level !== 'logical')
    throw new ConnectorError(
      'config',
      `wal_level is ${server!.level}; it must be logical (and the server restarted)`,
    );
  if (server!.may_replicate !== 't')
    throw new ConnectorError('auth', 'the role may not replicate; the owner runs: ALTER ROLE … REPLICATION');
  const [publication] = await query(
    `SELECT p.pubinsert AND p.pubupdate AND p.pubdelete AS has_all, t.tablename AS name FROM pg_publication p
     LEFT JOIN pg_publication_tables t ON t.pubname = p.pubname AND t.schemaname = $2 AND t.tablename = $3
     WHERE p.pubname = $1`,
    [config.publication, table.schema, table.name],
  );
  const full = `${table.schema}.${table.name}`;
  if (!publication)
    throw new ConnectorError(
      'config',
      `there is no publication; the owner runs: CREATE PUBLICATION ${config.publication} FOR TABLE ${full}`,
    );
  if (publication.name === null)
    throw new ConnectorError(
      'config',
      `${full} is not published; the owner runs: ALTER PUBLICATION ${config.publication} ADD TABLE ${full}`,
    );
  if (publication.has_all !== 't')
    throw new ConnectorError(
      'config',
      `publication ${config.publication} leaves out inserts, updates or deletes`,
    );
}
