import { printSchema } from 'graphql';
import { createGateway } from '../gateway/gateway.ts';
import { listProblemKinds } from '../kernel/problems/index.ts';
import { datasets, subgraphs } from '../subgraphs/index.ts';
import { assertClassified } from './classified.ts';

/** Every file of `schema/` by its name, as the code has it now. */
export function toSchemaFiles(): Map<string, string> {
  const built = subgraphs.map((build) => build());
  for (const subgraph of built) assertClassified(subgraph);
  const gateway = createGateway({ subgraphs: built });
  return new Map([
    ...built.map(({ name, sdl }) => [`subgraphs/${name}.graphql`, sdl] as const),
    ['supergraph.graphql', `${gateway.supergraphSdl.trimEnd()}\n`],
    ['api.graphql', `${printSchema(gateway.apiSchema).trimEnd()}\n`],
    ['problems.md', toProblemsPage()],
    ['events.md', toEventsPage()],
  ]);
}

function toProblemsPage(): string {
  const rows = listProblemKinds()
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map(
      (kind) => `| \`${kind.code}\` | ${kind.status} | ${kind.fixer} | ${kind.remedyVi} | ${kind.remedyEn} |`,
    );
  return [
    '# Problems',
    '',
    'Every error of the hub has one of these codes, in `extensions.code`, in `--json` output and in the log.',
    'The third column says who can make it go away.',
    '',
    '| code | HTTP | who | cách xử lý | what to do |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function toEventsPage(): string {
  const rows = datasets.flatMap((dataset) =>
    dataset.event
      ? [`| \`${dataset.event}\` | \`${dataset.name}\` | ${dataset.titleVi} | ${dataset.titleEn} |`]
      : [],
  );
  return [
    '# Events',
    '',
    'Written to the outbox in the same transaction as the rows they announce; subscriptions are fed from there.',
    'An event carries the ids of up to 500 changed records and, for each, `inserted`, `updated` or `deleted`.',
    '',
    '| event | dataset | tên | title |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
