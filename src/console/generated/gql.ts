/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query HubState {\n  vehicles(first: 1) {\n    totalCount\n  }\n  roadSegments(first: 1) {\n    totalCount\n  }\n  trafficFlowObserved(first: 1) {\n    totalCount\n  }\n  trafficIncidents(first: 1) {\n    totalCount\n  }\n  trafficAccidents(first: 1) {\n    totalCount\n  }\n  trafficViolations(first: 1) {\n    totalCount\n  }\n}": typeof types.HubStateDocument,
};
const documents: Documents = {
    "query HubState {\n  vehicles(first: 1) {\n    totalCount\n  }\n  roadSegments(first: 1) {\n    totalCount\n  }\n  trafficFlowObserved(first: 1) {\n    totalCount\n  }\n  trafficIncidents(first: 1) {\n    totalCount\n  }\n  trafficAccidents(first: 1) {\n    totalCount\n  }\n  trafficViolations(first: 1) {\n    totalCount\n  }\n}": types.HubStateDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query HubState {\n  vehicles(first: 1) {\n    totalCount\n  }\n  roadSegments(first: 1) {\n    totalCount\n  }\n  trafficFlowObserved(first: 1) {\n    totalCount\n  }\n  trafficIncidents(first: 1) {\n    totalCount\n  }\n  trafficAccidents(first: 1) {\n    totalCount\n  }\n  trafficViolations(first: 1) {\n    totalCount\n  }\n}"): typeof import('./graphql.ts').HubStateDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
