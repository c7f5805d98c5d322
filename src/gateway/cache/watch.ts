/** What of a context tells one asker from another. */
const IDENTITY = ['principal', 'purpose', 'caseReference'] as const;

/** What of a context says on which datasets an answer rests. */
interface WithSources {
  readonly sources?: { noteDataset?(dataset: string): void };
}

/** How an answer came about. */
export interface Watch {
  /** Whether the making of it looked at who asks. */
  readonly touched: boolean;
  /** Datasets that it noted as its ground. */
  readonly datasets: ReadonlySet<string>;
}

/**
 * Watches the context of one answer from now on. Static judgement is not enough: a filter on a field that is not open,
 * or a resolver with a rule of its own, makes an answer of open fields depend on its asker. Whoever adds such a rule
 * reads the principal, and the answer is not kept.
 */
export function watchContext(contextValue: object): Watch {
  const datasets = new Set<string>();
  const watch = { touched: false, datasets };
  for (const name of IDENTITY) {
    if (!(name in contextValue)) continue;
    const value: unknown = contextValue[name as keyof typeof contextValue];
    redefine(contextValue, name, () => {
      watch.touched = true;
      return value;
    });
  }
  const { sources } = contextValue as WithSources;
  if (sources?.noteDataset) {
    const watched = {
      ...sources,
      noteDataset: (dataset: string) => {
        datasets.add(dataset);
        sources.noteDataset?.(dataset);
      },
    };
    redefine(contextValue, 'sources', () => watched);
  }
  return watch;
}

/** Says of an answer that is given again what it rests on, so that its sources are reported as they are now. */
export function noteAgain(contextValue: object, datasets: ReadonlySet<string>): void {
  const { sources } = contextValue as WithSources;
  for (const dataset of datasets) sources?.noteDataset?.(dataset);
}

function redefine(target: object, name: string, get: () => unknown): void {
  Object.defineProperty(target, name, { configurable: true, enumerable: true, get });
}
