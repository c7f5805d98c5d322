import { Field, ID, Int, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Internal } from '../../graphql/field-class.ts';
import { DateTimeScalar } from '../../graphql/scalars.ts';
import * as codes from '../../model/code-lists/index.ts';

const IngestRunStatus = registerCodeEnum(codes.runStatuses);

@ObjectType({
  simpleResolvers: true,
  description: 'Lỗi làm lượt chạy dừng, theo danh mục problems.md. Why a run failed, from the catalogue.',
})
export class RunProblem {
  @Internal()
  @Field(() => String, { nullable: true })
  code!: string | null;

  @Internal()
  @Field(() => String, { nullable: true })
  message!: string | null;

  @Internal()
  @Field(() => String, { nullable: true })
  messageEn!: string | null;

  @Internal()
  @Field(() => String, {
    nullable: true,
    description: 'Ai sửa được: client, source, operator. Who can mend it.',
  })
  fixer!: string | null;

  @Internal()
  @Field(() => String, { nullable: true })
  remedy!: string | null;

  @Internal()
  @Field(() => String, { nullable: true })
  remedyEn!: string | null;
}

const count = (vi: string, en: string) => ({ nullable: true, description: `${vi}. ${en}.` }) as const;

@ObjectType({
  simpleResolvers: true,
  description: 'Một lượt lấy dữ liệu của một tập từ một nguồn. One run of one dataset of one source.',
})
export class IngestRun {
  @Internal()
  @Field(() => ID, { nullable: true })
  id!: string | null;

  @Internal()
  @Field(() => String, { nullable: true })
  source!: string | null;

  @Internal()
  @Field(() => String, { nullable: true })
  dataset!: string | null;

  @Internal()
  @Field(() => String, { nullable: true, description: 'sync, stream, push, backfill, replay.' })
  mode!: string | null;

  @Internal()
  @Field(() => IngestRunStatus, { nullable: true })
  status!: string | null;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true })
  startedAt!: string | null;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true })
  endedAt!: string | null;

  @Internal()
  @Field(() => String, { nullable: true, description: 'Ai cho chạy, nếu không theo lịch. Who asked for it.' })
  askedBy!: string | null;

  @Internal()
  @Field(() => Int, count('Số trang đã ghi', 'Pages written'))
  pages!: number | null;

  @Internal()
  @Field(() => Int, count('Bản ghi mới', 'New records'))
  inserted!: number | null;

  @Internal()
  @Field(() => Int, count('Bản ghi thay đổi', 'Changed records'))
  updated!: number | null;

  @Internal()
  @Field(() => Int, count('Bản ghi như cũ', 'Records that were known'))
  unchanged!: number | null;

  @Internal()
  @Field(() => Int, count('Bản ghi bị gỡ', 'Records removed'))
  deleted!: number | null;

  @Internal()
  @Field(() => Int, count('Bản ghi bị cách ly', 'Records refused'))
  quarantined!: number | null;

  @Internal()
  @Field(() => RunProblem, { nullable: true })
  problem!: RunProblem | null;
}
