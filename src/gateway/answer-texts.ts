import type { ExecutionResult } from 'graphql';

/** Writes results as JSON. What several are given is written once. */
export interface AnswerTexts {
  /** Keeps the text of this data, once it is written, as long as the data lives. */
  keep(data: object): void;
  /** It is written already. */
  know(data: object, text: string): void;
  toText(result: Pick<ExecutionResult, 'data' | 'errors' | 'extensions'>): string;
}

/** Written parts of one answer. The whole is one string for all who get it: joining it anew is a copy for each. */
interface Written {
  data?: string;
  whole?: string;
}

export function createAnswerTexts(): AnswerTexts {
  const kept = new WeakMap<object, Written>();
  return {
    keep: (data) => {
      if (!kept.has(data)) kept.set(data, {});
    },
    know: (data, text) => kept.set(data, { data: text }),
    toText: ({ errors, data, extensions }) => {
      const written = data && !errors ? kept.get(data) : undefined;
      if (!written) return JSON.stringify({ errors, data, extensions });
      written.data ??= JSON.stringify(data);
      if (extensions) return `{"data":${written.data},"extensions":${JSON.stringify(extensions)}}`;
      written.whole ??= `{"data":${written.data}}`;
      return written.whole;
    },
  };
}
