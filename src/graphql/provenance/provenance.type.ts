import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Internal, Personal } from '../field-class.ts';
import { DateTimeScalar } from '../scalars.ts';

@Directive('@shareable')
@ObjectType({
  simpleResolvers: true,
  description:
    'Bản ghi này từ đâu mà có, đúng từ khi nào, hub biết từ khi nào. Where a record comes from, when it was so, and ' +
    'when the hub learned of it.',
})
export class Provenance {
  @Internal()
  @Field(() => String, {
    nullable: true,
    description: 'Nguồn, hoặc đơn vị đã gửi báo cáo. Source, or the subsystem that submitted it.',
  })
  source!: string | null;

  @Internal()
  @Field(() => ID, { nullable: true, description: 'Lượt lấy dữ liệu hoặc bài nộp. Run or submission.' })
  run!: string | null;

  /** A page's address may hold a key that leads to a person. */
  @Personal()
  @Field(() => String, {
    nullable: true,
    description: 'Tệp, chủ đề hoặc URL trang. File, topic or page URL.',
  })
  uri!: string | null;

  @Personal()
  @Field(() => String, { nullable: true, description: 'Dòng, vị trí hoặc offset. Line, index or offset.' })
  position!: string | null;

  @Internal()
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Nguồn nói đúng như vậy vào lúc. When it was so, as the source says.',
  })
  observedAt!: string | null;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true, description: 'Hub biết lúc. When the hub learned of it.' })
  recordedAt!: string | null;

  @Internal()
  @Field(() => Int, { nullable: true, description: '1 là bản đầu. 1 for the first version.' })
  version!: number | null;
}
