import type { RemoteSettings } from '../subgraph.ts';

/** What a transport needs to open one stream. */
export interface StreamRequest {
  readonly subgraph: string;
  readonly url: URL;
  readonly headers: Record<string, string>;
  readonly payload: { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };
  readonly tls: RemoteSettings['tls'];
  readonly maxBytes: number;
}
