import type { ProblemKind } from '../problem.ts';
import * as access from './access.ts';
import * as config from './config.ts';
import * as connector from './connector.ts';
import * as demo from './demo.ts';
import * as events from './events.ts';
import * as gateway from './gateway.ts';
import * as http from './http.ts';
import * as ingest from './ingest.ts';
import * as model from './model.ts';
import * as query from './query.ts';
import * as source from './source.ts';
import * as store from './store.ts';
import * as subgraph from './subgraph.ts';
import * as submission from './submission.ts';
import * as unit from './unit.ts';

/** THE LIST of problem areas. `schema/problems.md` is printed from it; a code stands here or it does not exist. */
export const problemAreas = {
  config,
  model,
  unit,
  connector,
  store,
  events,
  ingest,
  source,
  access,
  query,
  submission,
  gateway,
  subgraph,
  http,
  demo,
} as const;

/** Every kind, in the order of the list. */
export function listProblemKinds(): ProblemKind[] {
  return Object.values(problemAreas).flatMap((area) => Object.values(area) as unknown as ProblemKind[]);
}
