import { ConnectorError, type Op, type Where } from '../../../src/sdk/index.ts';
import { envelopeOf } from '../geometry.ts';
import { type CqlNames, toCql2 } from './cql2.ts';

/** What a condition becomes at the source. */
export interface Question {
  /** Query parameters that ask for equality. */
  parameters: [name: string, value: string][];
  /** The one that takes a list of ids. */
  ids?: [name: string, values: string];
  /** CQL2 text. */
  filter?: string;
  bbox?: [number, number, number, number];
  /** No record can fulfil it: the source need not be asked. */
  isImpossible: boolean;
  /** Something is left for the hub to apply. */
  hasRest: boolean;
}

export interface Askable extends CqlNames {
  ops: readonly Op[];
  cql2: boolean;
  isParameter(field: string): boolean;
}

type Leaf = Extract<Where, { op: unknown }>;

function* leavesOf(where: Where): Generator<Leaf> {
  if ('and' in where) for (const part of where.and) yield* leavesOf(part);
  else if ('or' in where) for (const part of where.or) yield* leavesOf(part);
  else if ('not' in where) yield* leavesOf(where.not);
  else yield where;
}

function conjunctsOf(where: Where): Where[] {
  return 'and' in where ? where.and.flatMap(conjunctsOf) : [where];
}

const unsupported = (reason: string) => new ConnectorError('unsupported', reason);

/** Reads the value of `bbox`; throws `unsupported` for what is no box or not on the geometry. */
export function toBox({ field, value }: Pick<Leaf, 'field' | 'value'>): [number, number, number, number] {
  const box = Array.isArray(value) && value.length === 4 && value.every(Number.isFinite) ? value : undefined;
  if (field !== 'geometry' || !box) throw unsupported('bbox asks "geometry" for [west, south, east, north]');
  return box as [number, number, number, number];
}

/** Whether a geometry can touch the box at all. A box whose west is east of its east crosses the antimeridian. */
export function mayTouch(
  geometry: unknown,
  [west, south, east, north]: [number, number, number, number],
): boolean {
  const envelope = envelopeOf(geometry);
  if (!envelope) return false;
  const [w, s, e, n] = envelope;
  const isBeside = west <= east ? w > east || e < west : w > east && e < west;
  return !isBeside && s <= north && n >= south;
}

/** Splits a condition into what the source is asked and what is left. Throws `unsupported` for what was not declared. */
export function toQuestion(where: Where | undefined, askable: Askable): Question {
  const question: Question = { parameters: [], isImpossible: false, hasRest: false };
  if (!where) return question;
  for (const { op } of leavesOf(where))
    if (!askable.ops.includes(op)) throw unsupported(`the operator "${op}" is not offered`);

  const filters: string[] = [];
  for (const part of conjunctsOf(where)) {
    if ('op' in part && part.op === 'bbox') {
      if (question.bbox) throw unsupported('one bbox at a time');
      question.bbox = toBox(part);
      continue;
    }
    if ([...leavesOf(part)].some(({ op }) => op === 'bbox'))
      throw unsupported('a bbox within "or" or "not" cannot be asked');
    const cql = toCql2(part, askable);
    if (cql === true) continue;
    if (cql === false) question.isImpossible = true;
    else if (cql !== undefined && askable.cql2) filters.push(cql);
    else if (!askParameter(part, askable, question)) question.hasRest = true;
  }
  if (filters.length > 0) question.filter = filters.join(' AND ');
  return question;
}

/** One equality as a query parameter. A star is a wildcard at some sources, so it is not asked. */
function askParameter(part: Where, askable: Askable, question: Question): boolean {
  if (!('op' in part) || part.op !== 'eq' || !askable.isParameter(part.field)) return false;
  const { field, value } = part;
  if (value === null || typeof value === 'object' || String(value).includes('*') || value === '')
    return false;
  if (question.parameters.some(([name]) => name === field)) return false;
  question.parameters.push([field, String(value)]);
  return true;
}
