import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useMemo, useRef } from 'react';
import type { Answer } from '../answer.ts';
import { createCell, useCell } from '../cell.ts';
import { useSay } from '../language/language.ts';
import { takeDemoKeys } from './demo-keys.ts';
import { ExampleIcon, ExampleLibrary } from './example-library.tsx';
import { greeting } from './examples/index.ts';
import { createFetcher } from './fetcher.ts';
import { NoticeStrip } from './notice-strip.tsx';
import { createSession } from './session.ts';
import { TopBar } from './top-bar.tsx';

const session = createSession(sessionStorage);
const demoKeys = takeDemoKeys();
const lastAnswer = createCell<Answer>({});
const fetcher = createFetcher({
  url: new URL('/graphql', location.origin),
  session,
  onAnswer: lastAnswer.set,
});

/** GraphiQL, with who asks, why, examples, and notes on what an answer lacks. */
export function Explorer() {
  const { key } = useCell(session);
  const say = useSay();
  const title = say('examplesTitle');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another function makes GraphiQL read the schema again, as the new key sees it
  const fetchAsKey = useMemo<typeof fetcher>(() => (request, options) => fetcher(request, options), [key]);
  const library = useMemo(() => ({ title, icon: ExampleIcon, content: ExampleLibrary }), [title]);
  const plugins = useMemo(() => [library, HISTORY_PLUGIN], [library]);
  const activeTab = useRef<string>(undefined);
  return (
    <>
      <TopBar title="explorerTitle" session={session} demoKeys={demoKeys} />
      <NoticeStrip answer={lastAnswer} />
      <main>
        <GraphiQL
          fetcher={fetchAsKey}
          plugins={plugins}
          visiblePlugin={library}
          // Queries name people and plates: on a shared computer they must not outlive the tab.
          storage={sessionStorage}
          // Who asks is said in the top bar; a header typed here would end in the history.
          isHeadersEditorEnabled={false}
          defaultEditorToolsVisibility="variables"
          forcedTheme="system"
          defaultTabs={[{ query: greeting.query, variables: greeting.variables }]}
          onTabChange={({ tabs, activeTabIndex }) => {
            const id = tabs[activeTabIndex]?.id;
            if (id !== activeTab.current) lastAnswer.set({});
            activeTab.current = id;
          }}
        />
      </main>
    </>
  );
}
