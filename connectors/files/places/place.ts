import type { Fingerprint } from '../cursor.ts';
import type { ByteSource } from '../format.ts';

/** A file that waits in a place. */
export interface PlaceFile {
  name: string;
  print: Fingerprint;
}

/** Somewhere files are dropped: a folder here, a folder of a server, a bucket. */
export interface Place {
  /** Where it is, for messages; never a secret. */
  label: string;
  /**
   * How one knows that nobody is still writing a file: by its age (our own clock), by looking twice (another's clock),
   * or at once (it appears whole).
   */
  settles: 'by-age' | 'by-second-look' | 'at-once';
  /** `Origin.uri` of a file. */
  uri(name: string): string;
  /** Throws when it is not there or we are not let in. `write` = files will be moved in it. */
  check(write: boolean): Promise<void>;
  /** Plain files, no links, in any order. Names never hold a slash. */
  list(isWanted: (name: string) => boolean): Promise<PlaceFile[]>;
  /** Undefined = somebody took the file away. */
  stat(name: string): Promise<Fingerprint | undefined>;
  open(file: PlaceFile): Promise<ByteSource>;
  /** Moves a file to `folder` (relative, with slashes) under the name `target`; false when that name is taken there. */
  move(name: string, folder: string, target: string): Promise<boolean>;
  /** Keeps the connection (if there is one) until the returned function was called by everyone who holds it. */
  hold(): () => Promise<void>;
  /** Ends every connection now. */
  close(): Promise<void>;
}

/** A name that cannot lead out of the place: what a server lists is not trusted. */
export function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\\0]/.test(name);
}

/** Counts who needs a connection and ends it when nobody does. */
export function createHold(end: () => Promise<void>): () => () => Promise<void> {
  let holders = 0;
  return () => {
    holders += 1;
    let released = false;
    return async () => {
      if (released) return;
      released = true;
      holders -= 1;
      if (holders === 0) await end();
    };
  };
}
