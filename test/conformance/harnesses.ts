import type { ConnectorHarness } from '../../src/sdk/conformance/harness.ts';
import { codeFreeHarnesses } from './code-free.harness.ts';
import { datex2Harnesses } from './datex2.harness.ts';
import { filesHarnesses } from './files.harness.ts';
import { graphqlHarnesses } from './graphql.harness.ts';
import { kafkaHarnesses } from './kafka.harness.ts';
import { mqttHarnesses } from './mqtt.harness.ts';
import { natsHarnesses } from './nats.harness.ts';
import { ogcHarnesses } from './ogc.harness.ts';
import { postgresCdcHarnesses } from './postgres-cdc.harness.ts';
import { restHarnesses } from './rest.harness.ts';
import { soapHarnesses } from './soap.harness.ts';
import { sqlHarnesses } from './sql.harness.ts';
import { webhookHarnesses } from './webhook.harness.ts';

/** THE LIST of harnesses: the conformance kit and the kill tests try every one of them. */
export const harnesses: Record<string, ConnectorHarness> = {
  ...codeFreeHarnesses,
  ...datex2Harnesses,
  ...filesHarnesses,
  ...graphqlHarnesses,
  ...kafkaHarnesses,
  ...mqttHarnesses,
  ...natsHarnesses,
  ...ogcHarnesses,
  ...postgresCdcHarnesses,
  ...restHarnesses,
  ...soapHarnesses,
  ...sqlHarnesses,
  ...webhookHarnesses,
};
