import { HubTables1764000000000 } from './1764000000000-HubTables.ts';
import { PatrolShift1764000001000 } from './1764000001000-PatrolShift.ts';
import { TrafficViolation1764000002000 } from './1764000002000-TrafficViolation.ts';
import { RoadSegment1764000003000 } from './1764000003000-RoadSegment.ts';
import { Submission1764000004000 } from './1764000004000-Submission.ts';
import { TrafficAccident1764000005000 } from './1764000005000-TrafficAccident.ts';
import { TrafficFlowObserved1764000006000 } from './1764000006000-TrafficFlowObserved.ts';
import { TrafficIncident1764000007000 } from './1764000007000-TrafficIncident.ts';
import { Vehicle1764000008000 } from './1764000008000-Vehicle.ts';
import { SourceControl1764100000000 } from './1764100000000-SourceControl.ts';
import { Integration1764200000000 } from './1764200000000-Integration.ts';
import { SourceStatement1764200001000 } from './1764200001000-SourceStatement.ts';
import { FieldUsage1764200002000 } from './1764200002000-FieldUsage.ts';
import { SourceKey1764200003000 } from './1764200003000-SourceKey.ts';
import { MemberSubgraph1764300000000 } from './1764300000000-MemberSubgraph.ts';

/** THE LIST, oldest first. Forward only; expand before contract. */
export const migrations = [
  HubTables1764000000000,
  PatrolShift1764000001000,
  TrafficViolation1764000002000,
  RoadSegment1764000003000,
  Submission1764000004000,
  TrafficAccident1764000005000,
  TrafficFlowObserved1764000006000,
  TrafficIncident1764000007000,
  Vehicle1764000008000,
  SourceControl1764100000000,
  Integration1764200000000,
  SourceStatement1764200001000,
  FieldUsage1764200002000,
  SourceKey1764200003000,
  MemberSubgraph1764300000000,
];
