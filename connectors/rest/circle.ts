import { ConnectorError } from '../../src/sdk/index.ts';
import type { Position } from './pagination.ts';

/**
 * Notices pages that lead back to one already read, in constant memory (Brent): one earlier position is remembered, and
 * replaced by a later one ever more rarely, so that any circle is closed within a few rounds of it.
 */
export function createCircleGuard() {
  let remembered: string | undefined;
  let steps = 0;
  let power = 1;
  return {
    /** Throws `drift` when `next` is the page at `at`, or leads in a circle. */
    assertNew(at: Position | null, next: Position | null, where: string): void {
      if (next === null) return;
      const text = JSON.stringify(next);
      if (text === JSON.stringify(at))
        throw new ConnectorError('drift', `${where}: the page names itself as the next one`);
      if (text === remembered) throw new ConnectorError('drift', `${where}: the pages lead in a circle`);
      steps += 1;
      if (steps < power) return;
      remembered = text;
      steps = 0;
      power *= 2;
    },
  };
}
