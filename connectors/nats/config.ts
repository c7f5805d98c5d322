export interface NatsDataset {
  name: string;
  /** Subject patterns; more than one needs a server of version 2.10. */
  filterSubjects: string[];
  key: string[];
  subjectField?: string;
  schema?: Record<string, unknown>;
}

/** As connector.json describes it, defaults filled in. Members of `tls`, `password`, `token`, `nkey`, `creds` are NAMES of secrets. */
export interface NatsConfig {
  servers: string[];
  stream: string;
  domain?: string;
  durable: string;
  user?: string;
  password?: string;
  token?: string;
  nkey?: string;
  creds?: string;
  tls?: { cert?: string; key?: string; ca?: string };
  manageConsumer: boolean;
  ackWaitMs: number;
  maxAckPending: number;
  isolateAfter: number;
  maxDeliver?: number;
  allowGap: boolean;
  batchMs: number;
  batchRows: number;
  datasets: NatsDataset[];
}
