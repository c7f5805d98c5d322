import { generateFlow, type RawFlow } from '../../generate/flow.ts';
import type { RawIncident } from '../../generate/incident.ts';
import { listSensors } from '../../generate/sensor.ts';
import type { World } from '../../generate/world.ts';
import { createFaultProxy, type FaultProxy } from '../fault-proxy.ts';
import { startBroker } from './broker.ts';
import { createIncidentFeed } from './incident-feed.ts';
import { createPace } from './pace.ts';

export interface SensorServer {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly proxy: FaultProxy;
  /** Messages published so far, by kind; `bad` are those that no reader can use. */
  readonly published: { flow: number; incident: number; bad: number };
  readonly clients: number;
  publishFlow(fields?: Partial<RawFlow>): RawFlow;
  publishIncident(fields?: Partial<RawIncident>): RawIncident;
  /** Publishes anything under a topic below `giao-thong/<province>/`. */
  publishRaw(topic: string, payload: string): void;
  /** Publishes text that is no JSON in place of every message. */
  setGarbage(garbage: boolean): void;
  close(): Promise<void>;
}

/** One message in so many is broken on its way: a sensor with a loose wire. */
const BROKEN_EVERY = 5_000;
const BROKEN = '{"maCamBien":"CB-';

export async function startSensorServer(options: {
  world: World;
  now: () => number;
  /** Whether the publisher runs by itself. */
  tick: boolean;
  messagesPerSecond: number;
  provinceCode: string;
}): Promise<SensorServer> {
  const { world, now, messagesPerSecond } = options;
  const broker = await startBroker();
  const proxy = await createFaultProxy({ targetHost: '127.0.0.1', targetPort: broker.port });
  const root = `giao-thong/${options.provinceCode}`;
  const published = { flow: 0, incident: 0, bad: 0 };
  const sensors = listSensors(world);
  // Sensors take turns; with that many of them at that rate, each comes round once in a period.
  const periodSeconds = Math.max(1, Math.round(sensors.length / Math.max(1, messagesPerSecond)));
  let isGarbage = false;
  let turn = 0;

  const publish = (kind: 'flow' | 'incident', topic: string, message: object) => {
    const isBroken =
      isGarbage || (kind === 'flow' && (published.flow + published.bad) % BROKEN_EVERY === BROKEN_EVERY - 1);
    published[isBroken ? 'bad' : kind]++;
    broker.publish(`${root}/${topic}`, isBroken ? BROKEN : JSON.stringify(message));
  };
  const publishFlow = (fields: Partial<RawFlow> = {}) => {
    const sensor = sensors[turn++ % sensors.length]!;
    const flow = { ...generateFlow(world, sensor, now(), periodSeconds), ...fields };
    publish('flow', `luu-luong/${flow.maCamBien}`, flow);
    return flow;
  };
  const incidents = createIncidentFeed({
    world,
    now,
    publish: (incident) => publish('incident', `su-co/${incident.maSuCo}`, incident),
  });
  const pace = createPace(
    options.tick ? messagesPerSecond : 0,
    () => performance.now(),
    (due) => {
      for (let n = 0; n < due; n++) publishFlow();
    },
  );
  const incidentTimer = options.tick ? setInterval(incidents.tick, 1_000) : undefined;

  return {
    url: `mqtt://127.0.0.1:${proxy.port}`,
    username: broker.username,
    password: broker.password,
    proxy,
    published,
    get clients() {
      return broker.clients;
    },
    publishFlow,
    publishIncident: incidents.announce,
    publishRaw: (topic, payload) => broker.publish(`${root}/${topic}`, payload),
    setGarbage: (garbage) => {
      isGarbage = garbage;
    },
    close: async () => {
      pace.stop();
      clearInterval(incidentTimer);
      await proxy.close();
      await broker.close();
    },
  };
}
