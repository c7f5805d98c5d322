import { notesOf } from './answer-notes.ts';

interface WithPrincipal {
  readonly principal?: { readonly subsystem?: unknown } | null;
}

/** What the hub calls itself when it asks known operations at start: nobody's use of a field. */
export const REHEARSAL = 'hub-rehearsal';

/** What a client may call itself: a short plain name. */
const PLAIN = /^[\w@./-]{1,64}$/;

/**
 * Who a program is, for figures: the subsystem that its key was issued to. Without a key what it says of itself
 * (`apollographql-client-name`), marked as such.
 */
export function clientNameOf(contextValue: object): string {
  const subsystem = (contextValue as WithPrincipal).principal?.subsystem;
  if (typeof subsystem === 'string' && subsystem !== 'anonymous') return subsystem;
  const said = notesOf(contextValue)?.headers['apollographql-client-name'];
  return said && PLAIN.test(said) ? `anonymous:${said}` : 'anonymous';
}

export function isRehearsal(contextValue: object): boolean {
  return clientNameOf(contextValue) === `anonymous:${REHEARSAL}`;
}
