import { type DocumentNode, parse } from 'graphql';
import { type GraphModel, readModel } from './own/model.ts';
import { markRequiredFields } from './required-fields.ts';

/** What is planned over: the supergraph, with what composers leave out of it, and the model of it. */
export function readGraph(supergraphSdl: string): { supergraph: DocumentNode; model: GraphModel } {
  const supergraph = markRequiredFields(parse(supergraphSdl, { noLocation: true }));
  return { supergraph, model: readModel(supergraph) };
}
