/** What a supergraph says of progressive `@override`: fields that move to another subgraph by and by. */
export interface Overrides {
  /** Of `label: "percent(n)"`: for n of 100 requests the field comes from the new subgraph. */
  readonly percentages: readonly number[];
  /** Other labels: active for the requests whose context names them. */
  readonly labels: readonly string[];
}

/** Which overrides hold for one request. */
export interface OverrideChoice {
  readonly labels: ReadonlySet<string>;
  /** 0 ≤ roll < 100; `percent(n)` holds when it is below n. */
  readonly roll: number;
  /** Equal for choices under which every plan is the same. */
  readonly key: string;
}

/** What the gateway reads of a context. */
interface WithLabels {
  readonly overrideLabels?: readonly string[];
}

const NO_LABELS: ReadonlySet<string> = new Set();
/** Nothing is overridden progressively. */
export const NO_OVERRIDE: OverrideChoice = { labels: NO_LABELS, roll: 100, key: '' };

/** Chooses for each request anew; all of one request's fields go by the same roll. */
export function createOverrideChooser(
  { percentages, labels }: Overrides,
  roll: () => number = () => Math.random() * 100,
): (contextValue: object) => OverrideChoice {
  if (percentages.length === 0 && labels.length === 0) return () => NO_OVERRIDE;
  const steps = [...new Set(percentages)].sort((a, b) => a - b);
  return (contextValue) => {
    const rolled = roll();
    const { overrideLabels = [] } = contextValue as WithLabels;
    const active = labels.filter((label) => overrideLabels.includes(label));
    const step = steps.find((percentage) => rolled < percentage);
    return {
      labels: new Set(active),
      // The lowest roll of its step: equal keys give equal plans.
      roll: step === undefined ? 100 : (steps[steps.indexOf(step) - 1] ?? 0),
      key: `${step ?? '-'} ${active.join(' ')}`,
    };
  };
}
