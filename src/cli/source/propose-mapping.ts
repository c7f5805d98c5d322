import type { LabelledField } from './field-labels.ts';
import { type ProposedReader, proposeReader } from './propose-reader.ts';
import { similarity } from './similarity.ts';

/** A column of the source with the values it showed. */
export interface Column {
  /** Dotted for one within another. */
  path: string;
  samples: unknown[];
}

export interface ProposedField {
  field: string;
  column: string;
  reader: ProposedReader;
  /** How alike the names are, 0 to 1. */
  score: number;
}

export interface ProposedMapping {
  fields: ProposedField[];
  /** Fields without which a record is refused, and for which no column was found. */
  missing: string[];
  /** Other fields without a column. */
  unfed: string[];
  unusedColumns: string[];
}

const GOOD_ENOUGH = 0.55;

/**
 * Which column probably feeds which field: names compared without accents with the field's own and with what the graph
 * calls it, Vietnamese and English. Each column and each field is taken once, the most alike first. A proposal for a
 * person to read, not a decision.
 */
export function proposeMapping(
  fields: readonly LabelledField[],
  columns: readonly Column[],
  key: readonly string[],
): ProposedMapping {
  const candidates = fields
    .filter(({ derived }) => !derived)
    .flatMap((field) => columns.map((column) => toCandidate(field, column, key)))
    .filter(({ score }) => score >= GOOD_ENOUGH)
    .sort((a, b) => b.score - a.score);
  const taken = new Map<string, ProposedField>();
  const used = new Set<string>();
  for (const candidate of candidates) {
    if (taken.has(candidate.field) || used.has(candidate.column)) continue;
    taken.set(candidate.field, candidate);
    used.add(candidate.column);
  }
  const left = fields.filter(({ name, derived }) => !derived && !taken.has(name));
  return {
    fields: fields.flatMap(({ name }) => taken.get(name) ?? []),
    missing: left.filter(({ required }) => required).map(({ name }) => name),
    unfed: left.filter(({ required }) => !required).map(({ name }) => name),
    unusedColumns: columns.map(({ path }) => path).filter((path) => !used.has(path)),
  };
}

function toCandidate(field: LabelledField, { path, samples }: Column, key: readonly string[]): ProposedField {
  const isKey = field.name === 'id' && key.length === 1 && key[0] === path;
  // The last part of a dotted path is the column's own name; the whole path says whose it is.
  const names = [path, path.split('.').at(-1)!];
  const wanted = [field.name, ...field.labels];
  const alike = Math.max(...names.flatMap((name) => wanted.map((label) => similarity(name, label))));
  const reader = proposeReader(field, samples);
  // Values that cannot be read speak against a name that looks right.
  return { field: field.name, column: path, reader, score: isKey ? 1 : alike * (0.5 + reader.fits / 2) };
}
