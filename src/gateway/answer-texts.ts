import type { ExecutionResult } from 'graphql';

/** Writes results as JSON. What several are given is written once. */
export interface AnswerTexts {
  /** Keeps the text of this data, once it is written, as long as the data lives. */
  keep(data: object): void;
  /** It is written already. */
  know(data: object, text: string): void;
  toText(result: Pick<ExecutionResult, 'data' | 'errors' | 'extensions'>): string;
}

export function createAnswerTexts(): AnswerTexts {
  const texts = new WeakMap<object, string | undefined>();
  const write = (data: object): string => {
    const known = texts.get(data);
    if (known !== undefined) return known;
    const text = JSON.stringify(data);
    if (texts.has(data)) texts.set(data, text);
    return text;
  };
  return {
    keep: (data) => {
      if (!texts.has(data)) texts.set(data, undefined);
    },
    know: (data, text) => texts.set(data, text),
    toText: ({ errors, data, extensions }) => {
      if (!data || errors || !texts.has(data)) return JSON.stringify({ errors, data, extensions });
      return `{"data":${write(data)}${extensions ? `,"extensions":${JSON.stringify(extensions)}` : ''}}`;
    },
  };
}
