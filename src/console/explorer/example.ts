export const exampleGroups = ['partner', 'officer', 'analyst', 'command'] as const;
export type ExampleGroup = (typeof exampleGroups)[number];

/** A question somebody really asks, ready to run. */
export interface Example {
  readonly title: { readonly vi: string; readonly en: string };
  readonly group: ExampleGroup;
  /** JSON text for the variables pane; empty when the operation has none. */
  readonly variables: string;
  readonly query: string;
}

/**
 * Reads a `.graphql` file of the library. Its first lines say what it is:
 * `# vi: …`, `# en: …`, `# group: partner|officer|analyst|command`, and if need be `# variables: {…}` on one line.
 */
export function toExample(source: string): Example {
  const header = new Map<string, string>();
  const lines = source.split('\n');
  let end = 0;
  for (; lines[end]?.startsWith('#'); end++) {
    const [, name, value] = /^# (\w+): (.+)$/.exec(lines[end] ?? '') ?? [];
    if (name !== undefined && value !== undefined) header.set(name, value.trim());
  }
  const need = (name: string) => {
    const value = header.get(name);
    if (value === undefined)
      throw new Error(`An example lacks its "# ${name}:" line: ${source.slice(0, 80)}`);
    return value;
  };
  const title = { vi: need('vi'), en: need('en') };
  const group = exampleGroups.find((one) => one === need('group'));
  if (group === undefined) throw new Error(`An example names no known group: ${need('group')}`);
  const variables = header.get('variables');
  return {
    title,
    group,
    variables: variables === undefined ? '' : JSON.stringify(JSON.parse(variables), null, 2),
    query: `${[`# ${title.vi}`, `# ${title.en}`, ...lines.slice(end)].join('\n').trim()}\n`,
  };
}
