import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trafficIncidentRecord } from '../../../src/model/traffic-incident.record.ts';
import type { RecordPage } from '../../../src/store/page.ts';
import { submissionRecord } from '../../../src/subgraphs/submissions/submission.record.ts';
import { openTrafficStore, type TrafficStore } from '../traffic/traffic-test-store.ts';

let test: TrafficStore;
beforeAll(async () => {
  test = await openTrafficStore();
});
afterAll(() => test.close());

const at = '2026-11-24T01:00:00.000Z';

function page(claimId: string, recordId: string): RecordPage {
  const claim = submissionRecord.parse({
    id: claimId,
    code: 'BN-0000-0000',
    dataset: 'trafficIncident',
    recordId,
    contentHash: 'x',
    submittedBy: 's',
    role: 'officer',
    receivedAt: at,
  });
  const record = trafficIncidentRecord.parse({
    id: recordId,
    situationRecordType: 'ACCIDENT',
    overallStartTime: at,
    situationRecordCreationTime: at,
    situationRecordVersionTime: at,
    refRoadSegment: 'a',
    sourceKind: 'POLICE',
  });
  return {
    source: 's',
    run: claimId,
    puts: [{ record }],
    deletes: [],
    bads: [],
    claim: { dataset: 'submission', record: claim },
  };
}

async function rows(sql: string): Promise<object[]> {
  return (await test.store.pool.query(sql)).rows;
}

describe('a page with a claim', () => {
  it('is written with its claim, and not at all when the claim is taken', async () => {
    const { door } = test.store;
    expect(await door.write('trafficIncident', page('c-1', 'i-1'))).toMatchObject({ inserted: 1 });
    const late: RecordPage = {
      ...page('c-1', 'i-2'),
      deletes: ['i-1'],
      bads: [{ raw: '{}', reason: 'map', field: null, message: 'x' }],
      cursor: '"later"',
    };
    expect(await door.write('trafficIncident', late)).toEqual({
      inserted: 0,
      updated: 0,
      unchanged: 0,
      deleted: 0,
      quarantined: 0,
      duplicate: true,
    });
    expect(await rows('SELECT id FROM traffic_incident')).toEqual([{ id: 'i-1' }]);
    expect(await rows('SELECT id, record_id, _version FROM submission')).toEqual([
      { id: 'c-1', record_id: 'i-1', _version: 1 },
    ]);
    expect(await rows('SELECT 1 FROM quarantine UNION ALL SELECT 1 FROM source_cursor')).toEqual([]);
  });

  it('gives the claim back when its page cannot be written', async () => {
    const broken = page('c-2', 'i-3');
    broken.puts[0]!.record.situationRecordType = null;
    await expect(test.store.door.write('trafficIncident', broken)).rejects.toMatchObject({
      code: 'HUB_STORE_RECORD_INVALID',
    });
    expect(await rows(`SELECT id FROM submission WHERE id = 'c-2'`)).toEqual([]);
    expect(await test.store.door.write('trafficIncident', page('c-2', 'i-3'))).toMatchObject({ inserted: 1 });
  });
});
