import type pg from 'pg';
import type { RemoteSettings } from '../gateway/subgraph.ts';

/** A value kept elsewhere: the NAME of an environment variable, never the value. */
export interface Reference {
  readonly env: string;
}

/** Settings of a member's subgraph as they are written down; see RemoteSettings for meanings and defaults. */
export interface MemberSettings extends Omit<RemoteSettings, 'headers' | 'tls'> {
  readonly headers?: Readonly<Record<string, string | Reference>>;
  /** Field classes that the member may be sent, besides what is open: a record of the grant. */
  readonly receives?: readonly string[];
  /** Names of PEM files on the hub's machine. */
  readonly tls?: { readonly caFile?: string; readonly certFile?: string; readonly keyFile?: string };
}

/** A member's subgraph as the registry has it. */
export interface RegisteredSubgraph {
  readonly name: string;
  readonly version: number;
  /** INSTANCE/CLASS/MEMBER/SUBSYSTEM of who runs it. */
  readonly owner: string;
  readonly sdl: string;
  readonly settings: MemberSettings;
  readonly publishedBy: string;
  readonly publishedAt: Date;
}

/** The registry: every version stays, the newest that was not withdrawn counts. */
export interface SubgraphRegistry {
  list(): Promise<RegisteredSubgraph[]>;
  publish(
    subgraph: Omit<RegisteredSubgraph, 'version' | 'publishedAt'>,
  ): Promise<{ readonly version: number }>;
  /** False: there is none of that name. */
  withdraw(name: string, by: string): Promise<boolean>;
  /** Changes whenever what `list` answers changes. */
  revision(): Promise<string>;
}

const PRESENT = `
  SELECT DISTINCT ON (name) name, version, owner, sdl, settings, withdrawn_at,
         published_by AS "publishedBy", published_at AS "publishedAt"
  FROM member_subgraph ORDER BY name, version DESC`;

export function createSubgraphRegistry(pool: pg.Pool): SubgraphRegistry {
  return {
    list: async () => {
      const { rows } = await pool.query<RegisteredSubgraph>(
        `SELECT * FROM (${PRESENT}) present WHERE withdrawn_at IS NULL ORDER BY name`,
      );
      return rows;
    },
    publish: async ({ name, owner, sdl, settings, publishedBy }) => {
      // The primary key decides between two that publish at once: the second is told, and tries again.
      const { rows } = await pool.query<{ version: number }>(
        `INSERT INTO member_subgraph (name, version, owner, sdl, settings, published_by)
         SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5 FROM member_subgraph WHERE name = $1
         RETURNING version`,
        [name, owner, sdl, settings, publishedBy],
      );
      return rows[0]!;
    },
    withdraw: async (name, by) => {
      const { rowCount } = await pool.query(
        `UPDATE member_subgraph SET withdrawn_at = now(), withdrawn_by = $2
         WHERE name = $1 AND withdrawn_at IS NULL`,
        [name, by],
      );
      return (rowCount ?? 0) > 0;
    },
    revision: async () => {
      const { rows } = await pool.query<{ revision: string }>(
        `SELECT count(*) || '/' || count(withdrawn_at) AS revision FROM member_subgraph`,
      );
      return rows[0]!.revision;
    },
  };
}
