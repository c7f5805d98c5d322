import { randomUUID } from 'node:crypto';

/** Error codes of the protocol that a coordinator answers with. */
export const CODES = {
  NONE: 0,
  ILLEGAL_GENERATION: 22,
  UNKNOWN_MEMBER_ID: 25,
  REBALANCE_IN_PROGRESS: 27,
  MEMBER_ID_REQUIRED: 79,
} as const;

export interface JoinAnswer {
  code: number;
  generation: number;
  leader: string;
  memberId: string;
  members: { id: string; metadata: Buffer }[];
}

interface Member {
  metadata: Buffer;
  seenAt: number;
  sessionMs: number;
  join?: (answer: JoinAnswer) => void;
  sync?: (answer: { code: number; assignment: Buffer }) => void;
}

const NOTHING = Buffer.alloc(0);

/** A consumer group of the classic protocol (KIP-62, KIP-394): members join, the leader shares, heartbeats keep. */
export class TestGroup {
  generation = 0;
  state: 'empty' | 'joining' | 'syncing' | 'stable' = 'empty';
  readonly offsets = new Map<string, bigint>();
  /** Commits that were refused. */
  refused = 0;
  readonly #members = new Map<string, Member>();
  #assignments = new Map<string, Buffer>();
  #leader = '';
  #ending: NodeJS.Timeout | undefined;
  readonly #reaper: NodeJS.Timeout;

  constructor(maxSessionMs: number) {
    this.#reaper = setInterval(() => {
      for (const [id, { seenAt, sessionMs, join }] of this.#members)
        if (!join && Date.now() - seenAt > Math.min(sessionMs, maxSessionMs)) this.remove(id);
    }, 50);
    this.#reaper.unref();
  }

  get size(): number {
    return this.#members.size;
  }

  join(id: string, metadata: Buffer, sessionMs: number): Promise<JoinAnswer> {
    const refuse = (code: number, memberId = '') =>
      Promise.resolve({ code, generation: -1, leader: '', memberId, members: [] });
    if (id === '') {
      // A member gets a name first and joins with it afterwards.
      const memberId = `member-${randomUUID()}`;
      this.#members.set(memberId, { metadata, seenAt: Date.now(), sessionMs });
      this.#begin();
      return refuse(CODES.MEMBER_ID_REQUIRED, memberId);
    }
    const member = this.#members.get(id);
    if (!member) return refuse(CODES.UNKNOWN_MEMBER_ID);
    member.metadata = metadata;
    member.seenAt = Date.now();
    this.#begin();
    return new Promise((resolve) => {
      member.join = resolve;
      this.#endIfComplete();
    });
  }

  sync(id: string, generation: number, shares: { memberId: string; assignment: Buffer }[]) {
    const member = this.#members.get(id);
    const refuse = (code: number) => Promise.resolve({ code, assignment: NOTHING });
    if (!member) return refuse(CODES.UNKNOWN_MEMBER_ID);
    if (generation !== this.generation) return refuse(CODES.ILLEGAL_GENERATION);
    if (this.state === 'joining') return refuse(CODES.REBALANCE_IN_PROGRESS);
    member.seenAt = Date.now();
    if (id === this.#leader) {
      this.#assignments = new Map(shares.map(({ memberId, assignment }) => [memberId, assignment]));
      this.state = 'stable';
      for (const [memberId, waiting] of this.#members) {
        waiting.sync?.({ code: CODES.NONE, assignment: this.#assignments.get(memberId) ?? NOTHING });
        delete waiting.sync;
      }
    }
    if (this.state === 'stable')
      return Promise.resolve({ code: CODES.NONE, assignment: this.#assignments.get(id) ?? NOTHING });
    return new Promise<{ code: number; assignment: Buffer }>((resolve) => {
      member.sync = resolve;
    });
  }

  heartbeat(id: string, generation: number): number {
    const member = this.#members.get(id);
    if (!member) return CODES.UNKNOWN_MEMBER_ID;
    if (generation !== this.generation) return CODES.ILLEGAL_GENERATION;
    member.seenAt = Date.now();
    return this.state === 'joining' ? CODES.REBALANCE_IN_PROGRESS : CODES.NONE;
  }

  commit(id: string, generation: number, offsets: Iterable<[string, bigint]>): number {
    let code: number = CODES.NONE;
    if (!this.#members.has(id)) code = CODES.UNKNOWN_MEMBER_ID;
    else if (generation !== this.generation) code = CODES.ILLEGAL_GENERATION;
    if (code !== CODES.NONE) this.refused += 1;
    else for (const [name, offset] of offsets) this.offsets.set(name, offset);
    return code;
  }

  remove(id: string): void {
    if (!this.#members.delete(id)) return;
    if (this.#members.size === 0) this.state = 'empty';
    else this.#begin();
    this.#endIfComplete();
  }

  /** As when the sessions of all have run out. */
  removeAll(): void {
    for (const id of [...this.#members.keys()]) this.remove(id);
  }

  /** Sends everybody back to the door. */
  rebalance(): void {
    this.#begin();
  }

  stop(): void {
    clearInterval(this.#reaper);
    clearTimeout(this.#ending);
  }

  #begin(): void {
    if (this.state === 'joining') return;
    this.state = 'joining';
    for (const member of this.#members.values()) {
      member.sync?.({ code: CODES.REBALANCE_IN_PROGRESS, assignment: NOTHING });
      delete member.sync;
    }
  }

  #endIfComplete(): void {
    if (this.state !== 'joining' || [...this.#members.values()].some(({ join }) => !join)) return;
    this.generation += 1;
    this.state = 'syncing';
    this.#leader = this.#members.keys().next().value ?? '';
    const members = [...this.#members].map(([id, { metadata }]) => ({ id, metadata }));
    for (const [memberId, member] of this.#members) {
      member.join?.({
        code: CODES.NONE,
        generation: this.generation,
        leader: this.#leader,
        memberId,
        members: memberId === this.#leader ? members : [],
      });
      delete member.join;
    }
  }
}
