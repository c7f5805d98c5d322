import { isEnvRef, type Mode } from '../../sdk/index.ts';
import type { ProposedMapping } from './propose-mapping.ts';
import { quote, toKey } from './propose-reader.ts';

export interface SourceDraft {
  name: string;
  titleVi: string;
  titleEn: string;
  owner: string;
  channel: string;
  connector: string;
  config: Record<string, unknown>;
  network: string[];
  bindings: { from: string; to: string; mode: Mode; every?: string; mapping: ProposedMapping }[];
}

/** A `NAME.source.ts` that runs as it is: `sdk` is the module specifier of `src/sdk/index.ts` seen from the file. */
export function printSource(draft: SourceDraft, sdk: string): string {
  const body = [
    `  name: ${quote(draft.name)},`,
    `  titleVi: ${quote(draft.titleVi)},`,
    `  titleEn: ${quote(draft.titleEn)},`,
    `  owner: ${quote(draft.owner)},`,
    `  channel: ${quote(draft.channel)},`,
    `  connector: ${quote(draft.connector)},`,
    `  config: ${printValue(draft.config, '  ')},`,
    ...(draft.network.length > 0 ? [`  network: ${printValue(draft.network, '  ')},`] : []),
    '  bindings: [',
    ...draft.bindings.flatMap(printBinding),
    '  ],',
  ].join('\n');
  const names = ['defineSource', 'env', 'values'].filter(
    (name) => name === 'defineSource' || new RegExp(`\\b${name}[.(]`).test(body),
  );
  return [
    `import { ${names.join(', ')} } from ${quote(sdk)};`,
    '',
    `/** \`hub source check ${draft.name}\` says what is still missing. */`,
    'export const source = defineSource({',
    body,
    '});',
    '',
  ].join('\n');
}

function printBinding({ from, to, mode, every, mapping }: SourceDraft['bindings'][number]): string[] {
  const note = (text: string, names: string[]) =>
    // What a source sends is quoted here too: a line end in it would be code.
    names.length > 0 ? [`        // ${text}: ${names.map(toKey).join(', ')}.`] : [];
  return [
    '    {',
    `      from: ${quote(from)},`,
    `      to: ${quote(to)},`,
    `      mode: ${quote(mode)},`,
    ...(every === undefined ? [] : [`      every: ${quote(every)},`]),
    '      // Proposed by likeness of names: read it through.',
    '      fields: {',
    ...note('Required, and no column was found', mapping.missing),
    ...mapping.fields.flatMap(({ field, column, reader: { expression, unknown } }) => [
      ...note('No code was found for', unknown),
      ...printField(field, column, expression),
    ]),
    ...note('No column', mapping.unfed),
    ...note('Columns that nothing takes', mapping.unusedColumns),
    '      },',
    '    },',
  ];
}

const LINE_WIDTH = 110;

function printField(field: string, column: string, expression: string | undefined): string[] {
  if (expression === undefined) return [`        ${field}: ${quote(column)},`];
  const line = `        ${field}: { from: ${quote(column)}, read: ${expression} },`;
  if (line.length <= LINE_WIDTH) return [line];
  return [
    `        ${field}: {`,
    `          from: ${quote(column)},`,
    `          read: ${expression},`,
    '        },',
  ];
}

/** A configuration as code; references to the environment become `env('NAME')`. */
function printValue(value: unknown, indent: string): string {
  if (isEnvRef(value)) return `env(${quote(value.env)})`;
  if (typeof value === 'string') return quote(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => printValue(item, inner))
    : Object.entries(value).map(([key, child]) => `${toKey(key)}: ${printValue(child, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }'];
  const line = `${open}${parts.join(', ')}${close}`;
  if (parts.length === 0) return Array.isArray(value) ? '[]' : '{}';
  if (indent.length + line.length < 90 && !line.includes('\n')) return line;
  const [first, last] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${first}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${last}`;
}
