import type { SourceDataset } from '../../src/sdk/index.ts';
import { type Datex2Dataset, type Kind, nameOf } from './config.ts';
import { measuredData } from './measured-data.ts';
import { measurementSite } from './measurement-site.ts';
import type { RecordKind } from './record-kind.ts';
import { situationRecord } from './situation-record.ts';
import { trafficRegulationOrder } from './traffic-regulation.ts';

/** THE LIST of what is read from publications. */
export const kinds: Record<Kind, RecordKind> = {
  situationRecord,
  measuredData,
  measurementSite,
  trafficRegulationOrder,
};

export function toSourceDataset(dataset: Datex2Dataset): SourceDataset {
  const { key, deletes, properties } = kinds[dataset.kind];
  return {
    name: nameOf(dataset),
    key,
    deletes,
    schema: {
      type: 'object',
      properties: {
        ...properties,
        _dropped: {
          type: 'array',
          items: { type: 'string' },
          description: 'Paths of what the record says and no field holds',
        },
      },
      required: [...key, '_dropped'],
    },
  };
}
