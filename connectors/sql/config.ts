export interface SqlDataset {
  name: string;
  table?: string;
  query?: string;
  key: string[];
  cursor?: { fields: string[]; lookback?: string };
  live?: { keys: string[][]; maxKeys: number; maxRows: number };
  schema?: Record<string, unknown>;
}

/** As connector.json describes it, defaults filled in. */
export interface SqlConfig {
  /** NAME of the secret that holds the URL. */
  url: string;
  driver: 'postgres';
  timeZone: string;
  timeoutMs: number;
  poolSize: number;
  datasets: SqlDataset[];
}
