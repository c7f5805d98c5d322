import type { SourceDataset } from 'lien-thong/sdk';

export async function discover(): Promise<SourceDataset[]> {
  return [
    {
      name: 'records',
      schema: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          name: { type: ['string', 'null'] },
          changed: { type: 'string', format: 'date-time' },
        },
        required: ['id'],
      },
      key: ['id'],
      cursor: { fields: ['changed'], lookback: 'PT10M' },
      deletes: 'none',
    },
  ];
}
