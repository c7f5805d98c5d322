import type { Log } from '../../../kernel/log.ts';
import type { World } from '../../generate/world.ts';
import { createFaultProxy, type FaultProxy } from '../fault-proxy.ts';
import { preparePopulationDatabase } from './database.ts';
import { createStatementCounter } from './statement-counter.ts';

export interface PopulationServer {
  /** Read-only, through the proxy. */
  readonly url: string;
  readonly proxy: FaultProxy;
  /** Statements sent by clients so far. */
  readonly statements: number;
  close(): Promise<void>;
}

/** The owner's PostgreSQL with a proxy before it, so that "down" and "slow" are real. */
export async function startPopulationServer(options: {
  adminUrl: string;
  database: string;
  world: World;
  log: Log;
}): Promise<PopulationServer> {
  const database = await preparePopulationDatabase(options);
  const counter = createStatementCounter();
  const proxy = await createFaultProxy({
    targetHost: database.host,
    targetPort: database.port,
    onClientData: counter.onClientData,
  });
  const url = new URL(`postgres://127.0.0.1:${proxy.port}/${database.database}`);
  url.username = database.user;
  url.password = database.password;
  return {
    url: url.href,
    proxy,
    get statements() {
      return counter.count;
    },
    close: () => proxy.close(),
  };
}
