import './notice-strip.css';
import type { Answer } from '../answer.ts';
import { type Cell, useCell } from '../cell.ts';
import { useLanguage, useSay } from '../language/language.ts';
import { toNotices } from '../notice.ts';

/** Says which source did not answer and what to do about an error, above the answer it belongs to. */
export function NoticeStrip({ answer }: { answer: Cell<Answer> }) {
  const language = useLanguage();
  const say = useSay();
  const notices = toNotices(useCell(answer), language);
  // The region stays in the page: a screen reader announces only what appears in one that it knows.
  return (
    <div role="status" aria-label={say('noticesLabel')}>
      {notices.length > 0 && (
        <div className="notices">
          <ul>
            {notices.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
          <button type="button" aria-label={say('noticeDismiss')} onClick={() => answer.set({})}>
            ×
          </button>
        </div>
      )}
    </div>
  );
}
