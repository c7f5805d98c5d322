import { Field, ID, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Internal } from '../../graphql/field-class.ts';
import { DateTimeScalar } from '../../graphql/scalars.ts';
import * as codes from '../../model/code-lists/index.ts';

const ApprovalKind = registerCodeEnum(codes.approvalKinds);
const ApprovalStatus = registerCodeEnum(codes.approvalStatuses);

@ObjectType({
  simpleResolvers: true,
  description: 'Việc hub không tự quyết mà chờ người duyệt. What the hub does not decide by itself.',
})
export class Approval {
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
  @Field(() => ApprovalKind, { nullable: true })
  kind!: string | null;

  @Internal()
  @Field(() => ApprovalStatus, { nullable: true })
  status!: string | null;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true })
  askedAt!: string | null;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true })
  decidedAt!: string | null;

  @Internal()
  @Field(() => String, { nullable: true, description: 'Ai quyết định. Who decided.' })
  decidedBy!: string | null;

  @Internal()
  @Field(() => String, { nullable: true })
  note!: string | null;

  detail!: ApprovalDetail;
}

/** What is asked about: the change of shape, or the removals. */
export interface ApprovalDetail {
  narrowing?: string[];
  widening?: string[];
  missing?: number;
  held?: number;
  examples?: string[];
}
