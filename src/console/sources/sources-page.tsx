import { useCell } from '../cell.ts';
import type { DemoKey } from '../explorer/demo-keys.ts';
import { NoticeStrip } from '../explorer/notice-strip.tsx';
import { TopBar } from '../explorer/top-bar.tsx';
import { useSay } from '../language/language.ts';
import { ApprovalList } from './approval-list.tsx';
import type { Desk } from './desk.ts';
import { QuarantineDesk } from './quarantine-desk.tsx';
import { RunTable } from './run-table.tsx';
import { SourceList } from './source-list.tsx';

/** How sources are doing, what was refused, what waits for somebody: one page, top to bottom. */
export function SourcesPage({
  desk,
  demoKeys,
}: {
  readonly desk: Desk;
  readonly demoKeys: readonly DemoKey[];
}) {
  const say = useSay();
  const { key } = useCell(desk.session);
  const done = useCell(desk.done);
  const parts = [
    ['sources', say('sourcesTitle')],
    ['approvals', say('approvalsHeading')],
    ['quarantine', say('quarantineHeading')],
    ['runs', say('runsHeading')],
  ];
  return (
    <>
      <TopBar title="sourcesTitle" session={desk.session} demoKeys={demoKeys} />
      <NoticeStrip answer={desk.notes} />
      <div role="status" className="done">
        {done}
      </div>
      <main>
        <p className="lead">{say('sourcesLead')}</p>
        {key === '' && <p className="warning">{say('sourcesNeedKey')}</p>}
        <nav aria-label={say('jumpLabel')} className="jump">
          {parts.map(([id, name]) => (
            <a key={id} href={`#${id}`}>
              {name}
            </a>
          ))}
        </nav>
        <SourceList desk={desk} />
        <ApprovalList desk={desk} />
        <QuarantineDesk desk={desk} />
        <RunTable desk={desk} />
      </main>
    </>
  );
}
