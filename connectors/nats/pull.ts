import { createInbox, type Msg, type NatsConnection, nanos } from '@nats-io/transport-node';
import { type Delivery, toDelivery } from './message.ts';

/** How long the server keeps a request for messages: short, because one of ours that died must not stand in the way. */
const EXPIRES_MS = 500;
/** After an answer that was none the server is left alone for a moment. Milliseconds. */
const PAUSE_MS = 500;

export interface Pull {
  /** Asks for messages; of no effect while an earlier request is still being served. */
  ask(count: number, bytes: number): void;
  /** Milliseconds until the server has forgotten the request that is out. */
  remaining(): number;
  /** Forgets the request that was out: a new connection knows nothing of it. */
  reset(): void;
  close(): void;
}

export interface PullListener {
  delivery(delivery: Delivery): void;
  /** The request is over, so one may ask again. */
  over(): void;
  /** The consumer or its stream is no more. */
  gone(reason: string): void;
}

/**
 * Requests for messages as JetStream knows them (ADR-13), one at a time. The client library's own `fetch` cannot be
 * bounded in messages and bytes at once and waits a second at least; here a request stays open over several pages.
 */
export function createPull(nc: NatsConnection, subject: string, listener: PullListener): Pull {
  const inbox = createInbox();
  let requests = 0;
  let left = 0;
  let notBefore = 0;
  let until = 0;
  let lapse: NodeJS.Timeout | undefined;
  let retry: NodeJS.Timeout | undefined;

  const end = () => {
    left = 0;
    clearTimeout(lapse);
    listener.over();
  };
  const onStatus = (message: Msg) => {
    if (message.subject !== `${inbox}.${requests}`) return; // of a request that we no longer wait for
    const code = message.headers?.code ?? 0;
    const reason = message.headers?.description ?? '';
    if (code === 100) return; // a sign of life
    if (code === 409 && /consumer deleted|consumer is push/i.test(reason)) listener.gone(reason);
    // 404 and 408: nothing came in time. 409: a limit or a change of leader. 503: nobody answers for the consumer.
    if (code === 503 || (code === 409 && !/exceeds maxbytes|batch completed/i.test(reason)))
      notBefore = Date.now() + PAUSE_MS;
    end();
  };
  const subscription = nc.subscribe(`${inbox}.*`, {
    callback: (error, message) => {
      if (error) return listener.gone(error.message);
      if (message.subject.startsWith(inbox)) return onStatus(message);
      const delivery = toDelivery(nc, message);
      if (!delivery) return;
      left -= 1;
      listener.delivery(delivery);
      if (left === 0) end();
    },
  });

  return {
    ask(count, bytes) {
      if (left > 0 || subscription.isClosed()) return;
      const pause = notBefore - Date.now();
      clearTimeout(retry);
      if (pause > 0) {
        retry = setTimeout(listener.over, pause);
        return;
      }
      left = count;
      until = Date.now() + EXPIRES_MS;
      requests += 1;
      const request = { batch: count, max_bytes: bytes, expires: nanos(EXPIRES_MS) };
      nc.publish(subject, JSON.stringify(request), { reply: `${inbox}.${requests}` });
      clearTimeout(lapse);
      // The answer that ends a request may be lost with a connection.
      lapse = setTimeout(end, EXPIRES_MS + 2_000);
    },
    remaining: () => (left > 0 ? Math.max(0, until - Date.now()) : 0),
    reset() {
      notBefore = 0;
      end();
    },
    close() {
      clearTimeout(lapse);
      clearTimeout(retry);
      subscription.unsubscribe();
    },
  };
}
