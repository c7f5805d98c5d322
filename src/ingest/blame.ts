import type { Row } from '../sdk/index.ts';

/**
 * Which raw field a map function stumbled over. Maps are pure, so a failed one is run again over a record that
 * watches what is read: the field read last is the one whose value could not be taken. Costs nothing for good
 * records. `dangKy.ngayCap` for a nested one; undefined when nothing was read.
 */
export function findBlamedField(map: (raw: Row) => unknown, raw: Row): string | undefined {
  let last: string | undefined;
  const watch = (value: object, path: string): object =>
    new Proxy(value, {
      get: (target, key, receiver) => {
        const found: unknown = Reflect.get(target, key, receiver);
        if (typeof key === 'symbol' || !Object.hasOwn(target, key)) return found;
        const at = path === '' ? key : `${path}.${key}`;
        last = at;
        return typeof found === 'object' && found !== null ? watch(found, at) : found;
      },
    });
  try {
    map(watch(raw, '') as Row);
  } catch {
    return last;
  }
  return undefined;
}
