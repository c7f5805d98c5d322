import {
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
} from 'graphql';
import type { Finding } from './finding.ts';

type TypeNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

/**
 * A member's subgraph is sent the keys and required fields of the entities it adds to: that is a disclosure to the
 * member. What is not open goes out only if the operator has said so (`receives`: field classes).
 */
export function judgeReceived(
  present: readonly { readonly sdl: string }[],
  sdl: string,
  receives: readonly string[],
): Finding[] {
  const classes = readClasses(present.map((subgraph) => parse(subgraph.sdl, { noLocation: true })));
  return typesOf(parse(sdl, { noLocation: true })).flatMap((type) =>
    receivedFields(type).flatMap((field): Finding[] => {
      const at = `${type.name.value}.${field}`;
      const fieldClass = classes.get(at) ?? 'open';
      if (fieldClass === 'open' || receives.includes(fieldClass)) return [];
      return [
        {
          code: 'RECEIVES_UNGRANTED',
          level: 'error',
          at,
          message: `the member would be sent ${at}, which is ${fieldClass}`,
          remedy: `use another key, or let the operator grant it: --receives ${fieldClass} (Law 91/2025/QH15)`,
        },
      ];
    }),
  );
}

function readClasses(documents: readonly DocumentNode[]): Map<string, string> {
  const classes = new Map<string, string>();
  for (const type of documents.flatMap(typesOf))
    for (const field of type.fields ?? []) {
      const value = readClass(field);
      if (value !== undefined && value !== 'open')
        classes.set(`${type.name.value}.${field.name.value}`, value);
    }
  return classes;
}

function readClass({ directives }: FieldDefinitionNode): string | undefined {
  const access = directives?.find(({ name }) => name.value === 'access');
  const value = access?.arguments?.find(({ name }) => name.value === 'class')?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

/** Fields of keys, first level, and whatever is external. */
function receivedFields(type: TypeNode): string[] {
  const keys = (type.directives ?? [])
    .filter(({ name }) => name.value === 'key')
    .flatMap(({ arguments: given = [] }) => given)
    .flatMap(({ name, value }) =>
      name.value === 'fields' && value.kind === Kind.STRING
        ? value.value
            .replace(/\{[^{}]*\}/g, '')
            .split(/[\s,]+/)
            .filter(Boolean)
        : [],
    );
  const external = (type.fields ?? [])
    .filter(({ directives }) => directives?.some(({ name }) => name.value === 'external'))
    .map(({ name }) => name.value);
  return [...new Set([...keys, ...external])];
}

function typesOf(document: DocumentNode): TypeNode[] {
  return document.definitions.filter(
    (definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION,
  );
}
