import { generateIncident, type RawIncident, toNextVersion } from '../../generate/incident.ts';
import { createRandom } from '../../generate/random.ts';
import type { World } from '../../generate/world.ts';

export interface IncidentFeed {
  /** Announces a situation at once, with these fields in place of the generated ones. */
  announce(fields?: Partial<RawIncident>): RawIncident;
  /** Announces what is due: new situations, next versions, clearings. Called about once a second. */
  tick(): void;
}

const OPEN_AT_MOST = 40;

/** A new situation every 10–20 s; each is told of again after 20–60 s, and cleared at its third version. */
export function createIncidentFeed(options: {
  world: World;
  now: () => number;
  publish: (incident: RawIncident) => void;
}): IncidentFeed {
  const { world, now, publish } = options;
  const run = now().toString(36).toUpperCase();
  const pauses = createRandom(world.seed, `incident-pauses-${run}`, 0);
  const open: { incident: RawIncident; nextAt: number }[] = [];
  let number = 0;
  let nextNewAt = now();

  const announce = (fields: Partial<RawIncident> = {}): RawIncident => {
    const incident = { ...generateIncident(world, run, number++, now()), ...fields };
    publish(incident);
    return incident;
  };

  return {
    announce,
    tick: () => {
      const at = now();
      if (at >= nextNewAt && open.length < OPEN_AT_MOST) {
        open.push({ incident: announce(), nextAt: at + pauses.int(20, 60) * 1_000 });
        nextNewAt = at + pauses.int(10, 20) * 1_000;
      }
      for (const situation of open.filter(({ nextAt }) => nextAt <= at)) {
        const isCleared = situation.incident.phienBan >= 2;
        situation.incident = toNextVersion(situation.incident, at, isCleared);
        situation.nextAt = at + pauses.int(20, 60) * 1_000;
        publish(situation.incident);
        if (isCleared) open.splice(open.indexOf(situation), 1);
      }
    },
  };
}
