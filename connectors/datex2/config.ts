import { ConnectorError } from '../../src/sdk/index.ts';

export type Kind = 'situationRecord' | 'measuredData' | 'measurementSite' | 'trafficRegulationOrder';

export interface Datex2Dataset {
  kind: Kind;
  /** Default: the kind. */
  name?: string;
  url: string;
  headers?: Record<string, string>;
}

/** As connector.json describes it, defaults filled in. Credentials (`auth`) are the HTTP client's business. */
export interface Datex2Config {
  datasets: Datex2Dataset[];
  maxBytes: number;
}

export function nameOf(dataset: Datex2Dataset): string {
  return dataset.name ?? dataset.kind;
}

export function findDataset(config: Datex2Config, name: string): Datex2Dataset {
  const dataset = config.datasets.find((candidate) => nameOf(candidate) === name);
  if (!dataset) throw new ConnectorError('config', `no dataset "${name}" is configured`);
  return dataset;
}
