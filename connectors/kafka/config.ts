export interface KafkaDataset {
  name: string;
  topics: string[];
  key: string[];
  /** `text`: the record's key is the value of the only key field. `json`: an object of the key fields, or that value. */
  keyFormat: 'text' | 'json';
  topicField?: string;
  headersField?: string;
  schema?: Record<string, unknown>;
}

/** As connector.json describes it, defaults filled in. `password` and the members of `tls` are NAMES of secrets. */
export interface KafkaConfig {
  brokers: string[];
  groupId: string;
  sasl?: { mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512'; username: string; password: string };
  tls?: { cert?: string; key?: string; ca?: string; passphrase?: string };
  sessionTimeoutMs: number;
  allowGap: boolean;
  batchMs: number;
  batchRows: number;
  maxUnacked: number;
  datasets: KafkaDataset[];
}
