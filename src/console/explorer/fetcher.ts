import type { GraphiQLProps } from 'graphiql';
import { getOperationAST, parse } from 'graphql';
import { type Client, createClient, type SubscribePayload } from 'graphql-ws';
import type { Answer } from '../answer.ts';
import type { Cell } from '../cell.ts';
import { getLanguage, say } from '../language/language.ts';
import { createLatest } from './latest.ts';
import { dropStaleName } from './operation-name.ts';
import { type Session, toHeaders } from './session.ts';

type Fetcher = GraphiQLProps['fetcher'];

/** A reader takes in a few events a second; a busy sensor network sends hundreds. */
const EVENT_PAUSE_MS = 200;

export interface FetcherOptions {
  /** Same-origin address of the graph; live operations go to the same path over WebSocket. */
  readonly url: URL;
  readonly session: Cell<Session>;
  /** Sees every answer and every shown event. */
  readonly onAnswer: (answer: Answer) => void;
}

/** Asks over HTTP; when the operation is a subscription, over WebSocket with the same credentials. */
export function createFetcher({ url, session, onAnswer }: FetcherOptions): Fetcher {
  const live = createLiveClient(url, session);

  return (sent) => {
    const request = dropStaleName(sent);
    if (!isSubscription(request.query, request.operationName))
      return ask(url, session.get(), request, onAnswer);
    return watch(live, request, onAnswer) as unknown as ReturnType<Fetcher>;
  };
}

/** How GraphiQL listens. Its type allows bare functions too, which it never hands over. */
interface Observer {
  next(answer: Answer): void;
  error(error: Error): void;
  complete(): void;
}

function watch(live: Client, request: SubscribePayload, onAnswer: (answer: Answer) => void) {
  return {
    subscribe: (observer: Observer) => {
      const shown = createLatest<Answer>(EVENT_PAUSE_MS, (event) => {
        onAnswer(event);
        observer.next(event);
      });
      const unsubscribe = live.subscribe(request, {
        next: (event) => shown.push(event as Answer),
        error: (reason) => {
          shown.flush();
          observer.error(toConnectionError(reason));
        },
        complete: () => {
          shown.flush();
          observer.complete();
        },
      });
      return {
        unsubscribe: () => {
          shown.cancel();
          unsubscribe();
        },
      };
    },
  };
}

/** A query that does not parse is none: it goes to the hub, whose answer names the place and the remedy. */
function isSubscription(query: string, operationName?: string | null): boolean {
  try {
    return getOperationAST(parse(query), operationName)?.operation === 'subscription';
  } catch {
    return false;
  }
}

function createLiveClient(url: URL, session: Cell<Session>): Client {
  const address = new URL(url);
  address.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const client = createClient({ url: address.href, connectionParams: () => toHeaders(session.get()) });
  // Who asks is settled when a connection opens: another key needs another connection.
  session.subscribe(() => client.terminate());
  return client;
}

async function ask(url: URL, session: Session, request: object, onAnswer: (answer: Answer) => void) {
  const language = getLanguage();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      ...toHeaders(session),
      accept: 'application/graphql-response+json, application/json',
      'accept-language': language,
      'content-type': 'application/json',
    },
    body: JSON.stringify(request),
  }).catch((cause: unknown) => {
    throw new Error(say(language, 'offline'), { cause });
  });
  if (!response.headers.get('content-type')?.includes('json')) {
    throw new Error(say(language, 'notAnAnswer', { status: String(response.status) }));
  }
  const answer = (await response.json()) as Answer;
  onAnswer(answer);
  return answer as never;
}

/** graphql-ws ends with a CloseEvent, an Event or GraphQL errors; the result pane can only print an Error. */
function toConnectionError(reason: unknown): Error {
  if (reason instanceof Error) return reason;
  if (Array.isArray(reason))
    return new Error(reason.map((one: { message: string }) => one.message).join('; '));
  const close = reason as { code?: number; reason?: string };
  if (close.code === undefined) return new Error(say(getLanguage(), 'offline'));
  return new Error(
    say(getLanguage(), 'connectionClosed', { reason: [close.code, close.reason].filter(Boolean).join(' ') }),
  );
}
