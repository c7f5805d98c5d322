import type { ExecutionResult } from 'graphql';
import { toGraphQLError } from '../plugins/problems.ts';

export interface StreamHooks {
  /** After each answer. */
  onAnswer(): void;
  /** Once, however the stream ends. */
  onEnd(): void;
}

/**
 * A stream of answers that fails like a GraphQL answer: the failure is the last answer, then the stream completes. A
 * throw would end the whole connection instead.
 */
export function superviseStream(
  stream: AsyncIterableIterator<ExecutionResult>,
  { onAnswer, onEnd }: StreamHooks,
): AsyncIterableIterator<ExecutionResult> {
  let ended = false;
  const end = (): IteratorReturnResult<undefined> => {
    if (!ended) onEnd();
    ended = true;
    return { done: true, value: undefined };
  };
  return {
    next: async () => {
      if (ended) return end();
      try {
        const step = await stream.next();
        onAnswer();
        return step.done ? end() : step;
      } catch (error) {
        if (ended) return end();
        end();
        return { done: false, value: { errors: [toGraphQLError(error)] } };
      }
    },
    return: async () => {
      end();
      await stream.return?.();
      return end();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
