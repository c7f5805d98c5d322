import { createCell, useCell } from '../cell.ts';
import { en } from './en.ts';
import { type Text, vi } from './vi.ts';

export type Language = 'vi' | 'en';

const texts: Record<Language, Record<Text, string>> = { vi, en };
const STORED = 'lien-thong:language';

/** Vietnamese unless the reader chose otherwise: what the browser prefers is often the shop's setting, not the reader's. */
function readStored(): Language {
  return globalThis.localStorage?.getItem(STORED) === 'en' ? 'en' : 'vi';
}

const chosen = createCell<Language>(readStored());

export function getLanguage(): Language {
  return chosen.get();
}

export function setLanguage(language: Language): void {
  localStorage.setItem(STORED, language);
  chosen.set(language);
}

export function useLanguage(): Language {
  return useCell(chosen);
}

/** The text in a language, its `{names}` filled in. */
export function say(language: Language, text: Text, values: Record<string, string> = {}): string {
  return texts[language][text].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** `say` in the reader's language. */
export function useSay(): (text: Text, values?: Record<string, string>) => string {
  const language = useLanguage();
  return (text, values) => say(language, text, values);
}

/** Local wall-clock time, with the date when it is not today. */
export function sayTime(language: Language, instant: Date, now = new Date()): string {
  const sameDay = instant.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...(sameDay ? {} : { day: '2-digit', month: '2-digit', year: 'numeric' }),
  }).format(instant);
}
