export interface CdcDataset {
  name: string;
  table: string;
  key: string[];
  schema?: Record<string, unknown>;
}

/** As connector.json describes it, defaults filled in. */
export interface CdcConfig {
  /** NAME of the secret that holds the URL. */
  url: string;
  publication: string;
  slot: string;
  snapshot: 'initial' | 'never';
  heartbeatMs: number;
  timeoutMs: number;
  datasets: CdcDataset[];
}

/** A slot per dataset: each is read, and confirmed, at its own pace. At most 63 characters, as PostgreSQL allows. */
export function slotOf(config: CdcConfig, dataset: CdcDataset): string {
  return `${config.slot}_${dataset.name.toLowerCase().replaceAll(/[^a-z0-9]/g, '_')}`.slice(0, 63);
}

/** Schema and name as the catalogue has them. */
export function tableOf({ table }: CdcDataset): { schema: string; name: string } {
  const [first, second] = table.split('.') as [string, string?];
  return second === undefined ? { schema: 'public', name: first } : { schema: first, name: second };
}
