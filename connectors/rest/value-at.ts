/** Value at a dotted path (`data.items`, `links.0.href`); an empty path is the value itself. */
export function valueAt(value: unknown, path: string): unknown {
  let found = value;
  for (const step of path === '' ? [] : path.split('.')) {
    if (found === null || typeof found !== 'object' || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  return found;
}

/** Puts a value at a dotted path, making the objects on the way to it. */
export function putAt(target: Record<string, unknown>, path: string, value: unknown): void {
  const steps = path.split('.');
  let place = target;
  for (const step of steps.slice(0, -1)) {
    // Own members only: `constructor` in a path must not lead out of the body.
    if (!Object.hasOwn(place, step) || place[step] === null || typeof place[step] !== 'object')
      Object.defineProperty(place, step, { value: {}, writable: true, enumerable: true, configurable: true });
    place = place[step] as Record<string, unknown>;
  }
  Object.defineProperty(place, steps.at(-1)!, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}
