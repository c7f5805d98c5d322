import { ReplayDocument, SourcesDocument, type SourcesQuery } from '../generated/graphql.ts';
import { useSay } from '../language/language.ts';
import type { Text } from '../language/vi.ts';
import type { Desk } from './desk.ts';
import { useShown } from './shown.ts';
import { StateChip } from './state-chip.tsx';
import { useAsked } from './use-asked.ts';

type Source = SourcesQuery['sources']['nodes'][number];
type Dataset = NonNullable<NonNullable<Source['datasets']>[number]>;

export function SourceList({ desk }: { readonly desk: Desk }) {
  const say = useSay();
  const { data, failure } = useAsked(desk, SourcesDocument, {});
  return (
    <section id="sources" aria-labelledby="sources-heading">
      <h2 id="sources-heading">{say('sourcesTitle')}</h2>
      {failure && (
        <p className="warning" role="alert">
          {failure}
        </p>
      )}
      {data?.sources.nodes.map((source) => (
        <SourceCard key={source.name} source={source} desk={desk} />
      ))}
    </section>
  );
}

function SourceCard({ source, desk }: { readonly source: Source; readonly desk: Desk }) {
  const say = useSay();
  const { time, either } = useShown();
  const { name, status, since, message, owner, connector, datasets } = source;
  return (
    <article className="card" aria-labelledby={`source-${name}`}>
      <header>
        <h3 id={`source-${name}`}>{either(source.titleVi, source.titleEn)}</h3>
        <StateChip state={status} />
      </header>
      <p className="quiet">
        <code>{name}</code> · {say('ownerLabel')} {owner}
        {connector && ` · ${say('connectorLabel')} ${connector}`}
        {since && ` · ${say('sinceLabel')} ${time(since)}`}
      </p>
      {message && <p className="warning">{message}</p>}
      {datasets && (
        <table>
          <thead>
            <tr>
              <th scope="col">{say('columnDataset')}</th>
              <th scope="col">{say('columnState')}</th>
              <th scope="col">{say('columnRows')}</th>
              <th scope="col">{say('columnRefused')}</th>
              <th scope="col">{say('columnLastGood')}</th>
              <th scope="col">{say('columnAction')}</th>
            </tr>
          </thead>
          <tbody>
            {datasets
              .filter((dataset) => dataset !== null)
              .map((dataset) => (
                <DatasetRow key={dataset.name} source={name} dataset={dataset} desk={desk} />
              ))}
          </tbody>
        </table>
      )}
    </article>
  );
}

function DatasetRow({
  source,
  dataset,
  desk,
}: {
  readonly source: string;
  readonly dataset: Dataset;
  readonly desk: Desk;
}) {
  const say = useSay();
  const { number, time, either } = useShown();
  const title = either(dataset.titleVi, dataset.titleEn);
  const problem = dataset.state === 'FAILED' ? dataset.lastRun?.problem : undefined;
  const reason = dataset.parkedReason?.join(', ') ?? either(problem?.message, problem?.messageEn);
  // A stream holds its dataset as long as it runs; its refused records are tried again one by one.
  const canReplay = dataset.mode !== 'LIVE' && !(dataset.mode === 'STREAM' && dataset.state === 'RUNNING');
  const replay = () =>
    desk.act(ReplayDocument, { source, dataset: dataset.name ?? null }, () =>
      say('replayStarted', { dataset: title }),
    );
  return (
    <tr>
      <th scope="row" data-label={say('columnDataset')}>
        {title}
        <span className="quiet"> {say(`mode${dataset.mode}` as Text)}</span>
      </th>
      <td data-label={say('columnState')}>
        <StateChip state={dataset.state} />
        {reason && <small className="reason">{reason}</small>}
      </td>
      <td data-label={say('columnRows')}>{number(dataset.rows)}</td>
      <td data-label={say('columnRefused')}>{number(dataset.openQuarantine)}</td>
      <td data-label={say('columnLastGood')}>{time(dataset.lastGoodRunAt)}</td>
      <td data-label={say('columnAction')}>
        {canReplay && (
          <button type="button" title={say('replayHint', { dataset: title })} onClick={replay}>
            {say('replayButton')}
            <span className="unseen"> {title}</span>
          </button>
        )}
      </td>
    </tr>
  );
}
