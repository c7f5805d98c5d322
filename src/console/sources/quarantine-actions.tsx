import { useState } from 'react';
import { DiscardQuarantineDocument, ReplayQuarantineDocument } from '../generated/graphql.ts';
import { useSay } from '../language/language.ts';
import type { Desk } from './desk.ts';

interface Props {
  readonly desk: Desk;
  readonly chosen: readonly string[];
  readonly onDone: () => void;
}

/** What may be done with the chosen records: try them again, or leave them at that with a reason. */
export function QuarantineActions({ desk, chosen, onDone }: Props) {
  const say = useSay();
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const ids = [...chosen];
  const act = async (work: () => Promise<boolean>) => {
    setBusy(true);
    if (await work()) onDone();
    setBusy(false);
  };
  const retry = () =>
    desk.act(ReplayQuarantineDocument, { ids }, ({ replayQuarantine: tried }) => {
      const open = tried?.filter(({ status }) => status === 'OPEN').length ?? 0;
      const count = tried?.length ?? 0;
      return say('retryDone', {
        count: String(count),
        replayed: String(count - open),
        open: String(open),
      });
    });
  const discard = () =>
    desk.act(DiscardQuarantineDocument, { ids, reason }, () => {
      setReason('');
      return say('discardDone', { count: String(ids.length) });
    });
  const isIdle = ids.length > 0 && !isBusy;
  return (
    <>
      <span className="quiet">{say('selectedCount', { count: String(ids.length) })}</span>
      <button type="button" disabled={!isIdle} onClick={() => act(retry)}>
        {say('retryButton')}
      </button>
      <label>
        {say('discardReason')}
        <input value={reason} maxLength={2000} onChange={(event) => setReason(event.currentTarget.value)} />
      </label>
      <button type="button" disabled={!isIdle || reason.trim() === ''} onClick={() => act(discard)}>
        {say('discardButton')}
      </button>
    </>
  );
}
