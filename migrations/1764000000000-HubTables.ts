import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The hub's own tables: outbox, cursors, runs, refused records, keys. */
export class HubTables1764000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE event (
        id bigserial PRIMARY KEY,
        xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        name text NOT NULL,
        dataset text NOT NULL,
        items jsonb NOT NULL,
        occurred_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX event_feed ON event (xid, id);
      CREATE INDEX event_occurred_at ON event (occurred_at);

      CREATE TABLE source_cursor (
        source text NOT NULL,
        dataset text NOT NULL,
        cursor text NOT NULL,
        moved_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (source, dataset)
      );

      CREATE TABLE ingest_run (
        id uuid PRIMARY KEY,
        source text NOT NULL,
        dataset text NOT NULL,
        mode text NOT NULL,
        started_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,
        status text NOT NULL CHECK (status IN ('RUNNING', 'SUCCEEDED', 'FAILED', 'INTERRUPTED')),
        pages int NOT NULL DEFAULT 0,
        inserted bigint NOT NULL DEFAULT 0,
        updated bigint NOT NULL DEFAULT 0,
        unchanged bigint NOT NULL DEFAULT 0,
        deleted bigint NOT NULL DEFAULT 0,
        quarantined bigint NOT NULL DEFAULT 0,
        problem jsonb
      );
      CREATE INDEX ingest_run_latest ON ingest_run (source, dataset, started_at DESC);

      CREATE TABLE quarantine (
        id bigserial PRIMARY KEY,
        source text NOT NULL,
        dataset text NOT NULL,
        run text NOT NULL,
        raw text NOT NULL,
        reason text NOT NULL,
        field text,
        message text NOT NULL,
        src_uri text,
        src_pos text,
        first_seen_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        times_seen int NOT NULL DEFAULT 1
      );
      CREATE UNIQUE INDEX quarantine_once
        ON quarantine (source, dataset, md5(raw), (coalesce(src_uri, '')), (coalesce(src_pos, '')));

      CREATE TABLE hub_secret (
        name text PRIMARY KEY,
        value bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      -- Case and accents folded (đ by hand: it has no decomposition), for searches by people.
      CREATE FUNCTION hub_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT lower(translate(regexp_replace(normalize(value, NFD), '[\\u0300-\\u036f]', '', 'g'), 'Đđ', 'Dd'))
      $$;

      CREATE TABLE api_key (
        id uuid PRIMARY KEY,
        prefix text NOT NULL UNIQUE,
        secret_sha256 text NOT NULL,
        subsystem text NOT NULL,
        role text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz,
        revoked_at timestamptz,
        last_used_at timestamptz
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
