export interface MqttDataset {
  name: string;
  /** Topic filter. */
  topic: string;
  key: string[];
  format: 'json';
  topicField?: string;
  schema?: Record<string, unknown>;
}

/** As connector.json describes it, defaults filled in. */
export interface MqttConfig {
  url: string;
  clientId: string;
  username?: string;
  /** NAME of the secret. */
  password?: string;
  batchMs: number;
  batchRows: number;
  datasets: MqttDataset[];
}
