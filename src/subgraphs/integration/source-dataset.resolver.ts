import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import type { HubContext } from '../../graphql/context.ts';
import { Internal } from '../../graphql/field-class.ts';
import { DateTimeScalar } from '../../graphql/scalars.ts';
import type { DatasetCard } from '../../graphql/source-desk.ts';
import * as codes from '../../model/code-lists/index.ts';
import { countStored, loadStatus, toState } from './dataset-status.ts';
import { findRun } from './ingest-run.input.ts';
import { IngestRun } from './ingest-run.type.ts';
import { SourceDataset } from './source-dataset.type.ts';

const DatasetState = registerCodeEnum(codes.datasetStates);

/** What is worked out only when somebody asks. */
@Resolver(() => SourceDataset)
export class SourceDatasetResolver {
  @Internal()
  @FieldResolver(() => DatasetState, { nullable: true, description: 'Đang ra sao. How it stands.' })
  async state(@Root() card: DatasetCard, @Ctx() context: HubContext): Promise<string> {
    return toState(card.mode, await loadStatus(context, card));
  }

  @Internal()
  @FieldResolver(() => IngestRun, { nullable: true, description: 'Lượt chạy cuối. Last run.' })
  async lastRun(@Root() card: DatasetCard, @Ctx() context: HubContext): Promise<unknown> {
    const { lastRun } = await loadStatus(context, card);
    return lastRun && findRun(context, lastRun.id);
  }

  @Internal()
  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'Lượt thành công gần nhất kết thúc lúc. When the last good run ended.',
  })
  async lastGoodRunAt(@Root() card: DatasetCard, @Ctx() context: HubContext): Promise<string | null> {
    return (await loadStatus(context, card)).lastGoodRunAt;
  }

  @Internal()
  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'Con trỏ đọc tiến lần cuối lúc. When the cursor last moved.',
  })
  async cursorMovedAt(@Root() card: DatasetCard, @Ctx() context: HubContext): Promise<string | null> {
    return (await loadStatus(context, card)).cursorMovedAt;
  }

  @Internal()
  @FieldResolver(() => [String], {
    nullable: true,
    description: 'Vì sao dừng: cấu trúc nguồn hẹp đi ở đâu. Why it is parked: what narrowed at the source.',
  })
  async parkedReason(@Root() card: DatasetCard, @Ctx() context: HubContext): Promise<string[] | null> {
    return (await loadStatus(context, card)).narrowing;
  }

  @Internal()
  @FieldResolver(() => Int, { nullable: true, description: 'Bản ghi bị cách ly đang chờ. Refused, waiting.' })
  async openQuarantine(@Root() card: DatasetCard, @Ctx() context: HubContext): Promise<number> {
    return (await loadStatus(context, card)).openQuarantine;
  }

  @Internal()
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Bản ghi đang lưu của nguồn này; đếm khi được hỏi. Records stored in its name, counted when asked.',
  })
  rows(@Root() card: DatasetCard, @Ctx() context: HubContext): Promise<number | null> {
    return countStored(context, card);
  }
}
