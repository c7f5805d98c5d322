import { createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Log } from '../../../kernel/log.ts';
import { generateResident, RESIDENT_COLUMNS } from '../../generate/resident.ts';
import type { World } from '../../generate/world.ts';

export interface PopulationDatabase {
  host: string;
  port: number;
  database: string;
  /** Role that may read `cong_dan` and nothing else. */
  user: string;
  password: string;
}

/** Raised when the generator's output changes, so that an old table is loaded again. */
const GENERATOR_VERSION = 1;
const LOAD_LOCK = 0x63_6f_6e_67;

const TABLE = `
  CREATE TABLE IF NOT EXISTS cong_dan (
    so_dinh_danh varchar(12) PRIMARY KEY,
    ho_va_ten text NOT NULL,
    ngay_sinh varchar(10) NOT NULL,
    gioi_tinh text NOT NULL,
    quoc_tich char(2) NOT NULL,
    ma_don_vi varchar(5) NOT NULL,
    ma_don_vi_tu_ngay varchar(10) NOT NULL,
    dia_chi text NOT NULL,
    ma_ho text NOT NULL,
    quan_he_chu_ho text NOT NULL,
    tinh_trang text NOT NULL,
    muc_dinh_danh smallint,
    cap_nhat_luc timestamptz NOT NULL,
    ghi_chu text NOT NULL
  );
  CREATE INDEX IF NOT EXISTS cong_dan_don_vi ON cong_dan (ma_don_vi);
  CREATE INDEX IF NOT EXISTS cong_dan_ho ON cong_dan (ma_ho);
  CREATE TABLE IF NOT EXISTS phien_ban_du_lieu (ban text PRIMARY KEY);
`;

/**
 * The population register: a database of its own, filled by COPY when it is missing or holds another world.
 * Residents stay here; the hub looks them up and never copies them.
 */
export async function preparePopulationDatabase(options: {
  adminUrl: string;
  database: string;
  world: World;
  log: Log;
}): Promise<PopulationDatabase> {
  const { adminUrl, database, world, log } = options;
  const user = `${database}_tra_cuu`;
  // Derived, so that two hubs on one cluster agree; the data behind it is made up.
  const password = createHmac('sha256', `population ${world.seed}`).update(database).digest('base64url');
  const address = new URL(adminUrl);

  await withClient(adminUrl, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [LOAD_LOCK]);
    const known = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (known.rowCount === 0)
      await admin.query(
        `CREATE DATABASE ${pg.escapeIdentifier(database)} ENCODING 'UTF8' TEMPLATE template0`,
      );
    const role = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [user]);
    await admin.query(
      `${role.rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${pg.escapeIdentifier(user)} ` +
        `LOGIN PASSWORD ${pg.escapeLiteral(password)}`,
    );
    // Still under the lock: a second hub on this cluster waits and finds the table filled.
    const own = new URL(adminUrl);
    own.pathname = `/${database}`;
    await withClient(own.href, (client) => fill(client, user, world, log));
  });
  return { host: address.hostname, port: Number(address.port || 5432), database, user, password };
}

async function fill(client: pg.Client, user: string, world: World, log: Log): Promise<void> {
  const version = `${GENERATOR_VERSION}/${world.seed}/${world.sizes.residents}`;
  await client.query(TABLE);
  await client.query(`GRANT SELECT ON cong_dan TO ${pg.escapeIdentifier(user)}`);
  const loaded = await client.query('SELECT 1 FROM phien_ban_du_lieu WHERE ban = $1', [version]);
  if (loaded.rowCount !== 0) return;
  const started = performance.now();
  await client.query('BEGIN');
  await client.query('TRUNCATE cong_dan, phien_ban_du_lieu');
  await pipeline(
    Readable.from(encodeResidents(world)),
    client.query(copyFrom(`COPY cong_dan (${RESIDENT_COLUMNS.join(', ')}) FROM STDIN`)),
  );
  await client.query('INSERT INTO phien_ban_du_lieu VALUES ($1)', [version]);
  await client.query('COMMIT');
  await client.query('ANALYZE cong_dan');
  const ms = Math.round(performance.now() - started);
  log.info({ area: 'demo', name: 'population', rows: world.sizes.residents, ms }, 'population loaded');
}

const CHUNK_ROWS = 500;

/** COPY text format, some hundred rows a chunk; no more than one chunk is held. */
function* encodeResidents(world: World): Generator<string> {
  let chunk = '';
  for (let index = 0; index < world.sizes.residents; index++) {
    const resident = generateResident(world, index);
    chunk += `${RESIDENT_COLUMNS.map((column) => resident[column] ?? '\\N').join('\t')}\n`;
    if (index % CHUNK_ROWS === CHUNK_ROWS - 1) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk) yield chunk;
}

async function withClient(url: string, use: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
