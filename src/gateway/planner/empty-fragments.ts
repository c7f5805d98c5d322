import { parse } from 'graphql';

/** `...on T @skip(if: $x)` that is not followed by its selection. */
const EMPTY = /\.\.\.\s*on \w+(?:\s*@(?:skip|include)\(if:\s*\$?\w+\))+(?!\s*[{@])/g;

/**
 * The planner (0.0.38) writes a conditional fragment that it has emptied without its braces, which no subgraph can
 * read. Nothing is asked in its place.
 */
export function mendEmptyFragments(operation: string): string {
  const mended = operation.replace(EMPTY, ' __typename ');
  if (mended === operation || isReadable(operation)) return operation;
  return mended;
}

function isReadable(operation: string): boolean {
  try {
    parse(operation, { noLocation: true });
    return true;
  } catch {
    // That is the question.
    return false;
  }
}
