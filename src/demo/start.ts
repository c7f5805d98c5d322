import { systemClock } from '../kernel/clock.ts';
import { createLifecycle } from '../kernel/lifecycle.ts';
import { createControl } from './control.ts';
import type { Demo, DemoOptions } from './demo.ts';
import { writeDemoEnvironment } from './environment-file.ts';
import { countExpected } from './expected.ts';
import { createWorld } from './generate/world.ts';
import { openDemoHome } from './home.ts';
import { startLife } from './life.ts';
import { createFaultProxy } from './servers/fault-proxy.ts';
import { openFileDrop } from './servers/file-drop/drop.ts';
import { startPopulationServer } from './servers/population/server.ts';
import { startSensorServer } from './servers/sensors/server.ts';
import { openJournal } from './servers/vehicle-registry/journal.ts';
import { createRegistry } from './servers/vehicle-registry/registry.ts';
import { startRegistryServer } from './servers/vehicle-registry/server.ts';

/** Code of the province in topics and file names. */
const PROVINCE_CODE = '24';

/** Starts the simulated ministries: real servers on loopback over seeded synthetic data. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { dataDir, scale, seed, log, tick = true } = options;
  const clock = options.clock ?? systemClock;
  const now = () => clock.now().getTime();
  const home = openDemoHome(dataDir, { seed, scale }, now());
  const world = createWorld({
    seed,
    scale,
    asOf: home.asOf,
    ...(options.sizes ? { sizes: options.sizes } : {}),
  });
  const lifecycle = createLifecycle({
    onError: (name, error) => log.warn({ area: 'demo', name, reason: error.message }, 'not closed cleanly'),
  });

  try {
    const population = await startPopulationServer({
      adminUrl: options.adminUrl,
      database: options.populationDatabase ?? `dan_cu_${scale}`,
      world,
      log,
    });
    lifecycle.onStop('population', population.close);

    const registry = createRegistry(world, openJournal(home.journalFile), now);
    const { collections } = registry;
    const registryServer = await startRegistryServer({
      collections,
      now,
      log,
      faults: options.faults ?? true,
    });
    lifecycle.onStop('vehicle-registry', registryServer.close);
    const registryProxy = await createFaultProxy({
      targetHost: '127.0.0.1',
      targetPort: registryServer.port,
    });
    lifecycle.onStop('vehicle-registry proxy', registryProxy.close);

    const drop = await openFileDrop({ dir: home.dropDir, listFile: home.deliveriesFile, world, now });

    const messagesPerSecond = options.messagesPerSecond ?? 200;
    const sensors = await startSensorServer({
      world,
      now,
      tick,
      messagesPerSecond,
      provinceCode: PROVINCE_CODE,
    });
    lifecycle.onStop('traffic-sensors', sensors.close);

    if (tick) {
      const life = startLife(registry, drop, log);
      lifecycle.onStop('life', life.stop);
    }
    const registryUrl = `http://127.0.0.1:${registryProxy.port}`;
    const env = {
      VEHICLE_REGISTRY_URL: registryUrl,
      VEHICLE_REGISTRY_TOKEN_URL: `${registryUrl}/oauth2/token`,
      VEHICLE_REGISTRY_CLIENT_ID: registryServer.tokens.clientId,
      VEHICLE_REGISTRY_CLIENT_SECRET: registryServer.tokens.clientSecret,
      POPULATION_URL: population.url,
      FILE_DROP_DIR: drop.dir,
      SENSORS_URL: sensors.url,
      SENSORS_USERNAME: sensors.username,
      SENSORS_PASSWORD: sensors.password,
    };
    lifecycle.onStop('environment file', writeDemoEnvironment(dataDir, env));
    return {
      env,
      expected: countExpected(world.sizes),
      control: createControl({ population, registry, registryServer, registryProxy, drop, sensors }),
      close: () => lifecycle.stop('demo closed'),
    };
  } catch (error) {
    // What was already started must not outlive a failed start.
    await lifecycle.stop('demo did not start');
    throw error;
  }
}
