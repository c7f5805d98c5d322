import {
  buildClientSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  validate,
} from 'graphql';
import { ConnectorError, type Ctx } from '../../src/sdk/index.ts';
import type { GraphqlConfig } from './config.ts';
import { toOperation } from './document.ts';
import { send } from './send.ts';

/** The source's own schema; undefined when it does not tell (many switch that off), which is said in the log. */
export async function introspect(ctx: Ctx<GraphqlConfig>): Promise<GraphQLSchema | undefined> {
  if (!ctx.config.introspection) return undefined;
  try {
    const { data, errors } = await send(ctx, { query: getIntrospectionQuery({ descriptions: false }) });
    if (errors.length > 0) throw new ConnectorError('drift', errors[0]!.message);
    return buildClientSchema(data as unknown as IntrospectionQuery);
  } catch (error) {
    // Refused as a query, or not understood: everything else (credentials, a source that is away) is told.
    const isRefused = !(error instanceof ConnectorError) || error.kind === 'drift' || error.kind === 'config';
    if (!isRefused) throw error;
    ctx.log('warn', 'the source does not tell its schema', { reason: (error as Error).message });
    return undefined;
  }
}

/** Throws `config` when a configured query does not fit the source's schema. */
export function assertFits(
  schema: GraphQLSchema,
  query: string,
  operationName: string | undefined,
  what: string,
): void {
  const { document } = toOperation(query, operationName, what);
  const [error] = validate(schema, document);
  if (error)
    throw new ConnectorError('config', `${what}: the source does not understand it: ${error.message}`);
}
