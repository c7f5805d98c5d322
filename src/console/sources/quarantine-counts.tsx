import { useSay } from '../language/language.ts';
import type { Counts, QuarantineView } from './quarantine-view.ts';
import { useShown } from './shown.ts';

export function QuarantineCounts({
  counts,
  onShow,
}: {
  readonly counts: Counts;
  readonly onShow: (view: QuarantineView) => void;
}) {
  const say = useSay();
  const { number } = useShown();
  if (counts.length === 0) return <p className="quiet">{say('quarantineNone')}</p>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say('columnSource')}</th>
          <th scope="col">{say('columnDataset')}</th>
          <th scope="col">{say('columnReason')}</th>
          <th scope="col">{say('columnField')}</th>
          <th scope="col">{say('columnCount')}</th>
        </tr>
      </thead>
      <tbody>
        {counts.map(({ source, dataset, reason, field, count }) => (
          <tr key={[source, dataset, reason, field].join(' ')}>
            <th scope="row" data-label={say('columnSource')}>
              {source}
            </th>
            <td data-label={say('columnDataset')}>{dataset}</td>
            <td data-label={say('columnReason')}>
              <code>{reason}</code>
            </td>
            <td data-label={say('columnField')}>{field ? <code>{field}</code> : '–'}</td>
            <td data-label={say('columnCount')}>
              <button
                type="button"
                onClick={() =>
                  onShow({
                    source: source ?? '',
                    dataset: dataset ?? '',
                    reason: reason ?? '',
                    field: field ?? '',
                    status: 'OPEN',
                  })
                }
              >
                {say('showThese', { count: number(count) })}
                <span className="unseen">
                  : {source}, {dataset}, {reason}, {field}
                </span>
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
