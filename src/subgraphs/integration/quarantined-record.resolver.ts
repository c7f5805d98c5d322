import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { batched } from '../../graphql/batch.ts';
import type { HubContext } from '../../graphql/context.ts';
import { Internal, Sealed } from '../../graphql/field-class.ts';
import type { Connection, ListArgs } from '../../graphql/list-types.ts';
import { toSql } from '../../graphql/predicate-sql.ts';
import { pageOfTable } from '../../graphql/stored-list.ts';
import type { WhereInput } from '../../graphql/where.ts';
import { QuarantineCount } from './quarantine-count.type.ts';
import { quarantineList, quarantineTable } from './quarantined-record.input.ts';
import { QuarantinedRecord } from './quarantined-record.type.ts';

/** So many groups at most, the largest first. */
const MAX_GROUPS = 1_000;

@Resolver(() => QuarantinedRecord)
export class QuarantinedRecordResolver {
  @Internal()
  @Query(() => quarantineList.Connection, {
    nullable: true,
    description: 'Các bản ghi bị cách ly, mới nhất trước. Refused records, newest first.',
  })
  quarantine(
    @Args(() => quarantineList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Promise<Connection> {
    return pageOfTable(context, quarantineList, quarantineTable, args);
  }

  @Internal()
  @Query(() => [QuarantineCount], {
    nullable: true,
    description:
      'Đếm theo nguồn, tập dữ liệu, lý do và trường, nhiều nhất trước; mặc định chỉ đếm bản ghi chờ xử lý. ' +
      'Counted by source, dataset, reason and field, most first; by default only what waits.',
  })
  quarantineCounts(
    @Arg('where', () => quarantineList.Where, { nullable: true }) where: WhereInput | null,
    @Ctx() context: HubContext,
  ): Promise<QuarantineCount[]> {
    const params: unknown[] = [];
    const sql = toSql(
      quarantineList.predicate(context, where ?? { status: { eq: 'OPEN' } }),
      quarantineTable,
      't',
      params,
    );
    return context.query<QuarantineCount>(
      `SELECT source, dataset, reason, field, count(*)::int AS count, max(last_seen_at) AS "lastSeenAt"
       FROM quarantine t WHERE ${sql} GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 1, 2, 3, 4 LIMIT ${MAX_GROUPS}`,
      params,
    );
  }

  @Sealed()
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Nguyên văn nguồn gửi, có thể chứa dữ liệu cá nhân. What was sent; may hold personal data.',
  })
  async raw(@Root() { id }: QuarantinedRecord, @Ctx() context: HubContext): Promise<string | null> {
    return (await loadTexts(context, id!))?.raw ?? null;
  }

  @Sealed()
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Lý do đầy đủ, có thể trích giá trị. The whole reason; may quote the value.',
  })
  async message(@Root() { id }: QuarantinedRecord, @Ctx() context: HubContext): Promise<string | null> {
    return (await loadTexts(context, id!))?.message ?? null;
  }
}

interface Texts {
  raw: string;
  message: string;
}

function loadTexts(context: HubContext, id: string | number): Promise<Texts | undefined> {
  return batched<string, Texts>(context, 'integration.texts', async (ids) => {
    const rows = await context.query<Texts & { id: string }>(
      'SELECT id::text AS id, raw, message FROM quarantine WHERE id = ANY($1::bigint[])',
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }).load(String(id));
}
