/** One thing a connector's files must not have. */
export interface LintFinding {
  /** Relative to the folder, `file:line`. */
  place: string;
  rule: string;
  message: string;
}
