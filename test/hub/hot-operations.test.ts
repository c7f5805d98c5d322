import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, print } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPersistedOperations } from '../../src/gateway/persisted-operations.ts';
import { readHotOperations, saveHotOperations } from '../../src/hub/hot-operations.ts';
import { silentLog } from '../../src/kernel/log.ts';

describe('operations kept over a restart', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hub-operations-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('come back as they were asked', async () => {
    const document = parse('query A($x: Int) { a(first: 100, x: $x) } query B { b }');
    await saveHotOperations(folder, [{ document, operationName: 'B' }]);
    const [kept] = await readHotOperations(folder, silentLog);
    expect([print(kept!.document), kept!.operationName]).toEqual([print(document), 'B']);
  });

  it('hold no value that may be about somebody', async () => {
    const documents = ['{ a(plate: "99A-00000") }', '{ a(id: 999990000000) }', '{ a(at: 21.1) }'].map(
      (text) => ({
        document: parse(text),
        operationName: null,
      }),
    );
    await saveHotOperations(folder, documents);
    expect(await readFile(path.join(folder, 'operations.json'), 'utf8')).toBe('[]');
  });

  it('are none at the first start, and none when the file is damaged', async () => {
    expect(await readHotOperations(folder, silentLog)).toEqual([]);
    await writeFile(path.join(folder, 'operations.json'), '[{');
    expect(await readHotOperations(folder, silentLog)).toEqual([]);
    await writeFile(path.join(folder, 'operations.json'), '[{"text":"{","operationName":null}]');
    expect(await readHotOperations(folder, silentLog)).toEqual([]);
  });

  it('that cannot be read are told with their file', async () => {
    await writeFile(path.join(folder, 'wrong.graphql'), 'query {');
    await expect(readPersistedOperations(folder)).rejects.toMatchObject({
      code: 'HUB_GATEWAY_OPERATIONS_INVALID',
      en: expect.stringContaining('wrong.graphql'),
    });
    await expect(readPersistedOperations(path.join(folder, 'nowhere'))).rejects.toMatchObject({
      code: 'HUB_GATEWAY_OPERATIONS_INVALID',
    });
  });

  it('may be given in a folder, one by one', async () => {
    await writeFile(path.join(folder, 'b.graphql'), 'query B { b } query C { c }');
    await writeFile(path.join(folder, 'a.graphql'), '{ a }');
    await writeFile(path.join(folder, 'note.txt'), 'x');
    const operations = await readPersistedOperations(folder);
    expect(operations.map(({ operationName }) => operationName)).toEqual([null, 'B', 'C']);
  });
});
