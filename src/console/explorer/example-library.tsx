import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useLanguage, useSay } from '../language/language.ts';
import type { Text } from '../language/vi.ts';
import { type Example, type ExampleGroup, exampleGroups } from './example.ts';
import { examples } from './examples/index.ts';

const groupNames: Record<ExampleGroup, Text> = {
  partner: 'groupPartner',
  officer: 'groupOfficer',
  analyst: 'groupAnalyst',
  command: 'groupCommand',
};

/** The pane that lists the examples by who would ask them. */
export function ExampleLibrary() {
  const language = useLanguage();
  const say = useSay();
  const open = useOpenExample();
  return (
    <div className="examples">
      <h2>{say('examplesTitle')}</h2>
      <p>{say('examplesHint')}</p>
      {exampleGroups.map((group) => (
        <section key={group} aria-label={say(groupNames[group])}>
          <h3>{say(groupNames[group])}</h3>
          <ul>
            {examples
              .filter((example) => example.group === group)
              .map((example) => (
                <li key={example.title.vi}>
                  <button type="button" disabled={open === undefined} onClick={() => open?.(example)}>
                    {example.title[language]}
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Undefined until the editors are there. */
function useOpenExample(): ((example: Example) => void) | undefined {
  const { addTab } = useGraphiQLActions();
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  if (!queryEditor || !variableEditor) return undefined;
  return (example) => {
    addTab();
    queryEditor.setValue(example.query);
    variableEditor.setValue(example.variables);
    queryEditor.focus();
  };
}

/** The light bulb of the side bar. */
export function ExampleIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
      <path d="M9 18h6M10 21h4M12 3a6 6 0 0 0-3.6 10.8c.7.5 1.1 1.3 1.1 2.2h5c0-.9.4-1.7 1.1-2.2A6 6 0 0 0 12 3Z" />
    </svg>
  );
}
