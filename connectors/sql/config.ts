export type DriverName = 'postgres' | 'mysql' | 'mssql';

export interface SqlDataset {
  name: string;
  table?: string;
  query?: string;
  key: string[];
  cursor?: {
    fields: string[];
    lookback?: string;
    /** The watermark stays this far behind the source's clock: transactions may still be open. ISO 8601 duration. */
    safetyGap: string;
    /** What becomes of rows without a watermark. */
    nullWatermark: 'read' | 'refuse';
  };
  live?: { keys: string[][]; maxKeys: number; maxRows: number };
  schema?: Record<string, unknown>;
}

/** As connector.json describes it, defaults filled in. */
export interface SqlConfig {
  /** NAME of the secret that holds the URL. */
  url: string;
  driver: DriverName;
  timeZone: string;
  timeoutMs: number;
  poolSize: number;
  datasets: SqlDataset[];
}
