import { extendConnector } from '../src/sdk/extend-manifest.ts';
import type { ConnectorModule } from '../src/sdk/index.ts';
import { loadOnUse } from '../src/sdk/load-on-use.ts';
import datex2 from './datex2/connector.json' with { type: 'json' };
import files from './files/connector.json' with { type: 'json' };
import graphql from './graphql/connector.json' with { type: 'json' };
import kafka from './kafka/connector.json' with { type: 'json' };
import mqtt from './mqtt/connector.json' with { type: 'json' };
import nats from './nats/connector.json' with { type: 'json' };
import ogc from './ogc/connector.json' with { type: 'json' };
import open311 from './open311/connector.json' with { type: 'json' };
import open511 from './open511/connector.json' with { type: 'json' };
import postgresCdc from './postgres-cdc/connector.json' with { type: 'json' };
import rest from './rest/connector.json' with { type: 'json' };
import soap from './soap/connector.json' with { type: 'json' };
import sql from './sql/connector.json' with { type: 'json' };
import webhook from './webhook/connector.json' with { type: 'json' };
import xroadRest from './xroad-rest/connector.json' with { type: 'json' };

const overHttp = loadOnUse(rest, async () => (await import('./rest/index.ts')).rest);

/** THE LIST of connectors. A source names one of them; what is not listed here does not run. */
export const connectors: readonly ConnectorModule[] = [
  loadOnUse(datex2, async () => (await import('./datex2/index.ts')).datex2),
  loadOnUse(files, async () => (await import('./files/index.ts')).files),
  loadOnUse(graphql, async () => (await import('./graphql/index.ts')).graphql),
  loadOnUse(kafka, async () => (await import('./kafka/index.ts')).kafka),
  loadOnUse(mqtt, async () => (await import('./mqtt/index.ts')).mqtt),
  loadOnUse(nats, async () => (await import('./nats/index.ts')).nats),
  loadOnUse(ogc, async () => (await import('./ogc/index.ts')).ogc),
  extendConnector(overHttp, open311),
  extendConnector(overHttp, open511),
  loadOnUse(postgresCdc, async () => (await import('./postgres-cdc/index.ts')).postgresCdc),
  overHttp,
  loadOnUse(soap, async () => (await import('./soap/index.ts')).soap),
  loadOnUse(sql, async () => (await import('./sql/index.ts')).sql),
  loadOnUse(webhook, async () => (await import('./webhook/index.ts')).webhook),
  extendConnector(overHttp, xroadRest),
];
