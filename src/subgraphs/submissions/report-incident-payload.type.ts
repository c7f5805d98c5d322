import { Field, ObjectType } from 'type-graphql';
import { Open } from '../../graphql/field-class.ts';
import { SubmissionReceipt } from './submission-receipt.type.ts';
import { TrafficIncidentReference } from './traffic-incident.reference.ts';

@ObjectType({
  simpleResolvers: true,
  description: 'Biên nhận và sự cố đã ghi. The receipt, and the incident that was stored.',
})
export class ReportIncidentPayload {
  @Open()
  @Field(() => SubmissionReceipt, { description: 'Biên nhận. The receipt.' })
  receipt!: SubmissionReceipt;

  @Open()
  @Field(() => TrafficIncidentReference, {
    nullable: true,
    description:
      'Sự cố đã được ghi; trống nếu nay không còn. The incident it became; null when it is gone by now.',
  })
  incident!: TrafficIncidentReference;
}
