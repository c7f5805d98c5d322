/** One row as the database prints it. */
export type TextRow = Record<string, string | null>;
