import { type DocumentNode, GraphQLError, type GraphQLSchema, validate } from 'graphql';
import { isProblem } from '../../kernel/problem.ts';
import { createBoundedCache } from '../bounded-cache.ts';
import { type LimitSettings, parseWithinLimits } from '../limits/index.ts';
import { toGraphQLError } from '../plugins/problems.ts';

/** Queries by their text: judged, parsed and validated once. Equal text gives the same document object. */
export interface Documents {
  /** Throws the Problem of the first limit that the query breaks. Syntax is not its business. */
  admit(query: string): void;
  prepare(query: string): DocumentNode | readonly GraphQLError[];
}

const DOCUMENT_LIMIT = 1_000;

/** `readSchema`: the present one; what was valid for another is validated again. */
export function createDocuments(readSchema: () => GraphQLSchema, limits?: LimitSettings): Documents {
  const admitted = createBoundedCache<string, DocumentNode>(DOCUMENT_LIMIT);
  let schema = readSchema();
  let valid = createBoundedCache<string, DocumentNode>(DOCUMENT_LIMIT);
  const parseOnce = (query: string) => admitted.getOrCreate(query, () => parseWithinLimits(query, limits));
  return {
    admit: (query) => {
      try {
        parseOnce(query);
      } catch (error) {
        if (isProblem(error)) throw error;
      }
    },
    prepare: (query) => {
      if (schema !== readSchema()) {
        schema = readSchema();
        valid = createBoundedCache<string, DocumentNode>(DOCUMENT_LIMIT);
      }
      const known = valid.get(query);
      if (known) return known;
      try {
        const document = parseOnce(query);
        const errors = validate(schema, document);
        return errors.length > 0 ? errors.map(toValidationError) : valid.getOrCreate(query, () => document);
      } catch (error) {
        return [toGraphQLError(error)];
      }
    },
  };
}

/** The code that Apollo Server gives the same error over HTTP. */
function toValidationError(error: GraphQLError): GraphQLError {
  const extensions = { ...error.extensions, code: 'GRAPHQL_VALIDATION_FAILED' };
  return new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions });
}
