import { ConnectorError } from '../../src/sdk/index.ts';

/** How one kind of record arrives. */
export interface WebhookDataset {
  name: string;
  /** Under the source's address; default: the name. */
  path?: string;
  key: string[];
  recordPath?: string;
  idField?: string;
  deleted?: { field: string; value: string | number | boolean };
  schema?: Record<string, unknown>;
}

/** How the sender proves itself. Header names in any case. */
export interface SignatureConfig {
  scheme: 'hmac-sha256';
  /** NAME of the secret. */
  secret: string;
  header: string;
  timestampHeader: string;
  toleranceSeconds: number;
  encoding: 'hex' | 'base64';
  prefix: string;
  coverIdempotencyKey: boolean;
}

/** As connector.json describes it, defaults filled in. */
export interface WebhookConfig {
  signature: SignatureConfig;
  idempotencyHeader: string;
  maxBytes: number;
  datasets: WebhookDataset[];
}

/** `/a/b/`, `a/b` and `/a/b?x` are one path. */
export function toPath(path: string): string {
  return path.replace(/[?#].*$/s, '').replace(/^\/+|\/+$/g, '');
}

/** Path → dataset. Throws `config` where the schema cannot tell what is wrong. */
export function routesOf(config: WebhookConfig): Map<string, WebhookDataset> {
  const routes = new Map<string, WebhookDataset>();
  for (const dataset of config.datasets) {
    const path = toPath(dataset.path ?? dataset.name);
    const other = routes.get(path);
    if (other)
      throw new ConnectorError(
        'config',
        `datasets "${other.name}" and "${dataset.name}" both listen at "${path}"`,
      );
    if (dataset.deleted && dataset.key.length === 0)
      throw new ConnectorError(
        'config',
        `dataset "${dataset.name}" has no key, so nothing of it can be deleted`,
      );
    routes.set(path, dataset);
  }
  return routes;
}
