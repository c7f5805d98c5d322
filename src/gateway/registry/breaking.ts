import { findBreakingChanges, type GraphQLSchema } from 'graphql';
import type { Finding } from './finding.ts';

/** How often clients have asked for a field lately; `field` absent: for any field of the type. */
export type UsageOf = (type: string, field: string | undefined) => Promise<FieldUse>;

export interface FieldUse {
  readonly count: number;
  readonly clients: readonly string[];
}

/**
 * What clients would lose. A change that somebody's operations really meet is an error; one that nobody has met is a
 * warning.
 */
export async function judgeChange(
  before: GraphQLSchema,
  after: GraphQLSchema,
  usageOf: UsageOf,
): Promise<Finding[]> {
  return Promise.all(
    findBreakingChanges(before, after).map(async ({ type: code, description }) => {
      const { type, field } = toPlace(description);
      const { count, clients } = await usageOf(type, field);
      const at = field ? `${type}.${field}` : type;
      return count > 0
        ? {
            code,
            level: 'error' as const,
            at,
            message: `${description} It was asked for ${count} times, by ${clients.join(', ')}.`,
            remedy:
              'add the new beside the old, mark the old @deprecated, and take it away when nobody asks for it',
          }
        : {
            code,
            level: 'warning' as const,
            at,
            message: `${description} Nobody has asked for it.`,
            remedy: 'none',
          };
    }),
  );
}

/**
 * graphql-js says the place in words. Every sentence holds `Type.field` when it is about a field, and names the type
 * it is about last when something left an enum, a union or an interface's implementations.
 */
export function toPlace(description: string): { type: string; field: string | undefined } {
  const dotted = /\b([_A-Za-z]\w*)\.([_A-Za-z]\w*)/.exec(description);
  if (dotted) return { type: dotted[1]!, field: dotted[2] };
  const left = /from (?:enum|union) type (\w+)/.exec(description);
  if (left) return { type: left[1]!, field: undefined };
  const [first = ''] = description.replace(/^(Standard scalar|Directive) /, '').split(' ');
  return { type: first.replace(/^@/, ''), field: undefined };
}
