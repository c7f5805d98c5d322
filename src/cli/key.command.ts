import type { Command } from 'commander';
import type pg from 'pg';
import { createKeyBook } from '../access/keys.ts';
import { openDatabase } from '../hub/database.ts';
import { loadDefinition } from '../hub/load-definition.ts';
import { readEnvironment } from '../kernel/config.ts';
import { createLifecycle } from '../kernel/lifecycle.ts';

/** Issues, lists and revokes access keys; also while the hub is running. */
export function addKeyCommands(program: Command): void {
  const key = program.command('key').description('khóa truy cập / access keys');

  key
    .command('new')
    .description('cấp khóa; khóa chỉ hiện một lần / issue a key, shown once')
    .requiredOption('--subsystem <id>', 'INSTANCE/CLASS/MEMBER/SUBSYSTEM, e.g. VN-BN/GOV/SGTVT/PORTAL')
    .requiredOption('--role <role>', 'vai trò trong hub.config.ts / a role of hub.config.ts')
    .action(async ({ subsystem, role }: { subsystem: string; role: string }) => {
      const { policies } = await loadDefinition(() => import('../../hub.config.ts'));
      const roles = policies.map((policy) => policy.role);
      if (!roles.includes(role)) program.error(`--role: "${role}" is not one of ${roles.join(', ')}`);
      console.log(await withPool((pool) => createKeyBook(pool, policies).issue(subsystem, role)));
    });

  key
    .command('list')
    .description('các khóa, không có phần bí mật / keys without their secrets')
    .option('--json', 'one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const { rows } = await withPool((pool) =>
        pool.query<Record<string, string | null>>(
          'SELECT prefix, role, subsystem, created_at, last_used_at, revoked_at FROM api_key ORDER BY created_at',
        ),
      );
      if (json) console.log(JSON.stringify({ version: 1, keys: rows }));
      else
        for (const row of rows)
          console.log(
            `hub_${row.prefix}_…  ${row.role?.padEnd(10)} ${row.revoked_at ? '(thu hồi) ' : ''}${row.subsystem}`,
          );
    });

  key
    .command('revoke <prefix>')
    .description('thu hồi khóa theo phần đầu / revoke a key by its prefix')
    .action(async (prefix: string) => {
      const { rowCount } = await withPool((pool) =>
        pool.query('UPDATE api_key SET revoked_at = now() WHERE prefix = $1 AND revoked_at IS NULL', [
          prefix.replace(/^hub_/, '').split('_')[0],
        ]),
      );
      console.log(rowCount === 1 ? 'đã thu hồi / revoked' : 'không có khóa nào như vậy / no such key');
      process.exitCode = rowCount === 1 ? 0 : 1;
    });
}

async function withPool<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const lifecycle = createLifecycle();
  try {
    // Loaded here: the other commands need not wait for them.
    const [{ migrations }, { openStore }] = await Promise.all([
      import('../../migrations/index.ts'),
      import('../store/store.ts'),
    ]);
    const { url } = await openDatabase(readEnvironment(), lifecycle, { leaveRunning: true });
    const store = await openStore({ url, datasets: [], migrations, poolSize: 2 });
    lifecycle.onStop('store', store.close);
    return await work(store.pool);
  } finally {
    await lifecycle.stop('done');
  }
}
