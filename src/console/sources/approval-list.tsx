import { useId, useState } from 'react';
import { ApproveDocument, RejectDocument, WaitingDocument, type WaitingQuery } from '../generated/graphql.ts';
import { useSay } from '../language/language.ts';
import type { Text } from '../language/vi.ts';
import type { Desk } from './desk.ts';
import { useShown } from './shown.ts';
import { useAsked } from './use-asked.ts';

type Approval = NonNullable<WaitingQuery['approvals']>['nodes'][number];

export function ApprovalList({ desk }: { readonly desk: Desk }) {
  const say = useSay();
  const { data } = useAsked(desk, WaitingDocument, {});
  const waiting = data?.approvals?.nodes;
  return (
    <section id="approvals" aria-labelledby="approvals-heading">
      <h2 id="approvals-heading">{say('approvalsHeading')}</h2>
      {waiting?.length === 0 && <p className="quiet">{say('approvalsNone')}</p>}
      {waiting?.map((approval) => (
        <ApprovalCard key={approval.id} approval={approval} desk={desk} />
      ))}
    </section>
  );
}

function ApprovalCard({ approval, desk }: { readonly approval: Approval; readonly desk: Desk }) {
  const say = useSay();
  const id = useId();
  const { number, time } = useShown();
  const [note, setNote] = useState('');
  const { kind, source, dataset, askedAt, narrowing, widening, missing, held, examples } = approval;
  const decide = (approve: boolean) =>
    desk.act(
      approve ? ApproveDocument : RejectDocument,
      { id: approval.id ?? '', note: note.trim() || null },
      () => say(approve ? 'approvedDone' : 'rejectedDone'),
    );
  return (
    <article className="card" aria-labelledby={id}>
      <h3 id={id}>{say(`approval${kind}` as Text, { missing: number(missing), held: number(held) })}</h3>
      <p className="quiet">
        <code>
          {source} → {dataset}
        </code>{' '}
        · {time(askedAt)}
      </p>
      {[...(narrowing ?? []), ...(widening ?? [])].length > 0 && (
        <ul>
          {[...(narrowing ?? []), ...(widening ?? [])].map((change) => (
            <li key={change}>
              <code>{change}</code>
            </li>
          ))}
        </ul>
      )}
      {examples && examples.length > 0 && <p className="quiet">{examples.join(', ')} …</p>}
      <div className="actions">
        <label>
          {say('noteLabel')}
          <input value={note} maxLength={2000} onChange={(event) => setNote(event.currentTarget.value)} />
        </label>
        <button type="button" className="main" onClick={() => decide(true)}>
          {say('approveButton')}
        </button>
        <button type="button" onClick={() => decide(false)}>
          {say('rejectButton')}
        </button>
      </div>
    </article>
  );
}
