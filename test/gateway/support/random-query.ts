import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';

/** Numbers in [0, 1) from a seed (mulberry32): a failing case can be run again. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A valid query of the schema: aliases (some of them named like other fields), arguments, fragments on every kind of
 * type, `__typename`, `@skip`/`@include` by the variables `$yes` and `$no`. `rich`: also named fragments, input objects,
 * and the variables `$n: Int` and `$r: Range`.
 */
export function toRandomQuery(
  schema: GraphQLSchema,
  seed: number,
  maxDepth: number,
  rich = false,
  operation: 'query' | 'mutation' = 'query',
): string {
  const random = createRandom(seed);
  const chance = (share: number) => random() < share;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  let serial = 0;
  const named: string[] = [];

  const condition = () =>
    chance(0.1) ? ` @${pick(['skip', 'include'])}(if: ${pick(['$yes', '$no', 'true', 'false'])})` : '';

  const argumentsOf = (field: GraphQLField<unknown, unknown>): string => {
    const given = field.args.flatMap((argument) => {
      if (!isRequiredArgument(argument) && chance(0.4)) return [];
      const type = getNamedType(argument.type);
      const value = isInputObjectType(type)
        ? pick(['{ n: 1 }', '{}', '{ n: 3, more: { n: null } }', '$r', '{ more: $r }'])
        : isEnumType(type)
          ? pick(type.getValues()).name
          : rich && chance(0.3)
            ? '$n'
            : Math.floor(random() * 4);
      if (argument.type.toString() === 'Range!' && value === '$r') return [`${argument.name}: { n: 8 }`];
      return [`${argument.name}: ${value}`];
    });
    return given.length > 0 ? `(${given.join(' ')})` : '';
  };

  /** Keys that are free in this selection: the same key must not mean two things. */
  const selectionOf = (type: GraphQLCompositeType, depth: number): string => {
    const taken = new Set<string>();
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const names = fields.map(({ name }) => name);
    const parts: string[] = [];
    const wanted = 1 + Math.floor(random() * 4);
    for (let count = 0; count < wanted && fields.length > 0; count++) {
      const field = pick(fields);
      const target = getNamedType(field.type);
      if (isCompositeType(target) && depth <= 0) continue;
      let key = field.name;
      if (chance(0.3)) key = chance(0.3) ? pick(names) : `k${serial++}`;
      if (field.args.length > 0 && key === field.name) key = `k${serial++}`;
      if (taken.has(key)) continue;
      taken.add(key);
      const nested = isCompositeType(target) ? ` ${selectionOf(target, depth - 1)}` : '';
      parts.push(
        `${key === field.name ? '' : `${key}: `}${field.name}${argumentsOf(field)}${condition()}${nested}`,
      );
    }
    if (chance(0.2)) parts.push(chance(0.5) ? '__typename' : `k${serial++}: __typename`);
    const runtime = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
    for (const member of runtime) {
      if (chance(0.3)) continue;
      // Wrapped keys cannot clash with the fields beside the fragment.
      const selection = fragmentSelection(member, depth);
      if (!rich || chance(0.6)) parts.push(`... on ${member.name}${condition()} ${selection}`);
      else {
        const name = `F${serial++}`;
        named.push(`fragment ${name} on ${member.name} ${selection}`);
        parts.push(`...${name}${condition()}`);
      }
    }
    if (parts.length === 0) parts.push('__typename');
    return `{ ${parts.join(' ')} }`;
  };

  const fragmentSelection = (type: GraphQLCompositeType, depth: number): string => {
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const parts = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
      const field = pick(fields);
      const target = getNamedType(field.type);
      if (isCompositeType(target) && depth <= 0) return `k${serial++}: __typename`;
      const nested = isCompositeType(target) ? ` ${selectionOf(target, depth - 1)}` : '';
      return `k${serial++}: ${field.name}${argumentsOf(field)}${condition()}${nested}`;
    });
    return `{ ${parts.join(' ')} }`;
  };

  const body = selectionOf(
    (operation === 'query' ? schema.getQueryType() : schema.getMutationType())!,
    maxDepth,
  ).slice(1);
  const whole = [body, ...named].join(' ');
  const more = ['n: Int', 'r: Range'].flatMap((declared) =>
    new RegExp(`\\$${declared[0]}\\b`).test(whole) ? [`, $${declared}`] : [],
  );
  // Both conditions must be used somewhere to be valid.
  return `${operation}($yes: Boolean!, $no: Boolean!${more.join('')}) { yes: __typename @include(if: $yes) no: __typename @include(if: $no) ${body} ${named.join(' ')}`.trimEnd();
}
