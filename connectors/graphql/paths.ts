/** Where something stands in an answer, as GraphQL writes it in `errors[].path`. */
export type ResponsePath = (string | number)[];

export interface Found {
  value: unknown;
  path: ResponsePath;
}

function step(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** Value at a dotted path; an empty path is the value itself. */
export function valueAt(value: unknown, path: string): unknown {
  return path === '' ? value : path.split('.').reduce(step, value);
}

/** Puts a value at a dotted path, making the objects on the way to it. */
export function putAt(target: Record<string, unknown>, path: string, value: unknown): void {
  const names = path.split('.');
  let place = target;
  const set = (name: string, content: unknown) =>
    Object.defineProperty(place, name, {
      value: content,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  for (const name of names.slice(0, -1)) {
    // Own members only: `constructor` in a path must not lead out of the variables.
    const next = step(place, name);
    if (next === null || typeof next !== 'object') set(name, {});
    place = place[name] as Record<string, unknown>;
  }
  set(names.at(-1)!, value);
}

/**
 * Records at a path such as `vehicles.edges.*.node` or `vehicles`; undefined when there is no list where one should be.
 * What is null on the way to a record is a record that is null.
 */
export function recordsAt(data: unknown, recordPath: string): Found[] | undefined {
  const names = recordPath.split('.');
  let found: Found[] = [{ value: data, path: [] }];
  const spread = (list: Found[]): Found[] | undefined => {
    if (list.some(({ value }) => !Array.isArray(value))) return undefined;
    return list.flatMap(({ value, path }) =>
      (value as unknown[]).map((item, i) => ({ value: item, path: [...path, i] })),
    );
  };
  for (const name of names) {
    const next =
      name === '*'
        ? spread(found)
        : found.map(({ value, path }) => ({ value: step(value, name), path: [...path, name] }));
    if (!next) return undefined;
    found = next;
  }
  return names.includes('*') ? found : spread(found);
}

/** Path of the list that records are taken from: what stands before the first `*`. */
export function listPath(recordPath: string): string {
  return recordPath.split('.*')[0]!;
}

export function isUnder(path: ResponsePath, parent: ResponsePath): boolean {
  return parent.every((part, i) => path[i] === part);
}
