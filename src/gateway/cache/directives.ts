import {
  type ConstDirectiveNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
} from 'graphql';

/** What the subgraphs' SDL says about who may see a field and how long it holds. */
export interface Declared {
  /** `Type.field` → open to anyone, in every subgraph that has the field. */
  readonly open: ReadonlyMap<string, boolean>;
  /** `Type` or `Type.field` → seconds, from `@cacheControl(maxAge:)`; the least where subgraphs differ. */
  readonly maxAge: ReadonlyMap<string, number>;
  /** Types with a key: things of their own, not parts of what they stand in. */
  readonly entities: ReadonlySet<string>;
}

/** Reads `@access`, `@cacheControl` and `@key` of every object type. A field without a class is not open. */
export function readDeclared(sdls: readonly string[]): Declared {
  const open = new Map<string, boolean>();
  const maxAge = new Map<string, number>();
  const entities = new Set<string>();

  const noteAge = (coordinate: string, directives: readonly ConstDirectiveNode[] | undefined) => {
    const seconds = toSeconds(find(directives, 'cacheControl'));
    if (seconds !== undefined) maxAge.set(coordinate, Math.min(maxAge.get(coordinate) ?? seconds, seconds));
  };
  const noteType = ({ name, directives, fields }: ObjectTypeDefinitionNode | ObjectTypeExtensionNode) => {
    const type = name.value;
    noteAge(type, directives);
    if (find(directives, 'key') || find(directives, 'federation__key')) entities.add(type);
    for (const field of fields ?? []) {
      const coordinate = `${type}.${field.name.value}`;
      noteAge(coordinate, field.directives);
      const isOpen = argumentOf(find(field.directives, 'access'), 'class') === 'open';
      open.set(coordinate, isOpen && (open.get(coordinate) ?? true));
    }
  };

  for (const sdl of sdls)
    for (const node of parse(sdl, { noLocation: true }).definitions)
      if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION)
        noteType(node);
  return { open, maxAge, entities };
}

function find(directives: readonly ConstDirectiveNode[] | undefined, name: string) {
  return directives?.find((directive) => directive.name.value === name);
}

function argumentOf(directive: ConstDirectiveNode | undefined, argument: string): string | undefined {
  const value = directive?.arguments?.find(({ name }) => name.value === argument)?.value;
  return value && 'value' in value ? String(value.value) : undefined;
}

/** A private hint forbids what a shared cache would do. */
function toSeconds(directive: ConstDirectiveNode | undefined): number | undefined {
  if (!directive) return undefined;
  if (argumentOf(directive, 'scope') === 'PRIVATE') return 0;
  const seconds = argumentOf(directive, 'maxAge');
  return seconds === undefined ? undefined : Number(seconds);
}
