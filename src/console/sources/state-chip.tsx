import { useSay } from '../language/language.ts';
import type { Text } from '../language/vi.ts';

/** In words, never by colour alone. */
const tones: Record<string, 'good' | 'bad' | 'plain'> = {
  OK: 'good',
  IDLE: 'good',
  SUCCEEDED: 'good',
  RUNNING: 'good',
  DOWN: 'bad',
  SLOW: 'bad',
  BAD_DATA: 'bad',
  FAILED: 'bad',
  PARKED: 'bad',
};

export function StateChip({ state }: { readonly state: string | null | undefined }) {
  const say = useSay();
  if (!state) return <>–</>;
  return <span className={`chip ${tones[state] ?? 'plain'}`}>{say(`state${state}` as Text)}</span>;
}
