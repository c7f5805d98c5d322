import { useEffect, useState } from 'react';
import type { Answer } from '../answer.ts';
import { useCell } from '../cell.ts';
import type { TypedDocumentString } from '../generated/graphql.ts';
import type { Desk } from './desk.ts';

const EVERY_MS = 15_000;

export interface Asked<Data> {
  /** The last answer's data; stays while a newer one is asked for. */
  readonly data?: Data | undefined;
  /** Why the last attempt brought no answer. */
  readonly failure?: string | undefined;
  readonly isDenied: boolean;
}

/** Asks the graph, and again when the reader changes something, takes another key, or has looked for a while. */
export function useAsked<Data, Variables>(
  desk: Desk,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Asked<Data> {
  const { key } = useCell(desk.session);
  const changes = useCell(desk.changes);
  const [asked, setAsked] = useState<Asked<Data>>({ isDenied: false });
  const text = JSON.stringify(variables);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another key and a change are reasons to ask again
  useEffect(() => {
    let isLeft = false;
    const ask = () =>
      desk.ask(document, JSON.parse(text) as Variables).then(
        (answer) => {
          if (!isLeft) setAsked({ data: answer.data ?? undefined, isDenied: isDenied(answer) });
        },
        (reason: Error) => {
          if (!isLeft) setAsked((before) => ({ ...before, failure: reason.message }));
        },
      );
    void ask();
    const timer = setInterval(() => {
      if (globalThis.document.visibilityState === 'visible') void ask();
    }, EVERY_MS);
    return () => {
      isLeft = true;
      clearInterval(timer);
    };
  }, [desk, document, text, key, changes]);
  return asked;
}

function isDenied({ errors = [] }: Answer): boolean {
  return errors.some(({ extensions }) => String(extensions?.code).startsWith('HUB_ACCESS_'));
}
