/** Who can make a problem go away: the caller, the owner of a source, or whoever runs the hub. */
export type Fixer = 'client' | 'source' | 'operator';

/** One entry of the catalogue. `vi`/`en` say what happened, `remedyVi`/`remedyEn` what to do about it. */
export interface ProblemKind<D extends object = object> {
  readonly code: `HUB_${string}`;
  /** HTTP status when the problem is the whole answer. */
  readonly status: number;
  readonly fixer: Fixer;
  readonly vi: (d: D) => string;
  readonly en: (d: D) => string;
  readonly remedyVi: string;
  readonly remedyEn: string;
}

/** One thing said in both languages of the hub. */
export interface Said {
  readonly vi: string;
  readonly en: string;
}

/** Where it happened: a file and line, a config path, a field, a row, a topic and offset. */
export interface Where {
  readonly file?: string;
  readonly line?: number;
  readonly field?: string;
  readonly row?: number | string;
  readonly source?: string;
  readonly dataset?: string;
}

/** Declares a kind of problem; the details type makes forgetting one a type error. */
export function defineProblem<D extends object = object>(kind: ProblemKind<D>): ProblemKind<D> {
  return kind;
}

/** The same symbol in every copy: a configuration file may be loaded with a copy of its own of what it imports. */
const BRAND = Symbol.for('lien-thong.problem@1');

/** An error of the catalogue. Everything a person or a program needs to act on it travels with it. */
export class Problem<D extends object = object> extends Error {
  readonly code: string;
  readonly status: number;
  readonly fixer: Fixer;
  readonly details: D;
  readonly where: Where;
  readonly en: string;
  readonly remedy: { vi: string; en: string };

  constructor(kind: ProblemKind<D>, details: D, options: { where?: Where; cause?: unknown } = {}) {
    super(kind.vi(details), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Problem';
    this.code = kind.code;
    this.status = kind.status;
    this.fixer = kind.fixer;
    this.details = details;
    this.where = options.where ?? {};
    this.en = kind.en(details);
    this.remedy = { vi: kind.remedyVi, en: kind.remedyEn };
  }

  get [BRAND](): true {
    return true;
  }

  /** GraphQL `extensions`, CLI `--json` and log form: the same content everywhere. */
  toJSON(): Record<string, unknown> {
    return {
      code: this.code,
      message: this.message,
      messageEn: this.en,
      fixer: this.fixer,
      remedy: this.remedy.vi,
      remedyEn: this.remedy.en,
      ...(Object.keys(this.where).length > 0 ? { where: this.where } : {}),
    };
  }
}

export function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && BRAND in error;
}

/** Any thrown value as an Error, in one place. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
