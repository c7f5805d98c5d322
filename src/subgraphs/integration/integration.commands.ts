import type { HubContext } from '../../graphql/context.ts';
import type { Row } from '../../graphql/list.ts';
import { Problem } from '../../kernel/problem.ts';
import { ACCESS_ACTION_DENIED } from '../../kernel/problems/access.ts';
import { INGEST_QUARANTINE_UNKNOWN, INGEST_REASON_MISSING } from '../../kernel/problems/ingest.ts';
import { findApproval } from './approval.input.ts';
import { findRun } from './ingest-run.input.ts';
import { findQuarantined } from './quarantined-record.input.ts';

/** So many at a time: a page of the worklist, many times over. */
const MAX_IDS = 1_000;
const LARGEST_ID = 2n ** 63n - 1n;

/** Who decides: the subsystem of the key, for a decision is a person's and has to be asked about later. */
function assertMay(context: HubContext, action: string): string {
  if (!context.principal.actions.includes(action)) throw new Problem(ACCESS_ACTION_DENIED, { action });
  return context.principal.subsystem;
}

function toReason(text: string | null | undefined): string {
  const reason = text?.normalize('NFC').replaceAll('\u0000', '').trim() ?? '';
  if (reason === '' || reason.length > 2_000)
    throw new Problem(INGEST_REASON_MISSING, {}, { where: { field: 'reason' } });
  return reason;
}

export async function startReplay(
  context: HubContext,
  { source, dataset, since }: { source: string; dataset?: string | null; since?: string | null },
): Promise<(Row | undefined)[]> {
  const by = assertMay(context, 'replay');
  const runs = await context.desk.replay(source, dataset ?? undefined, { by, since: since ?? undefined });
  return Promise.all(runs.map((run) => findRun(context, run)));
}

export async function replayQuarantine(context: HubContext, ids: readonly string[]): Promise<Row[]> {
  const by = assertMay(context, 'replayQuarantine');
  await assertThere(context, ids);
  await context.desk.replayQuarantine(ids, by);
  return findQuarantined(context, ids);
}

export async function discardQuarantine(
  context: HubContext,
  ids: readonly string[],
  reason: string,
): Promise<Row[]> {
  const by = assertMay(context, 'discardQuarantine');
  const note = toReason(reason);
  await assertThere(context, ids);
  await context.desk.discardQuarantine(ids, { by, note });
  return findQuarantined(context, ids);
}

/** All or none: a list with a wrong number in it was not meant as it stands. */
async function assertThere(context: HubContext, ids: readonly string[]): Promise<void> {
  const isNumber = (id: string) => /^\d{1,19}$/.test(id) && BigInt(id) <= LARGEST_ID;
  const numbers = ids.filter(isNumber).slice(0, MAX_IDS);
  const there = new Set((await findQuarantined(context, numbers)).map(({ id }) => BigInt(id as number)));
  const unknown = ids.filter((id, index) => index >= MAX_IDS || !isNumber(id) || !there.has(BigInt(id)));
  if (unknown.length > 0)
    throw new Problem(INGEST_QUARANTINE_UNKNOWN, { ids: unknown.slice(0, 5).join(', '), max: MAX_IDS });
}

export async function decide(
  context: HubContext,
  action: 'approve' | 'reject',
  id: string,
  note: string | null | undefined,
): Promise<Row | undefined> {
  const by = assertMay(context, action);
  const reason = note?.trim() ? toReason(note) : undefined;
  await context.desk.decide(id, { approve: action === 'approve', by, note: reason });
  return findApproval(context, id);
}
