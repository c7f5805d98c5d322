import assert from 'node:assert/strict';
import { type Bench, idsOf } from './bench.ts';
import { type ConformanceCheck, need } from './check.ts';
import { makeRows } from './rows.ts';

const PUSH = ['push'] as const;
const HOUR_MS = 3_600_000;

async function openPush(bench: Bench) {
  const fixture = await bench.start();
  const sender = need(fixture.push, 'this fixture has no sender');
  const { connector, ctx } = await bench.open(fixture);
  const rows = makeRows(3);
  const raw = sender.write(rows);
  const receive = (headers: Record<string, string>, body: Uint8Array = raw) =>
    connector.receive!(ctx, { headers, raw: body, path: sender.path });
  const sign = (id?: string, body: Uint8Array = raw, at = ctx.now()) =>
    sender.sign(body, { at, ...(id === undefined ? {} : { id }) });
  return { ctx, sender, rows, raw, receive, sign };
}

type Received = Awaited<ReturnType<Awaited<ReturnType<typeof openPush>>['receive']>>;

const isAccepted = ({ reply }: Received) => reply.status >= 200 && reply.status < 300;

/** A refusal, and nothing to store with it. */
function assertRefused(received: Received, what: string): void {
  assert.ok(!isAccepted(received), `${what} is accepted with ${received.reply.status}`);
  assert.ok(
    received.reply.status < 500,
    `${what} is answered with ${received.reply.status}: sent again for ever`,
  );
  assert.deepEqual(received.pages, [], `${what} is refused, and its records are handed over all the same`);
}

const rawSigned: ConformanceCheck = {
  id: 'push.signature',
  level: 'MUST',
  title: 'The signature is over the raw bytes: what was signed is taken, one changed byte is not',
  modes: PUSH,
  async run(bench) {
    const { rows, raw, sender, receive, sign } = await openPush(bench);
    const good = await receive(sign('raw-1'));
    assert.ok(isAccepted(good), `a good delivery is answered with ${good.reply.status}`);
    assert.deepEqual(
      idsOf(good.pages),
      rows.map(({ id }) => id),
    );
    // The same content in other bytes: who signs a parsed body cannot tell them apart.
    const spaced = Buffer.concat([raw, Buffer.from('\n')]);
    assertRefused(await receive(sign('raw-2'), spaced), 'a body with one byte more than was signed');
    assert.ok(
      isAccepted(await receive(sign('raw-3', spaced), spaced)),
      'unusual white space, signed, is refused',
    );
    const other = sender.write(makeRows(3, { from: 7 }));
    assertRefused(await receive(sign('raw-4'), other), 'a body of somebody else under a good signature');
    const unsigned = Object.fromEntries(
      Object.entries(sign('raw-5')).filter(([name]) => name.toLowerCase() === 'content-type'),
    );
    assertRefused(await receive(unsigned), 'a delivery without a signature');
  },
};

const replayRefused: ConformanceCheck = {
  id: 'push.replay',
  level: 'MUST',
  title: 'A delivery signed an hour ago, or for an hour from now, is refused',
  modes: PUSH,
  async run(bench) {
    const { ctx, raw, receive, sign } = await openPush(bench);
    for (const shift of [-HOUR_MS, HOUR_MS]) {
      const at = new Date(ctx.now().getTime() + shift);
      assertRefused(await receive(sign('replay', raw, at)), `a delivery signed at ${at.toISOString()}`);
    }
  },
};

const oneDelivery: ConformanceCheck = {
  id: 'push.idempotent',
  level: 'MUST',
  title: 'A delivery sent twice has one idempotency key, another delivery has another',
  modes: PUSH,
  async run(bench) {
    const { ctx, raw, receive, sign } = await openPush(bench);
    const first = await receive(sign('event-1'));
    assert.ok(first.idempotencyKey, 'the delivery has no idempotency key: the hub cannot know it again');
    const later = new Date(ctx.now().getTime() + 2_000);
    const again = await receive(sign('event-1', raw, later));
    assert.equal(again.idempotencyKey, first.idempotencyKey, 'the key of the same delivery, sent again');
    const other = await receive(sign('event-2'));
    assert.notEqual(other.idempotencyKey, first.idempotencyKey, 'the key of another delivery');
    const origins = ({ pages }: Received) => pages.flatMap(({ changes }) => changes.map(({ src }) => src));
    assert.deepEqual(origins(again), origins(first), 'the places of the same records, sent again');
  },
};

const nothingKept: ConformanceCheck = {
  id: 'push.after-commit',
  level: 'MUST',
  title:
    'Nothing counts as received before the hub has committed: sent again after a crash, it is handed over again',
  modes: PUSH,
  async run(bench) {
    const { rows, receive, sign } = await openPush(bench);
    // The hub answers after its commit, so whoever hears nothing sends again: all of it must come again.
    for (let attempt = 1; attempt <= 2; attempt++) {
      const received = await receive(sign('lost'));
      assert.ok(isAccepted(received), `attempt ${attempt} is answered with ${received.reply.status}`);
      assert.deepEqual(
        idsOf(received.pages),
        rows.map(({ id }) => id),
        `records of attempt ${attempt}; the one before it was never committed`,
      );
    }
  },
};

export const pushChecks = [rawSigned, replayRefused, oneDelivery, nothingKept];
