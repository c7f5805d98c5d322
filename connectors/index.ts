import { extendConnector } from '../src/sdk/extend-manifest.ts';
import type { ConnectorModule } from '../src/sdk/index.ts';
import { datex2 } from './datex2/index.ts';
import { files } from './files/index.ts';
import { graphql } from './graphql/index.ts';
import { kafka } from './kafka/index.ts';
import { mqtt } from './mqtt/index.ts';
import { nats } from './nats/index.ts';
import { ogc } from './ogc/index.ts';
import open311 from './open311/connector.json' with { type: 'json' };
import open511 from './open511/connector.json' with { type: 'json' };
import { postgresCdc } from './postgres-cdc/index.ts';
import { rest } from './rest/index.ts';
import { soap } from './soap/index.ts';
import { sql } from './sql/index.ts';
import { webhook } from './webhook/index.ts';
import xroadRest from './xroad-rest/connector.json' with { type: 'json' };

/** THE LIST of connectors. A source names one of them; what is not listed here does not run. */
export const connectors = [
  datex2,
  files,
  graphql,
  kafka,
  mqtt,
  nats,
  ogc,
  extendConnector(rest, open311),
  extendConnector(rest, open511),
  postgresCdc,
  rest,
  soap,
  sql,
  webhook,
  extendConnector(rest, xroadRest),
] as ConnectorModule[];
