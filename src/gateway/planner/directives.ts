import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';

/** The directives of one name. */
export function select(
  directives: readonly ConstDirectiveNode[] | undefined,
  name: string,
): ConstDirectiveNode[] {
  return (directives ?? []).filter((directive) => directive.name.value === name);
}

/** An argument as text: strings, enum values and Booleans read alike. */
export function read(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value && 'value' in value ? String(value.value) : undefined;
}

/** The directive with another value of an argument. */
export function withArgument(
  directive: ConstDirectiveNode,
  name: string,
  value: ConstValueNode,
): ConstDirectiveNode {
  const others = (directive.arguments ?? []).filter((argument) => argument.name.value !== name);
  const argument = { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: name }, value } as const;
  return { ...directive, arguments: [argument, ...others] };
}

/** The fields that the key of a `join__type` begins with: of `id part { a }`, `id` and `part`. */
export function toKeyFields(join: ConstDirectiveNode): string[] {
  let flat = read(join, 'key') ?? '';
  for (let before = ''; before !== flat; ) {
    before = flat;
    flat = flat.replaceAll(/\{[^{}]*\}/g, ' ');
  }
  return flat.match(/\w+/g) ?? [];
}

/** The names of the root types by operation. */
export function toRoots(document: DocumentNode): Map<string, string> {
  const roots = new Map([
    ['query', 'Query'],
    ['mutation', 'Mutation'],
    ['subscription', 'Subscription'],
  ]);
  for (const definition of document.definitions)
    if (definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION)
      for (const { operation, type } of definition.operationTypes ?? [])
        roots.set(operation, type.name.value);
  return roots;
}

/** A field set, as keys, `@requires` and `@provides` have it. */
export function parseFieldSet(fields: string): SelectionSetNode {
  const [operation] = parse(`{${fields}}`, { noLocation: true }).definitions;
  return (operation as OperationDefinitionNode).selectionSet;
}
