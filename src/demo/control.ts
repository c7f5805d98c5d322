import type { DemoControl } from './demo.ts';
import type { FaultProxy } from './servers/fault-proxy.ts';
import type { FileDrop } from './servers/file-drop/drop.ts';
import type { PopulationServer } from './servers/population/server.ts';
import type { SensorServer } from './servers/sensors/server.ts';
import type { Registry } from './servers/vehicle-registry/registry.ts';
import type { RegistryServer } from './servers/vehicle-registry/server.ts';

export interface Controlled {
  population: PopulationServer;
  registry: Registry;
  registryServer: RegistryServer;
  registryProxy: FaultProxy;
  drop: FileDrop;
  sensors: SensorServer;
}

/** One hand on every switch of the simulated ministries, for tests and demonstrations. */
export function createControl(servers: Controlled): DemoControl {
  const { population, registry, registryServer, registryProxy, drop, sensors } = servers;
  const proxies = {
    population: population.proxy,
    'vehicle-registry': registryProxy,
    'traffic-sensors': sensors.proxy,
  };
  let spoiltFiles = 0;

  return {
    setDown: async (name, down) => {
      if (name === 'road-inventory') drop.setDown(down);
      else await proxies[name].setDown(down);
    },
    setSlow: (name, ms) => {
      if (name !== 'road-inventory') proxies[name].setSlow(ms);
    },
    setGarbage: (name, garbage) => {
      if (name === 'population') population.proxy.setGarbage(garbage);
      else if (name === 'vehicle-registry') registryServer.setGarbage(garbage);
      else if (name === 'traffic-sensors') sensors.setGarbage(garbage);
      else if (garbage)
        drop.dropFile(`accidents-hong-${++spoiltFiles}.csv`, 'không;phải;sổ tai nạn\r\n1;2\r\n');
    },
    publishIncident: sensors.publishIncident,
    publishFlow: sensors.publishFlow,
    publishRaw: sensors.publishRaw,
    dropFile: drop.dropFile,
    dropAccidents: drop.dropAccidents,
    addViolation: () => `VP-${String(registry.addViolation()).padStart(8, '0')}`,
    renewVehicle: (index) => `PT-${String(registry.renewVehicle(index)).padStart(8, '0')}`,
    get requests() {
      return {
        population: { connections: population.proxy.connections, statements: population.statements },
        'vehicle-registry': { ...registryServer.requests, connections: registryProxy.connections },
        'road-inventory': { files: drop.delivered },
        'traffic-sensors': { ...sensors.published, clients: sensors.clients },
      };
    },
  };
}
