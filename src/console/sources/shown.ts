import { useLanguage } from '../language/language.ts';

/** Numbers and instants as the reader writes them; nothing is a dash. */
export function useShown() {
  const language = useLanguage();
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const numbers = new Intl.NumberFormat(locale);
  const times = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' });
  return {
    number: (value: number | null | undefined) =>
      value === null || value === undefined ? '–' : numbers.format(value),
    time: (value: string | null | undefined) => (value ? times.format(new Date(value)) : '–'),
    /** The Vietnamese or the English of something that says both. */
    either: (vi: string | null | undefined, en: string | null | undefined) =>
      (language === 'vi' ? vi : en) ?? vi ?? '',
  };
}
