import { Writable } from 'node:stream';
import type { Connector } from '../contract.ts';

/** Everything a connector said while it was tried (log lines, errors, pages), searched for planted secrets as it is said. */
export interface Transcript {
  /** Where log lines go. */
  stream: Writable;
  plant(secrets: readonly string[]): void;
  /** The connector, with what its functions throw and give written down. */
  listen(connector: Connector): Connector;
  /** Places where a planted secret was said. */
  leaks(): string[];
}

/** An error with everything that a log or an answer could show of it. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, error.stack, JSON.stringify(error), error.cause && describeError(error.cause)].join(
    '\n',
  );
}

export function createTranscript(): Transcript {
  /** Places only: what is said of a large source must not stay in memory. */
  const leaks: string[] = [];
  const forms = new Set<string>();
  const hear = (where: string, text: string) => {
    for (const form of forms)
      if (text.includes(form)) {
        leaks.push(where);
        return;
      }
  };
  const stream = new Writable({
    write(chunk, _encoding, done) {
      hear('log', String(chunk));
      done();
    },
  });

  const heard = async <T>(where: string, result: Promise<T>): Promise<T> => {
    try {
      const value = await result;
      hear(where, JSON.stringify(value) ?? '');
      return value;
    } catch (error) {
      hear(`error of ${where}`, describeError(error));
      throw error;
    }
  };

  return {
    stream,
    plant(values) {
      for (const value of values) forms.add(value).add(encodeURIComponent(value));
    },
    listen(connector) {
      const { read, query, receive, migrateCursor, close } = connector;
      // By name, not spread: an author may write a class, whose functions are not its own properties.
      const heardConnector: Connector = {
        check: (ctx) => heard('check', connector.check(ctx)),
        discover: (ctx) => heard('discover', connector.discover(ctx)),
      };
      if (migrateCursor)
        heardConnector.migrateCursor = (old, version) => migrateCursor.call(connector, old, version);
      if (close) heardConnector.close = () => close.call(connector);
      if (query) heardConnector.query = (ctx, asked) => heard('query', query.call(connector, ctx, asked));
      if (receive)
        heardConnector.receive = (ctx, request) => heard('receive', receive.call(connector, ctx, request));
      if (read)
        heardConnector.read = async function* (ctx, request) {
          try {
            for await (const page of read.call(connector, ctx, request)) {
              hear('page', JSON.stringify(page));
              yield page;
            }
          } catch (error) {
            hear('error of read', describeError(error));
            throw error;
          }
        };
      return heardConnector;
    },
    leaks: () => [...leaks],
  };
}
