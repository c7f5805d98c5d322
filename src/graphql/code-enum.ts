import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import type { CodeList } from '../model/code-lists/index.ts';

const registered = new Map<string, object>();

/** The GraphQL enum of a code list, with its labels as descriptions. Registered once however often it is used. */
export function registerCodeEnum<C extends object>(list: CodeList & { codes: C }): C {
  if (registered.has(list.name)) return list.codes;
  registered.set(list.name, list.codes);
  const valuesConfig = Object.fromEntries(
    list.entries.map((entry) => [entry.code, { description: `${entry.labelVi}. ${entry.labelEn}.` }]),
  );
  registerEnumType<Record<string, string>>(list.codes as Record<string, string>, {
    name: list.name,
    description: `${list.labelVi}. ${list.labelEn}.${list.source ? ` (${list.source})` : ''}`,
    valuesConfig,
  });
  return list.codes;
}
