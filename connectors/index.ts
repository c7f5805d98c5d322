import type { ConnectorModule } from '../src/sdk/index.ts';
import { files } from './files/index.ts';
import { mqtt } from './mqtt/index.ts';
import { rest } from './rest/index.ts';
import { sql } from './sql/index.ts';

/** THE LIST of connectors. A source names one of them; what is not listed here does not run. */
export const connectors = [files, mqtt, rest, sql] as ConnectorModule[];
