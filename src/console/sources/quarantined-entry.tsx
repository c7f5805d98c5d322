import { useSay } from '../language/language.ts';
import type { Text } from '../language/vi.ts';
import type { Entry } from './quarantine-view.ts';
import { useShown } from './shown.ts';

interface Props {
  readonly entry: Entry;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
}

export function QuarantinedEntry({ entry, isChosen, onChoose }: Props) {
  const say = useSay();
  const { time } = useShown();
  const { id, source, dataset, reason, field, message, raw, uri, position, status, lastSeenAt } = entry;
  return (
    <li className="card">
      <div className="entry-head">
        {status === 'OPEN' && (
          <input
            type="checkbox"
            aria-label={say('selectRecord', { id: id ?? '' })}
            checked={isChosen}
            onChange={(event) => onChoose(event.currentTarget.checked)}
          />
        )}
        <strong>
          #{id} <code>{reason}</code> {field && <code>{field}</code>}
        </strong>
        <span className="chip plain">{say(`status${status}` as Text)}</span>
      </div>
      {message && <p>{message}</p>}
      <p className="quiet">
        {source} → {dataset}
        {uri && (
          <>
            {' '}
            · {say('originLabel')} <code>{uri}</code> {position}
          </>
        )}{' '}
        · {say('timesSeen', { times: String(entry.timesSeen), when: time(lastSeenAt) })}
      </p>
      {entry.decidedBy && (
        <p className="quiet">
          {say('handledBy', { who: entry.decidedBy, when: time(entry.decidedAt) })}
          {entry.note && ` – ${entry.note}`}
        </p>
      )}
      {raw && (
        <details>
          <summary>{say('rawShow')}</summary>
          <pre>{toPretty(raw)}</pre>
        </details>
      )}
    </li>
  );
}

/** JSON is set out line by line; what is cut or no JSON stands as it came. */
function toPretty(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw;
  }
}
