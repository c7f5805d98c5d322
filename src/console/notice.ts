import type { Answer } from './answer.ts';
import { type Language, say, sayTime } from './language/language.ts';

/** A source that did not give its part, as `extensions.sources` reports it. */
interface SourceState {
  readonly name?: string;
  readonly status?: string;
  /** ISO 8601 instant since when. */
  readonly since?: string;
  readonly asOf?: string;
}

const healthy = new Set(['ok', 'up', 'fresh', 'healthy']);
const slow = new Set(['slow', 'timeout', 'timed-out']);

function toSourceNotice(language: Language, source: SourceState, now: Date): string | undefined {
  const status = source.status?.toLowerCase() ?? '';
  if (source.name === undefined || healthy.has(status)) return undefined;
  const instant = new Date(source.since ?? source.asOf ?? Number.NaN);
  const since = Number.isNaN(instant.getTime())
    ? ''
    : say(language, 'since', { time: sayTime(language, instant, now) });
  return `${say(language, slow.has(status) ? 'sourceSlow' : 'sourceDown', { source: source.name })}${since}.`;
}

function toErrorNotice(language: Language, error: NonNullable<Answer['errors']>[number]): string | undefined {
  const { remedy, remedyEn, messageEn } = error.extensions ?? {};
  if (typeof remedy !== 'string') return undefined;
  if (language === 'vi') return `${error.message}. ${remedy}`;
  return `${typeof messageEn === 'string' ? messageEn : error.message}. ${typeof remedyEn === 'string' ? remedyEn : remedy}`;
}

/** What the reader should know beside the data: each thing once, in the reader's language. */
export function toNotices(answer: Answer, language: Language, now = new Date()): string[] {
  const sources = answer.extensions?.sources;
  const told = [
    ...(Array.isArray(sources) ? (sources as SourceState[]) : []).map((s) =>
      toSourceNotice(language, s, now),
    ),
    ...(answer.errors ?? []).map((error) => toErrorNotice(language, error)),
  ];
  return [...new Set(told.filter((text) => text !== undefined))].map((text) =>
    text.replace(/([.!?…])\.+/g, '$1'),
  );
}
