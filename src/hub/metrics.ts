import type pg from 'pg';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Bus } from '../events/bus.ts';
import type { Ingest } from '../ingest/ingest.ts';

/** What an operator watches: the process, the sources, the outbox, the subscribers. */
export function createMetrics(pool: pg.Pool, bus: Bus, ingest: Ingest): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'hub_source_up',
    help: '1 when the source answered well last time',
    labelNames: ['source', 'status'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, status } of ingest.health.all())
        this.set({ source: name, status }, status === 'OK' ? 1 : 0);
    },
  });
  new Gauge({
    name: 'hub_source_age_seconds',
    help: 'Time since the source last answered well',
    labelNames: ['source'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, asOf } of ingest.health.all())
        if (asOf) this.set({ source: name }, (Date.now() - Date.parse(asOf)) / 1000);
    },
  });
  new Gauge({
    name: 'hub_ingest_records_total',
    help: 'Records of all runs by outcome',
    labelNames: ['source', 'dataset', 'outcome'],
    registers: [registry],
    async collect() {
      const { rows } = await pool.query<Record<string, string | number>>(
        `SELECT source, dataset, sum(inserted) AS inserted, sum(updated) AS updated, sum(unchanged) AS unchanged,
           sum(deleted) AS deleted, sum(quarantined) AS quarantined FROM ingest_run GROUP BY 1, 2`,
      );
      for (const { source, dataset, ...outcomes } of rows)
        for (const [outcome, value] of Object.entries(outcomes))
          this.set({ source: String(source), dataset: String(dataset), outcome }, Number(value));
    },
  });
  new Gauge({
    name: 'hub_subscribers',
    help: 'Subscriptions that are open',
    registers: [registry],
    collect() {
      this.set(bus.subscribers);
    },
  });
  new Gauge({
    name: 'hub_feed_lag_seconds',
    help: 'Age of the oldest running transaction: the change feed waits for it',
    registers: [registry],
    async collect() {
      const { rows } = await pool.query<{ age: number }>(
        `SELECT coalesce(extract(epoch FROM max(now() - xact_start)), 0)::float8 AS age FROM pg_stat_activity
         WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()`,
      );
      this.set(rows[0]!.age);
    },
  });
  return registry;
}
