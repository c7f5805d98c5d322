import { describe, expect, it } from 'vitest';
import { type Column, canHold, createRowReader } from '../../connectors/sql/column.ts';
import { sql } from '../../connectors/sql/index.ts';
import { toMssqlColumn } from '../../connectors/sql/mssql/describe.ts';
import { createMssqlDialect, toLikePattern } from '../../connectors/sql/mssql/dialect.ts';
import { isServerError, toMssqlError } from '../../connectors/sql/mssql/error.ts';
import { rowsOf } from '../../connectors/sql/mssql/rows.ts';
import type { Relation } from '../../connectors/sql/relation.ts';
import { createParameters, toCondition } from '../../connectors/sql/where.ts';
import { ConnectorError, type Where } from '../../src/sdk/index.ts';
import { freePort } from '../conformance/loopback-server.ts';
import { createTestSource } from './create-test-ctx.ts';

// No SQL Server can be had here: what is sent to it is judged as text, and what comes from it is played.

const dialect = createMssqlDialect(() => 420);
const column = (name: string, declared: string, nullable = false) => toMssqlColumn(name, declared, nullable);
const id = column('id', 'bigint');
const plate = column('plate', 'nvarchar(20)');
const changed = column('changed', 'datetime2(7)');
const version = column('v', 'timestamp');
const known = new Map([id, plate, changed, version].map((one) => [one.name, one] as const));
const relation: Relation = {
  from: '[dbo].[car] AS t',
  columns: known,
  column: (name: string): Column => known.get(name)!,
  select: () => '*',
};
function written(where: Where) {
  const parameters = createParameters(dialect);
  return { text: toCondition(where, dialect, relation, parameters), values: parameters.values };
}

describe('sql, SQL Server: statements', () => {
  it.each([
    ['datetime2(7)', 'local-time', 'CONVERT(varchar(33), t.[x], 126)'],
    ['datetimeoffset(7)', 'instant', 'CONVERT(varchar(33), t.[x], 126)'],
    ['date', 'date', 'CONVERT(varchar(33), t.[x], 126)'],
    ['bigint', 'bigint', 'CONVERT(nvarchar(max), t.[x])'],
    ['decimal(18,6)', 'decimal', 'CONVERT(varchar(60), t.[x])'],
    ['money', 'decimal', 'CONVERT(varchar(60), t.[x], 2)'],
    ['float', 'number', 'CONVERT(varchar(40), t.[x], 3)'],
    ['timestamp', 'version', 'CONVERT(varchar(18), CAST(t.[x] AS binary(8)), 1)'],
    ['uniqueidentifier', 'uuid', 'LOWER(CONVERT(char(36), t.[x]))'],
    ['varbinary(16)', 'binary', 'CONVERT(varchar(max), t.[x], 2)'],
    ['bit', 'boolean', 'CONVERT(nvarchar(max), t.[x])'],
    ['geography', 'text', 't.[x].STAsText()'],
  ])('%s is printed by the source', (declared, kind, printed) => {
    const described = column('x', declared);
    expect(described.kind).toBe(kind);
    expect(dialect.print('t.[x]', described)).toBe(printed);
  });

  it('quotes names, and values are parameters of the column’s type', () => {
    expect(dialect.quote('a]b')).toBe('[a]]b]');
    expect(written({ field: 'id', op: 'gte', value: '9007199254740993' })).toEqual({
      text: 't.[id] >= CAST(@p1 AS bigint)',
      values: ['9007199254740993'],
    });
    expect(written({ field: 'plate', op: 'eq', value: `'; DROP TABLE car; --` })).toEqual({
      text:
        '(t.[plate] = @p1 AND t.[plate] COLLATE Latin1_General_100_BIN2 = @p1 AND ' +
        'DATALENGTH(CAST(t.[plate] AS nvarchar(max))) = DATALENGTH(CAST(@p1 AS nvarchar(max))))',
      values: [`'; DROP TABLE car; --`],
    });
    expect(written({ field: 'changed', op: 'lt', value: '2026-01-01T00:00:00.1234567' }).text).toBe(
      't.[changed] < CONVERT(datetime2(7), @p1, 126)',
    );
  });

  it('has no boolean constants and no IS NOT TRUE: it does without', () => {
    expect(written({ not: { or: [] } }).text).toBe('CASE WHEN 1 = 0 THEN 0 ELSE 1 END = 1');
    expect(written({ and: [] }).text).toBe('1 = 1');
  });

  it('a bracket in a pattern is a bracket', () => {
    expect(toLikePattern('[a]%')).toBe('\\[a]%');
    expect(written({ field: 'plate', op: 'like', value: '[x]_' })).toEqual({
      text: `t.[plate] COLLATE Latin1_General_100_BIN2 LIKE @p1 ESCAPE '\\'`,
      values: ['\\[x]_'],
    });
  });

  it('a list of keys is one parameter, because the engine takes 2100', () => {
    const parameters = createParameters(dialect);
    const tuples = Array.from({ length: 10_000 }, (_, i) => [String(i), `P${i}`]);
    const text = dialect.among([id, plate], tuples, parameters.add);
    expect(parameters.values).toEqual([JSON.stringify(tuples)]);
    expect(text).toContain(`FROM OPENJSON(@p1) WITH (k0 nvarchar(4000) '$[0]', k1 nvarchar(4000) '$[1]')`);
    expect(text).toContain('t.[id] = CAST(j.k0 AS bigint)');
  });

  it('goes on after a tuple with parameters in the order they are written', () => {
    const parameters = createParameters(dialect);
    const text = dialect.after([changed, id], ['2026-01-01T00:00:00', '7'], parameters.add);
    expect(text).toBe(
      't.[changed] >= CONVERT(datetime2(7), @p1, 126) AND ((t.[changed] > CONVERT(datetime2(7), @p2, 126)) OR ' +
        '(t.[changed] = CONVERT(datetime2(7), @p3, 126) AND t.[id] > CAST(@p4 AS bigint)))',
    );
    expect(parameters.values).toEqual([
      '2026-01-01T00:00:00',
      '2026-01-01T00:00:00',
      '2026-01-01T00:00:00',
      '7',
    ]);
  });

  it('pages with an order, tops without one', () => {
    const parts = { columns: '*', from: 't', where: ['1 = 1'], limit: 5 };
    expect(dialect.select({ ...parts, order: ['a'], offset: 3 })).toBe(
      'SELECT * FROM t WHERE 1 = 1 ORDER BY a OFFSET 3 ROWS FETCH NEXT 5 ROWS ONLY',
    );
    expect(dialect.select({ ...parts, order: [] })).toBe('SELECT TOP (5) * FROM t WHERE 1 = 1');
  });

  it('takes the clock of the source, and of a row version what no open transaction can come behind', () => {
    expect(dialect.clock(changed)).toBe('CAST(DATEADD(minute, 420, SYSUTCDATETIME()) AS datetime2(7))');
    expect(dialect.clock(version)).toBe('MIN_ACTIVE_ROWVERSION()');
    expect(dialect.clock(id)).toBeUndefined();
    expect(dialect.minus('x', 60_500, changed)).toBe('DATEADD(millisecond, -500, DATEADD(second, -60, x))');
  });

  it('reads values without losing a digit', () => {
    const columns = [id, column('at', 'datetimeoffset(7)'), column('yes', 'bit'), column('tiny', 'tinyint')];
    const row = { id: '9223372036854775807', at: '2026-01-01T07:00:00.1234567+07:00', yes: '1', tiny: '255' };
    expect(createRowReader(columns)(row)).toEqual({ ...row, yes: true, tiny: 255 });
    expect([canHold(id, '9223372036854775807'), canHold(id, '9223372036854775808')]).toEqual([true, false]);
    expect(canHold(columns[3]!, '256')).toBe(false);
  });
});

