import { Lexer, Source, TokenKind } from 'graphql';
import { Problem } from '../../kernel/problem.ts';
import { GATEWAY_TOKENS_EXCEEDED } from '../../kernel/problems/gateway.ts';

export const DEFAULT_MAX_TOKENS = 4_000;

/** Counts before anything is parsed; the body size limit bounds the count itself. Throws on a lexical error too. */
export function assertTokens(query: string, limit: number): void {
  const lexer = new Lexer(new Source(query));
  let measured = 0;
  while (lexer.advance().kind !== TokenKind.EOF) measured++;
  if (measured > limit) throw new Problem(GATEWAY_TOKENS_EXCEEDED, { measured, limit });
}
