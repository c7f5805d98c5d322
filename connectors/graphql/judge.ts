import { ConnectorError } from '../../src/sdk/index.ts';
import { fieldsOf, type GraphqlConfig } from './config.ts';
import { toAliasDocument, toOperation } from './document.ts';

/** Throws `config` at a configuration that would write at the source, or lose or remove records here. */
export function assertConsistent(config: GraphqlConfig): void {
  for (const { name, query, operationName, complete, updatedSince, live } of config.datasets) {
    const what = `dataset ${name}`;
    toOperation(query, operationName, what);
    if (complete && updatedSince)
      throw new ConnectorError(
        'config',
        `${what}: "complete" and "updatedSince" exclude each other: what changed is not all there is`,
      );
    for (const lookUp of live?.keys ?? []) {
      const which = `${what}, look-up by ${fieldsOf(lookUp).join(', ')}`;
      if (lookUp.type === 'list') toOperation(lookUp.query, undefined, which);
      else toAliasDocument(lookUp, 1, which);
    }
  }
}
