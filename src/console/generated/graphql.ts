/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type HubStateQueryVariables = Exact<{ [key: string]: never; }>;


export type HubStateQuery = { vehicles: { totalCount: number | null }, roadSegments: { totalCount: number | null }, trafficFlowObserved: { totalCount: number | null }, trafficIncidents: { totalCount: number | null }, trafficAccidents: { totalCount: number | null }, trafficViolations: { totalCount: number | null } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const HubStateDocument = new TypedDocumentString(`
    query HubState {
  vehicles(first: 1) {
    totalCount
  }
  roadSegments(first: 1) {
    totalCount
  }
  trafficFlowObserved(first: 1) {
    totalCount
  }
  trafficIncidents(first: 1) {
    totalCount
  }
  trafficAccidents(first: 1) {
    totalCount
  }
  trafficViolations(first: 1) {
    totalCount
  }
}
    `) as unknown as TypedDocumentString<HubStateQuery, HubStateQueryVariables>;