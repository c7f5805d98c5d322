import type { Log } from '../kernel/log.ts';
import { toError } from '../kernel/problem.ts';
import type { FileDrop } from './servers/file-drop/drop.ts';
import type { Registry } from './servers/vehicle-registry/registry.ts';

const VIOLATION_EVERY_MS = 4_000;
const VEHICLE_EVERY_MS = 7_000;
const SETTLEMENT_EVERY_MS = 11_000;
const FILE_EVERY_MS = 120_000;
const ACCIDENTS_PER_FILE = 3;

/** What happens at the ministries by itself, apart from the sensors. */
export function startLife(registry: Registry, drop: FileDrop, log: Log): { stop(): void } {
  const deliver = () => {
    drop
      .dropAccidents(ACCIDENTS_PER_FILE)
      .then((file) => log.debug({ area: 'demo', file }, 'accident file delivered'))
      .catch((error: unknown) =>
        log.warn({ area: 'demo', reason: toError(error).message }, 'no accident file'),
      );
  };
  const timers = [
    setInterval(registry.addViolation, VIOLATION_EVERY_MS),
    setInterval(() => registry.renewVehicle(), VEHICLE_EVERY_MS),
    setInterval(registry.settleViolation, SETTLEMENT_EVERY_MS),
    setInterval(deliver, FILE_EVERY_MS),
  ];
  return { stop: () => timers.forEach(clearInterval) };
}
