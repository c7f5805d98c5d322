import type { Answer } from '../answer.ts';
import { type Cell, createCell } from '../cell.ts';
import { type Session, toHeaders } from '../explorer/session.ts';
import type { TypedDocumentString } from '../generated/graphql.ts';
import { getLanguage, say } from '../language/language.ts';

/** Longer than this and the page says so instead of waiting. */
const PATIENCE_MS = 30_000;

/** What the parts of the page share: who asks, what the last answers lacked, and that something has changed. */
export interface Desk {
  readonly session: Cell<Session>;
  /** Notes of the last action, or of the last answer that lacked something. */
  readonly notes: Cell<Answer>;
  /** What the last action came to, for the reader. */
  readonly done: Cell<string>;
  /** Counts what the reader has changed: everything shown is asked again. */
  readonly changes: Cell<number>;
  /** Rejects with a sentence for the reader when no GraphQL answer comes. */
  ask<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ): Promise<Answer<Data>>;
  /** An action of the reader's; `tell` says what it came to, when it went well. */
  act<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    tell: (data: Data) => string,
  ): Promise<boolean>;
}

export function createDesk(session: Cell<Session>): Desk {
  const notes = createCell<Answer>({});
  const done = createCell('');
  const changes = createCell(0);
  const ask = async <Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ): Promise<Answer<Data>> => {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        ...toHeaders(session.get()),
        accept: 'application/graphql-response+json, application/json',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ query: document.toString(), variables }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch((cause: unknown) => {
      throw new Error(say(getLanguage(), 'offline'), { cause });
    });
    if (!response.headers.get('content-type')?.includes('json'))
      throw new Error(say(getLanguage(), 'notAnAnswer', { status: String(response.status) }));
    return (await response.json()) as Answer<Data>;
  };
  return {
    session,
    notes,
    done,
    changes,
    ask,
    act: async (document, variables, tell) => {
      done.set('');
      notes.set({});
      try {
        const answer = await ask(document, variables);
        if (answer.errors || !answer.data) {
          notes.set(answer);
          return false;
        }
        done.set(tell(answer.data));
        changes.set(changes.get() + 1);
        return true;
      } catch (error) {
        done.set((error as Error).message);
        return false;
      }
    },
  };
}
