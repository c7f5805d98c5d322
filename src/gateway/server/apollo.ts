import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { ExecutionResult } from 'graphql';
import type { Log } from '../../kernel/log.ts';
import type { AnswerTexts } from '../answer-texts.ts';
import type { Gateway } from '../gateway.ts';
import { mayIntrospect } from '../plugins/introspection.ts';
import { type ErrorFormatter, withoutSuggestions } from '../plugins/problems.ts';

/** Apollo Server over the gateway, with the hub's own limits, problems and plugins around it. */
export async function startApollo(
  gateway: Gateway,
  { toText }: Pick<AnswerTexts, 'toText'>,
  formatError: ErrorFormatter,
  log: Log,
): Promise<ApolloServer<object>> {
  const apollo = new ApolloServer<object>({
    gateway: gateway.gatewayInterface(),
    // forgery.ts judges before anything is read, and lets plain GETs of programs pass.
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    // Who may introspect is decided for each caller: see plugins/introspection.ts.
    introspection: true,
    persistedQueries: false,
    stringifyResult: (result) => toText(result as ExecutionResult),
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: log,
    formatError: (formatted, error) => {
      const own = formatError(error);
      return { ...own, extensions: { ...formatted.extensions, ...own.extensions } };
    },
    plugins: [
      suggestionsPlugin,
      statusPlugin,
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}

const suggestionsPlugin: ApolloServerPlugin<object> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, response: { body } }) => {
      if (body.kind !== 'single' || !body.singleResult.errors || mayIntrospect(contextValue)) return;
      body.singleResult.errors = body.singleResult.errors.map(withoutSuggestions);
    },
  }),
};

/** Errors of a well-formed request that GraphQL itself found, before anything ran. */
const REQUEST_ERRORS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
]);

/**
 * GraphQL over HTTP §6.4.1: who asks for `application/json` by name gets 200 for every well-formed request, as such
 * clients have always had it. Everyone else learns from the status that nothing ran.
 */
const statusPlugin: ApolloServerPlugin<object> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request: { http }, response }) => {
      if (response.http.status !== 400 || response.body.kind !== 'single') return;
      const accept = http?.headers.get('accept') ?? '';
      if (!/\bapplication\/json\b/i.test(accept) || accept.includes('graphql-response')) return;
      const codes = response.body.singleResult.errors?.map(({ extensions }) => String(extensions?.code));
      if (codes?.every((code) => REQUEST_ERRORS.has(code))) response.http.status = 200;
    },
  }),
};
