import { describe, expect, it } from 'vitest';
import type { LiveLookup } from '../../src/ingest/live.ts';
import { idsOf, lazy, lookUpAt, register } from './live-owner.ts';

describe('what the owner does not do, the hub does', () => {
  it.each<[string, Parameters<LiveLookup['find']>[1], string[]]>([
    ['equal', { where: { field: 'name', op: 'eq', value: 'An' } }, ['1']],
    ['in', { where: { field: 'id', op: 'in', value: ['2', '4', '7'] } }, ['2', '4']],
    [
      'less, and nothing is less than nothing',
      { where: { field: 'born', op: 'lt', value: 1990 } },
      ['2', '5'],
    ],
    ['at least', { where: { field: 'born', op: 'gte', value: 1990 } }, ['1', '4']],
    ['empty', { where: { field: 'name', op: 'isNull', value: true } }, ['3']],
    ['not empty', { where: { field: 'name', op: 'isNull', value: false } }, ['1', '2', '4', '5']],
    [
      'not, which holds for nothing too',
      { where: { not: { field: 'born', op: 'eq', value: 1985 } } },
      ['1', '3', '4'],
    ],
    ['contains', { where: { field: 'name', op: 'like', value: '%An%' } }, ['1', '5']],
    ['starts with', { where: { field: 'name', op: 'like', value: 'An%' } }, ['1']],
    ['starts with what others contain', { where: { field: 'name', op: 'like', value: 'ình%' } }, []],
    [
      'the signs of like as themselves',
      { where: { field: 'name', op: 'like', value: '%50\\% \\_ \\\\%' } },
      ['4'],
    ],
    ['any one character', { where: { field: 'name', op: 'like', value: 'B_nh' } }, ['2']],
    ['no pattern but like’s own', { where: { field: 'name', op: 'like', value: '.n' } }, []],
    [
      'order, empty last',
      {
        orderBy: [
          ['born', 'asc'],
          ['id', 'desc'],
        ],
      },
      ['5', '2', '1', '4', '3'],
    ],
    [
      'order down, empty last too',
      {
        orderBy: [
          ['born', 'desc'],
          ['id', 'asc'],
        ],
      },
      ['4', '1', '2', '5', '3'],
    ],
    ['limit, after the order', { orderBy: [['born', 'desc']], limit: 2 }, ['4', '1']],
    [
      'and, or',
      {
        where: {
          and: [
            { field: 'born', op: 'lte', value: 1990 },
            {
              or: [
                { field: 'id', op: 'eq', value: '1' },
                { field: 'id', op: 'eq', value: '5' },
              ],
            },
          ],
        },
      },
      ['1', '5'],
    ],
  ])('%s', async (_, question, expected) => {
    expect(await idsOf(await lookUpAt(lazy), question)).toEqual(expected);
  });

  it('but not twice: what the owner says it did is believed', async () => {
    const applied = { where: true, orderBy: true, limit: true };
    const live = await lookUpAt(async () => ({ rows: register, applied }));
    const question = {
      where: { field: 'id', op: 'eq', value: '1' },
      orderBy: [['id', 'desc']],
      limit: 1,
    } as const;
    expect(await idsOf(live, question as never)).toHaveLength(5);
  });
});
