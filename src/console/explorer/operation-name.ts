import { Kind, parse } from 'graphql';

interface Request {
  query: string;
  operationName?: string | null | undefined;
}

/**
 * GraphiQL learns an operation's name a moment after its text: who opens an example and runs it at once would send the
 * text of this one under the name of the one before. A name that the text does not have is left out.
 */
export function dropStaleName<R extends Request>(request: R): R {
  const { query, operationName } = request;
  if (!operationName) return request;
  try {
    const isThere = parse(query).definitions.some(
      (one) => one.kind === Kind.OPERATION_DEFINITION && one.name?.value === operationName,
    );
    return isThere ? request : { ...request, operationName: undefined };
  } catch {
    // A text that does not parse goes to the hub as it is, whose answer names the place.
    return request;
  }
}
