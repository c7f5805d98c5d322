import { clientNameOf, isRehearsal } from '../client-name.ts';
import type { Gateway } from '../gateway.ts';
import type { UsageCollector } from '../usage/collector.ts';
import { createBoundedNames } from './bounded-names.ts';
import type { GatewayPlugin } from './plugin.ts';

/** Counts which fields each client asks for: what a change of the schema would break. */
export function createUsagePlugin(
  gateway: Pick<Gateway, 'apiSchema'>,
  collector: UsageCollector,
): GatewayPlugin {
  const toClient = createBoundedNames(500);
  return {
    name: 'usage',
    around: (scope, next) => {
      if (isRehearsal(scope.contextValue)) return next();
      const client = toClient(clientNameOf(scope.contextValue));
      collector.note(gateway.apiSchema, scope.document, scope.operationName, client);
      return next();
    },
  };
}
