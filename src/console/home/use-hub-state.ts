import { useCallback, useEffect, useState } from 'react';
import { fetchHubState, type HubStateAnswer } from './hub-state.ts';

/** Counting millions of rows is not free; a minute is fresh enough for a first look. */
const EVERY_MS = 60_000;

export interface HubState {
  /** The last answer with data; stays while the hub does not answer. */
  readonly answer?: HubStateAnswer;
  readonly asOf?: Date;
  /** Why the last attempt brought no data. */
  readonly failure?: string;
  readonly asking: boolean;
}

/** What the graph holds, asked again while the page is looked at. */
export function useHubState(): HubState & { readonly refresh: () => void } {
  const [state, setState] = useState<HubState>({ asking: true });

  const refresh = useCallback(() => {
    setState((before) => ({ ...before, asking: true }));
    fetchHubState().then(
      (answer) => {
        if (answer.data) return setState({ answer, asOf: new Date(), asking: false });
        const failure = answer.errors?.[0]?.message ?? 'no data';
        setState((before) => ({ ...before, failure, asking: false }));
      },
      (reason: Error) => setState((before) => ({ ...before, failure: reason.message, asking: false })),
    );
  }, []);

  useEffect(() => {
    refresh();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [refresh]);

  return { ...state, refresh };
}
