/** What the gateway keeps beside the context of one answer; resolvers know nothing of it. */
export interface AnswerNotes {
  /** Of the request, by lower-case name; on a WebSocket overlaid by what `connection_init` gave. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Set when the plan is shown with the answer: then it is made, not taken from the cache. */
  isExplained?: boolean;
  /** Set when the answer turned out to be open data that may be kept. `maxAge` and `age` in seconds. */
  open?: { readonly maxAge: number; readonly age: number; readonly etag: string };
  /** Set when others may be given the same answer at the same time. */
  written?: WrittenAnswer;
}

/** One answer as it is sent: written, encoded and packed once, however many are given it. */
export interface WrittenAnswer {
  text?: string;
  bytes?: Buffer;
  packed?: Map<string, Promise<Buffer>>;
}

const NOTES = Symbol('answer notes');

/** A symbol, and enumerable: Apollo Server answers with a copy of the context, which then has the same notes. */
export function attachNotes(contextValue: object, notes: AnswerNotes): void {
  (contextValue as { [NOTES]?: AnswerNotes })[NOTES] = notes;
}

/** Undefined for a context that no server made. */
export function notesOf(contextValue: object): AnswerNotes | undefined {
  return (contextValue as { [NOTES]?: AnswerNotes })[NOTES];
}
