import {
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  GraphQLError,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
} from 'graphql';
import { toError } from '../../kernel/problem.ts';
import type { Finding } from './finding.ts';

const FEDERATION = /^https:\/\/specs\.apollo\.dev\/federation\/v2\.(\d+)$/;
/** What composition and planner understand, see DESIGN of the gateway. */
const NEWEST_MINOR = 9;
const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

/** Judges one subgraph's SDL alone, before it meets the others. */
export function lintSubgraph(name: string, sdl: string): Finding[] {
  const findings: Finding[] = [];
  const error = (code: string, at: string, message: string, remedy: string) =>
    findings.push({ code, level: 'error', at, message, remedy });
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    error('NAME', name, 'a subgraph is named in kebab-case', 'for example so-xay-dung');
  let document: DocumentNode;
  try {
    document = parse(sdl);
  } catch (thrown) {
    const place = thrown instanceof GraphQLError ? thrown.locations?.[0] : undefined;
    const at = place ? `${place.line}:${place.column}` : name;
    error('SYNTAX', at, toError(thrown).message, 'correct the SDL');
    return findings;
  }
  findings.push(...judgeLink(document), ...document.definitions.flatMap(judgeDefinition));
  return findings;
}

function judgeLink(document: DocumentNode): Finding[] {
  const links = document.definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_EXTENSION || definition.kind === Kind.SCHEMA_DEFINITION
      ? (definition.directives ?? []).filter((directive) => directive.name.value === 'link')
      : [],
  );
  const urls = links.flatMap(({ arguments: given = [] }) =>
    given.flatMap(({ name, value }) =>
      name.value === 'url' && value.kind === Kind.STRING ? [value.value] : [],
    ),
  );
  const version = urls.map((url) => FEDERATION.exec(url)?.[1]).find((minor) => minor !== undefined);
  const remedy = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
  if (version === undefined)
    return [
      {
        code: 'LINK_MISSING',
        level: 'warning',
        at: 'schema',
        message: 'no @link to Federation 2: it is read as Federation 1',
        remedy,
      },
    ];
  if (Number(version) > NEWEST_MINOR)
    return [
      {
        code: 'LINK_TOO_NEW',
        level: 'error',
        at: 'schema',
        message: `Federation v2.${version}; this gateway takes up to v2.${NEWEST_MINOR}`,
        remedy,
      },
    ];
  return [];
}

function judgeDefinition(definition: DefinitionNode): Finding[] {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION)
    return [];
  const type = definition.name.value;
  const findings: Finding[] = [];
  const warn = (code: string, at: string, message: string, remedy: string) =>
    findings.push({ code, level: 'warning', at, message, remedy });
  if (!/^[A-Z][A-Za-z0-9]*$/.test(type))
    warn('TYPE_NAME', type, 'a type is named in PascalCase', 'rename it before others depend on it');
  if (
    !ROOTS.has(type) &&
    !definition.directives?.some(isKey) &&
    isDefinition(definition) &&
    !definition.description
  )
    warn('TYPE_DESCRIPTION', type, 'a type without a description', 'say what one of them is, and its source');
  for (const field of definition.fields ?? []) findings.push(...judgeField(type, field));
  return findings;
}

function judgeField(type: string, field: FieldDefinitionNode): Finding[] {
  const at = `${type}.${field.name.value}`;
  if (field.name.value.startsWith('_'))
    return [
      {
        code: 'FIELD_RESERVED',
        level: 'error',
        at,
        message: 'names that begin with _ are the gateway’s',
        remedy: 'rename it',
      },
    ];
  if (!/^[a-z][A-Za-z0-9]*$/.test(field.name.value))
    return [
      {
        code: 'FIELD_NAME',
        level: 'warning',
        at,
        message: 'a field is named in camelCase',
        remedy: 'rename it before others depend on it',
      },
    ];
  if (ROOTS.has(type) && !field.description)
    return [
      {
        code: 'ROOT_DESCRIPTION',
        level: 'warning',
        at,
        message: 'a root field without a description',
        remedy: 'say what it answers, for whom, in which units',
      },
    ];
  return [];
}

function isKey({ name }: { readonly name: { readonly value: string } }): boolean {
  return name.value === 'key';
}

function isDefinition(
  node: ObjectTypeDefinitionNode | ObjectTypeExtensionNode,
): node is ObjectTypeDefinitionNode {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION;
}
