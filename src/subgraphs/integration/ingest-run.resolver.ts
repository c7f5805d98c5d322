import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { batched } from '../../graphql/batch.ts';
import type { HubContext } from '../../graphql/context.ts';
import { Internal } from '../../graphql/field-class.ts';
import type { Connection, ListArgs } from '../../graphql/list-types.ts';
import { pageOfTable } from '../../graphql/stored-list.ts';
import { findRun, ingestRunList, ingestRunTable } from './ingest-run.input.ts';
import { IngestRun } from './ingest-run.type.ts';

@Resolver(() => IngestRun)
export class IngestRunResolver {
  @Internal()
  @Query(() => ingestRunList.Connection, {
    nullable: true,
    description: 'Các lượt lấy dữ liệu, mới nhất trước; giữ 30 ngày. Runs, newest first; kept for 30 days.',
  })
  runs(@Args(() => ingestRunList.Args) args: ListArgs, @Ctx() context: HubContext): Promise<Connection> {
    return pageOfTable(context, ingestRunList, ingestRunTable, args);
  }

  @Internal()
  @Query(() => IngestRun, { nullable: true, description: 'Một lượt theo mã. One run by id.' })
  run(@Arg('id', () => ID) id: string, @Ctx() context: HubContext): Promise<unknown> {
    return findRun(context, id);
  }

  @Internal()
  @FieldResolver(() => Int, { nullable: true, description: 'Bản ghi đã đọc. Records read.' })
  read(@Root() run: IngestRun): number {
    return run.inserted! + run.updated! + run.unchanged! + run.deleted! + run.quarantined!;
  }

  @Internal()
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Bản ghi đã ghi: mới và thay đổi. Records written.',
  })
  written(@Root() run: IngestRun): number {
    return run.inserted! + run.updated!;
  }

  @Internal()
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Byte (đã nén) của những gì nguồn gửi trong lượt này, còn giữ để chạy lại; 0 khi không có gì mới. ' +
      'Bytes (gzip) of what the source sent in this run and is still kept for replay; 0 when nothing was new.',
  })
  async landedBytes(@Root() { id }: IngestRun, @Ctx() context: HubContext): Promise<number> {
    const bytes = await batched<string, number>(context, 'integration.bytes', async (runs) => {
      const rows = await context.query<{ run: string; bytes: number }>(
        'SELECT run, sum(octet_length(raw)) AS bytes FROM landed_page WHERE run = ANY($1) GROUP BY 1',
        [runs],
      );
      return new Map(rows.map((row) => [row.run, row.bytes]));
    }).load(id!);
    return bytes ?? 0;
  }
}
