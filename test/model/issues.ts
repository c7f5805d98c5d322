import type { z } from 'zod';

/** `field: message` of everything a schema objects to; empty when it accepts. */
export function listIssues(schema: z.ZodType, input: unknown): string[] {
  const result = schema.safeParse(input);
  return result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

export function listFields(schema: z.ZodType, input: unknown): string[] {
  return listIssues(schema, input).map((issue) => issue.slice(0, issue.indexOf(':')));
}
