import { Kind, print, type TypeNode, visit as visitNode } from 'graphql';
import type { Rewrite, RewriteSegment } from '../../plan-node.ts';
import type { SelectedField, Selection } from './call.ts';
import type { Condition } from './selection.ts';

/** The text of what is asked, and what has to be done to the answer. */
export interface Written {
  readonly text: string;
  readonly rewrites: readonly Rewrite[];
}

/**
 * Writes a selection. Objects of different types may have one key for fields that the subgraph declares differently
 * (`Int` and `Int!`), which no operation may ask for: such a field travels under a key of its own.
 */
export function writeSelection(selection: Selection, isComposite: (type: string) => boolean): Written {
  const shapes = new Map<string, string>();
  const rewrites: Rewrite[] = [];

  const keyOf = ({ key, type }: SelectedField, at: string, path: readonly RewriteSegment[]): string => {
    const shape = toShape(type, isComposite);
    const place = (used: string) => `${at}.${used}`;
    let used = key;
    for (let count = 0; (shapes.get(place(used)) ?? shape) !== shape; count++) used = `_k${count}_${key}`;
    shapes.set(place(used), shape);
    if (used !== key) rewrites.unshift({ KeyRenamer: { path: [...path, { Key: used }], renameKeyTo: key } });
    return used;
  };

  const write = (given: Selection, at: string, path: readonly RewriteSegment[]): string => {
    const fields = given.fields().map((field) => writeField(field, at, path));
    const fragments = given.fragments().map((inner) => {
      const narrowed = [...path, { TypenameEquals: [inner.type] }];
      return `...on ${inner.type}${write(inner, at, narrowed)}`;
    });
    const parts = [...(given.isTold() ? ['__typename'] : []), ...fields, ...fragments];
    return `{${parts.length > 0 ? parts.join(' ') : '__typename'}}`;
  };

  const writeField = (field: SelectedField, at: string, path: readonly RewriteSegment[]): string => {
    const key = keyOf(field, at, path);
    const alias = key === field.name ? '' : `${key}:`;
    const args = field.args.length > 0 ? `(${field.args.map(print).join(' ')})` : '';
    const nested = field.selection ? write(field.selection, `${at}.${key}`, [...path, { Key: key }]) : '';
    return under(field.conditions, `${alias}${field.name}${args}${nested}`);
  };

  return { text: write(selection, '', []), rewrites: [...rewrites] };
}

/** Each condition in a fragment of its own: a directive may stand only once. */
function under(conditions: readonly Condition[], text: string): string {
  return conditions.reduceRight(
    (inner, { variable, is }) => `...@${is ? 'include' : 'skip'}(if:$${variable}){${inner}}`,
    text,
  );
}

/** What has to agree where two fields share a key: lists, non-null, and of leaves the type itself. */
function toShape(type: TypeNode, isComposite: (type: string) => boolean): string {
  if (type.kind === Kind.NON_NULL_TYPE) return `${toShape(type.type, isComposite)}!`;
  if (type.kind === Kind.LIST_TYPE) return `[${toShape(type.type, isComposite)}]`;
  return isComposite(type.name.value) ? '{}' : type.name.value;
}

/** The variables that a call reads. */
export function findVariables(selection: Selection): Set<string> {
  const names = new Set<string>();
  const visit = (given: Selection): void => {
    for (const { args, conditions, selection: inner } of given.fields()) {
      for (const argument of args)
        visitNode(argument, { Variable: ({ name }) => void names.add(name.value) });
      for (const { variable } of conditions) names.add(variable);
      if (inner) visit(inner);
    }
    for (const inner of given.fragments()) visit(inner);
  };
  visit(selection);
  return names;
}
