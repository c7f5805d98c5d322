import { expect, it } from 'vitest';
import { dropStaleName } from '../../src/console/explorer/operation-name.ts';

it.each([
  ['keeps the name of an operation that is there', 'query A { a } query B { b }', 'B', 'B'],
  ['drops the name of the example before', 'subscription Live { a }', 'UnitHistory', undefined],
  ['takes no fragment for an operation', 'query A { ...F } fragment F on Query { a }', 'F', undefined],
  ['leaves a text that does not parse as it is', 'query A { a', 'B', 'B'],
  ['leaves what has no name', '{ a }', undefined, undefined],
])('%s', (_, query, operationName, kept) => {
  expect(dropStaleName({ query, operationName })).toEqual({ query, operationName: kept });
});
