/** One thing said about a subgraph's schema. An `error` keeps it out of the graph. */
export interface Finding {
  /** Stable, SCREAMING_SNAKE_CASE. */
  readonly code: string;
  readonly level: 'error' | 'warning';
  /** `Type`, `Type.field`, or the place in the file (`line:column`). */
  readonly at: string;
  readonly message: string;
  /** What its author can do. */
  readonly remedy: string;
}

export function isRefusal(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === 'error');
}
