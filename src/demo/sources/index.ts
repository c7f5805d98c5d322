import type { SourceDefinition } from '../../sdk/index.ts';
import { population } from './population.source.ts';
import { roadInventory } from './road-inventory.source.ts';
import { trafficSensors } from './traffic-sensors.source.ts';
import { vehicleRegistry } from './vehicle-registry.source.ts';

/** The demo province's sources, as its hub.config.ts takes them. */
export const demoSources: SourceDefinition[] = [vehicleRegistry, population, roadInventory, trafficSensors];
