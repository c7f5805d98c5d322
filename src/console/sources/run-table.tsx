import { useState } from 'react';
import { type IngestRunWhere, RunsDocument } from '../generated/graphql.ts';
import { useSay } from '../language/language.ts';
import type { Desk } from './desk.ts';
import { useShown } from './shown.ts';
import { StateChip } from './state-chip.tsx';
import { useAsked } from './use-asked.ts';

/** A schedule of seconds makes thousands of runs a day that find nothing. */
const WITH_NEWS: IngestRunWhere = {
  or: [
    { status: { ne: 'SUCCEEDED' } },
    ...(['inserted', 'updated', 'deleted', 'quarantined'] as const).map((count) => ({ [count]: { gt: 0 } })),
  ],
};

export function RunTable({ desk }: { readonly desk: Desk }) {
  const say = useSay();
  const { number, time, either } = useShown();
  const [isAll, setAll] = useState(false);
  const { data } = useAsked(desk, RunsDocument, { where: isAll ? null : WITH_NEWS });
  const runs = data?.runs?.nodes;
  return (
    <section id="runs" aria-labelledby="runs-heading">
      <h2 id="runs-heading">{say('runsHeading')}</h2>
      <label className="check">
        <input type="checkbox" checked={isAll} onChange={(event) => setAll(event.currentTarget.checked)} />
        {say('runsAll')}
      </label>
      {runs?.length === 0 && <p className="quiet">{say('runsNone')}</p>}
      {runs && runs.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{say('columnStarted')}</th>
              <th scope="col">{say('columnDataset')}</th>
              <th scope="col">{say('columnState')}</th>
              <th scope="col">{say('columnRead')}</th>
              <th scope="col">{say('columnWritten')}</th>
              <th scope="col">{say('columnRefused')}</th>
              <th scope="col">{say('columnAskedBy')}</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.id}>
                <th scope="row" data-label={say('columnStarted')}>
                  {time(run.startedAt)}
                </th>
                <td data-label={say('columnDataset')}>
                  {run.source} → {run.dataset} <span className="quiet">{run.mode}</span>
                </td>
                <td data-label={say('columnState')}>
                  <StateChip state={run.status} />
                  {run.problem && (
                    <small className="reason">{either(run.problem.message, run.problem.messageEn)}</small>
                  )}
                </td>
                <td data-label={say('columnRead')}>{number(run.read)}</td>
                <td data-label={say('columnWritten')}>{number(run.written)}</td>
                <td data-label={say('columnRefused')}>{number(run.quarantined)}</td>
                <td data-label={say('columnAskedBy')}>{run.askedBy ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