describe('sql, SQL Server: rows and errors', () => {
  /** A request as tedious makes it, played by hand. */
  function play() {
    const request = {
      paused: false,
      on: (_event: string, listener: (columns: unknown[]) => void) => {
        request.row = (n: number) => listener([{ metadata: { colName: 'n' }, value: String(n) }]);
      },
      row: (_n: number): void => undefined,
      pause: () => {
        request.paused = true;
      },
      resume: () => {
        request.paused = false;
      },
      end: (_error?: Error): void => undefined,
    };
    return request;
  }

  it('pauses the request while its rows are not taken', async () => {
    const request = play();
    const rows = rowsOf(
      (done) => {
        request.end = done;
        return request as never;
      },
      () => undefined,
    );
    const first = rows.next();
    let sent = 0;
    const send = () => {
      while (!request.paused && sent < 200) request.row(sent++);
    };
    send();
    expect((await first).value).toEqual({ n: '0' });
    expect(sent).toBe(64);
    const seen = [0];
    for (;;) {
      const step = rows.next();
      await Promise.resolve();
      send();
      if (sent === 200) request.end();
      const { value, done } = await step;
      if (done) break;
      seen.push(Number(value.n));
    }
    expect(seen).toEqual(Array.from({ length: 200 }, (_, i) => i));
  });

  it.each([
    [{ number: 18456, message: 'Login failed' }, 'auth'],
    [{ number: 208, message: 'Invalid object name' }, 'drift'],
    [{ number: 207, message: 'Invalid column name' }, 'drift'],
    [{ number: 4060 }, 'config'],
    [{ number: 245, message: `Conversion failed: 'Nguyễn'` }, 'unsupported'],
    [{ number: 1205 }, 'transient'],
    [{ code: 'ELOGIN' }, 'auth'],
    [{ code: 'ESOCKET' }, 'transient'],
    [{ code: 'ETIMEOUT' }, 'transient'],
    [new ConnectorError('config', 'as it is'), 'config'],
  ])('%j is %s', (error, kind) => {
    const said = toMssqlError(error, 'test-source');
    expect(said.kind).toBe(kind);
    expect(said.message).not.toContain('Nguyễn');
  });

  it('a severe error ends the session', () => {
    expect([isServerError({ number: 208, class: 16 }), isServerError({ number: 1, class: 20 })]).toEqual([
      true,
      false,
    ]);
    expect(isServerError({ code: 'ESOCKET' })).toBe(false);
  });

  it('nobody there is transient, an address of another engine is config', async () => {
    const check = async (url: string) => {
      const datasets = [{ name: 'cars', table: 'dbo.car', key: ['id'] }];
      const { connector, ctx, stop } = await createTestSource(
        sql,
        { url: 'DB_URL', driver: 'mssql', datasets },
        { secrets: { DB_URL: url } },
      );
      return connector.check(ctx).finally(stop);
    };
    await expect(check(`mssql://u:p@127.0.0.1:${await freePort()}/db`)).rejects.toMatchObject({
      kind: 'transient',
    });
    await expect(check('postgres://u:p@127.0.0.1/db')).rejects.toMatchObject({ kind: 'config' });
  });
});
