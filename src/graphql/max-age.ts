import 'reflect-metadata';
import { Directive } from 'type-graphql';

/** Printed into each subgraph: for how many seconds open data of a type may be kept by whoever got it. */
export const CACHE_DIRECTIVE = `"""For how many seconds an answer with this in it may be kept, if all of it is open data."""
directive @cacheControl(maxAge: Int) on FIELD_DEFINITION | OBJECT`;

/** How many seconds a type's open data may be kept. Without it: not at all. */
export function MaxAge(seconds: number): ClassDecorator {
  return Directive(`@cacheControl(maxAge: ${seconds})`) as ClassDecorator;
}
