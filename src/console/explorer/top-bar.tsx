import './top-bar.css';
import { type KeyboardEvent, useId } from 'react';
import { type Cell, useCell } from '../cell.ts';
import { useSay } from '../language/language.ts';
import { LanguageSwitch } from '../language/language-switch.tsx';
import type { Text } from '../language/vi.ts';
import type { DemoKey } from './demo-keys.ts';
import type { Session } from './session.ts';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly secret?: boolean;
  readonly onCommit: (value: string) => void;
}

/** Commits when left or on Enter, so that no request goes out with half a key. */
function Field({ label, value, hint, secret = false, onCommit }: FieldProps) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') onCommit(event.currentTarget.value.trim());
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        key={value}
        id={id}
        type={secret ? 'password' : 'text'}
        defaultValue={value}
        autoComplete="off"
        spellCheck={false}
        title={hint}
        onBlur={(event) => onCommit(event.currentTarget.value.trim())}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

interface TopBarProps {
  readonly title: Text;
  readonly session: Cell<Session>;
  readonly demoKeys: readonly DemoKey[];
}

/** Who asks and why, and in which language. */
export function TopBar({ title, session, demoKeys }: TopBarProps) {
  const say = useSay();
  const id = useId();
  const { key, purpose, caseNumber } = useCell(session);
  const change = (part: Partial<Session>) => {
    const before = session.get();
    const after = { ...before, ...part };
    if ((Object.keys(after) as (keyof Session)[]).some((name) => after[name] !== before[name]))
      session.set(after);
  };
  return (
    <header className="top-bar">
      <a className="brand" href="/">
        Liên Thông
      </a>
      <h1>{say(title)}</h1>
      {demoKeys.length > 0 && (
        <div className="field">
          <label htmlFor={id}>{say('demoKeyLabel')}</label>
          <select
            id={id}
            value={demoKeys.some((demo) => demo.key === key) ? key : ''}
            onChange={(event) => change({ key: event.currentTarget.value })}
          >
            <option value="">{say('demoKeyNone')}</option>
            {demoKeys.map((demo, index) => (
              <option key={demo.key} value={demo.key}>
                {demo.label || `${say('demoKey')} ${index + 1}`}
              </option>
            ))}
          </select>
        </div>
      )}
      <Field
        label={say('keyLabel')}
        hint={say('keyHint')}
        value={key}
        secret
        onCommit={(value) => change({ key: value })}
      />
      <Field label={say('purposeLabel')} value={purpose} onCommit={(value) => change({ purpose: value })} />
      <Field
        label={say('caseLabel')}
        value={caseNumber}
        onCommit={(value) => change({ caseNumber: value })}
      />
      <LanguageSwitch />
    </header>
  );
}
