import type { Entity } from './path-walker.ts';

/** Where a projection stands, and what it found missing. */
export interface ProjectionState {
  /** Client's keys and indexes from the root; only the first `depth` entries of a call count. */
  readonly path: (string | number)[];
  readonly onMissing: (field: string, path: readonly (string | number)[]) => void;
  /** What arrived is not of the field's type. */
  readonly onInvalid: (field: string, expected: string, path: readonly (string | number)[]) => void;
}

/** Turns what arrived into what was asked. `undefined` = a non-null field is missing: the parent becomes null. */
export type Projector = (value: unknown, state: ProjectionState, depth: number) => unknown;

/** One field of an object's projection. */
export interface Slot {
  readonly key: string;
  readonly from: string;
  /** Left out when nothing arrived. */
  readonly optional: boolean;
  /** Values that the projector would return as they are. */
  readonly plain: Plain | undefined;
  readonly project: Projector;
}

export type Plain = 'string' | 'number' | 'integer' | 'boolean' | 'anything';

const TESTS: Readonly<Record<Plain, string>> = {
  string: 'typeof v === "string"',
  number: 'typeof v === "number"',
  integer: 'Number.isInteger(v)',
  boolean: 'typeof v === "boolean"',
  anything: 'v !== null && v !== undefined',
};

export type Assembler = (object: Entity, state: ProjectionState, depth: number) => Entity | undefined;

/**
 * Projects the fields of an object. The code is written out field by field, so that V8 sees one shape of object and one
 * projector at each place: a third of the time of a loop over the slots (bench/README.md). Nothing of a request is in
 * it but response keys, which are GraphQL names, quoted.
 */
export function compileAssembler(slots: readonly Slot[]): Assembler {
  if (slots.some(({ optional }) => optional)) return toLoop(slots);
  const projectors = slots.map((_, index) => `p${index}`).join(', ');
  const fields = slots.map(({ key, from, plain }, index) => {
    const slow = `{
      state.path[depth] = ${JSON.stringify(key)};
      v = p${index}(v, state, depth + 1);
      if (v === undefined) return undefined;
    }`;
    return `v = object[${JSON.stringify(from)}];
    ${plain ? `if (!(${TESTS[plain]}))` : ''} ${slow}
    const v${index} = v;`;
  });
  const literal = slots.map(({ key }, index) => `${toName(key)}: v${index}`).join(', ');
  const source = `const [${projectors}] = projectors;
  return (object, state, depth) => {
    let v;
    ${fields.join('\n    ')}
    return { ${literal} };
  };`;
  return new Function('projectors', source)(slots.map(({ project }) => project)) as Assembler;
}

/** `"__proto__": …` would set the prototype. */
function toName(key: string): string {
  return key === '__proto__' ? '["__proto__"]' : JSON.stringify(key);
}

/** What may be left out has no fixed shape. */
function toLoop(slots: readonly Slot[]): Assembler {
  return (object, state, depth) => {
    const projected: Entity = {};
    for (const { key, from, optional, project } of slots) {
      const value = object[from];
      if (optional && value === undefined) continue;
      state.path[depth] = key;
      const result = project(value, state, depth + 1);
      if (result === undefined) return undefined;
      projected[key] = result;
    }
    return projected;
  };
}
