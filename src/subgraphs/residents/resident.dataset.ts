import { residentRecord } from '../../model/resident.record.ts';
import { defineLiveDataset } from '../../store/dataset.ts';

/** Looked up at the National Population Database; no table, so that nothing can be kept. */
export const residentDataset = defineLiveDataset({
  name: 'resident',
  titleVi: 'Cư dân',
  titleEn: 'Residents',
  record: residentRecord,
});
