import { useState } from 'react';
import { QuarantineDocument, type QuarantinedRecordWhere } from '../generated/graphql.ts';
import { useSay } from '../language/language.ts';
import type { Desk } from './desk.ts';
import { QuarantineActions } from './quarantine-actions.tsx';
import type { QuarantineView } from './quarantine-view.ts';
import { QuarantinedEntry } from './quarantined-entry.tsx';
import { useShown } from './shown.ts';
import { useAsked } from './use-asked.ts';

const PAGE = 20;

function toWhere(shown: QuarantineView): QuarantinedRecordWhere {
  return Object.fromEntries(
    Object.entries(shown)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, { eq: value }]),
  );
}

export function QuarantineList({ desk, shown }: { readonly desk: Desk; readonly shown: QuarantineView }) {
  const say = useSay();
  const { number } = useShown();
  const [first, setFirst] = useState(PAGE);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { data } = useAsked(desk, QuarantineDocument, { where: toWhere(shown), first });
  const found = data?.quarantine;
  if (!found) return null;
  const open = found.nodes.filter(({ status }) => status === 'OPEN').map(({ id }) => id ?? '');
  const choose = (ids: readonly string[], isChosen: boolean) => {
    const others = [...chosen].filter((id) => !ids.includes(id));
    setChosen(new Set(isChosen ? [...others, ...ids] : others));
  };
  return (
    <>
      <p className="quiet">{say('quarantineTotal', { count: number(found.totalCount) })}</p>
      {open.length > 0 && (
        <div className="actions">
          <label className="check">
            <input
              type="checkbox"
              checked={open.every((id) => chosen.has(id))}
              onChange={(event) => choose(open, event.currentTarget.checked)}
            />
            {say('selectAll')}
          </label>
          <QuarantineActions
            desk={desk}
            chosen={open.filter((id) => chosen.has(id))}
            onDone={() => setChosen(new Set())}
          />
        </div>
      )}
      <ul className="entries">
        {found.nodes.map((entry) => (
          <QuarantinedEntry
            key={entry.id}
            entry={entry}
            isChosen={chosen.has(entry.id ?? '')}
            onChoose={(isChosen) => choose([entry.id ?? ''], isChosen)}
          />
        ))}
      </ul>
      {found.pageInfo.hasNextPage && (
        <button type="button" onClick={() => setFirst(first + PAGE)}>
          {say('moreButton')}
        </button>
      )}
    </>
  );
}
