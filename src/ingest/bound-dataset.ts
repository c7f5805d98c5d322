import type { Binding, Connector, Ctx, SourceDataset, SourceDefinition } from '../sdk/index.ts';
import type { Dataset, RecordKind } from '../store/dataset.ts';

/** A binding with everything it names found and judged: ready to run. */
export interface BoundDataset<K extends RecordKind = RecordKind> {
  source: SourceDefinition;
  binding: Binding;
  kind: K;
  connector: Connector;
  ctx: Ctx;
  /** What the source says of its dataset: asked at start, or later when it did not answer then; `fresh` = anew. */
  describe(fresh?: boolean): Promise<SourceDataset>;
}

/** Fed into the store: sync, stream and push. */
export type FedDataset = BoundDataset<Dataset>;
