import { useState } from 'react';
import { WaitingDocument } from '../generated/graphql.ts';
import { useSay } from '../language/language.ts';
import type { Desk } from './desk.ts';
import { QuarantineCounts } from './quarantine-counts.tsx';
import { QuarantineFilters } from './quarantine-filters.tsx';
import { QuarantineList } from './quarantine-list.tsx';
import type { QuarantineView } from './quarantine-view.ts';
import { useAsked } from './use-asked.ts';

/** Counts lead to the records, the records to what is done about them. */
export function QuarantineDesk({ desk }: { readonly desk: Desk }) {
  const say = useSay();
  const [shown, setShown] = useState<QuarantineView>({
    source: '',
    dataset: '',
    reason: '',
    field: '',
    status: 'OPEN',
  });
  const { data } = useAsked(desk, WaitingDocument, {});
  const counts = data?.quarantineCounts ?? undefined;
  return (
    <section id="quarantine" aria-labelledby="quarantine-heading">
      <h2 id="quarantine-heading">{say('quarantineHeading')}</h2>
      {counts && (
        <>
          <QuarantineCounts counts={counts} onShow={setShown} />
          <QuarantineFilters counts={counts} shown={shown} onChange={setShown} />
          <QuarantineList key={JSON.stringify(shown)} desk={desk} shown={shown} />
        </>
      )}
    </section>
  );
}
