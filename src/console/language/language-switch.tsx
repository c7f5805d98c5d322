import { useEffect } from 'react';
import { type Language, setLanguage, useLanguage, useSay } from './language.ts';

const names: Record<Language, string> = { vi: 'Tiếng Việt', en: 'English' };

/** Two buttons; the page's `lang` follows, so that a screen reader pronounces it right. */
export function LanguageSwitch() {
  const language = useLanguage();
  const say = useSay();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <fieldset className="language-switch">
      <legend className="unseen">{say('languageLabel')}</legend>
      {(Object.keys(names) as Language[]).map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language}
          onClick={() => setLanguage(one)}
        >
          {names[one]}
        </button>
      ))}
    </fieldset>
  );
}
