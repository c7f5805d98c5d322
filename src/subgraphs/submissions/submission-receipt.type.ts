import { Field, ID, ObjectType } from 'type-graphql';
import { Open } from '../../graphql/field-class.ts';
import { DateTimeScalar } from '../../graphql/scalars.ts';
import type { SubmissionRecord } from './submission.record.ts';

/** Open: it says nothing about its content, and only its submitter can get it. */
@ObjectType({ simpleResolvers: true, description: 'Biên nhận của một tin báo. Receipt of a submission.' })
export class SubmissionReceipt {
  @Open()
  @Field(() => String, {
    description: 'Mã ngắn để đọc qua điện thoại: BN-7K4M-1QXC. Short code, for people.',
  })
  code!: string;

  @Open()
  @Field(() => ID, { description: 'UUID do thiết bị tạo. UUID made on the device.' })
  instanceId!: string;

  @Open()
  @Field(() => DateTimeScalar, { description: 'Hub nhận lần đầu lúc. When the hub first received it.' })
  receivedAt!: string;

  @Open()
  @Field(() => Boolean, {
    description:
      'Đã nhận từ trước; lần này không ghi thêm gì. It had come before; nothing was stored this time.',
  })
  duplicate!: boolean;
}

export function toReceipt(
  { code, id, receivedAt }: Pick<SubmissionRecord, 'code' | 'id' | 'receivedAt'>,
  duplicate: boolean,
): SubmissionReceipt {
  return { code, instanceId: id, receivedAt, duplicate };
}
