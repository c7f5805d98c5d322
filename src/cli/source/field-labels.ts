import { type GraphQLSchema, getNamedType, isEnumType, isObjectType } from 'graphql';
import type { RecordField } from '../../ingest/record-fields.ts';

/** A record field with what people call it, and how its values are written. */
export interface LabelledField extends RecordField {
  /** Vietnamese first: `Cấp đường`, `Class`. Empty when the graph does not show the field. */
  labels: string[];
  /** GraphQL scalar or enum it is shown as: `Date`, `DateTime`, `Int`. */
  scalar?: string;
  /** Code → its labels. */
  codeLabels?: Record<string, string[]>;
}

/** The names that the graph's own documentation has for a record's fields: one place says what a field is called. */
export function labelFields(
  dataset: string,
  fields: readonly RecordField[],
  schemas: readonly GraphQLSchema[],
): LabelledField[] {
  const typeName = dataset.charAt(0).toUpperCase() + dataset.slice(1);
  // Another subgraph may know the type by its key alone.
  const types = schemas.map((schema) => schema.getType(typeName)).filter(isObjectType);
  return fields.map((field) => {
    const shown = types.map((type) => type.getFields()[field.name]).find((found) => found?.description);
    if (!shown) return { ...field, labels: [] };
    const type = getNamedType(shown.type);
    const codeLabels = isEnumType(type)
      ? Object.fromEntries(type.getValues().map(({ name, description }) => [name, toSentences(description)]))
      : undefined;
    return {
      ...field,
      labels: toSentences(shown.description),
      scalar: type.name,
      ...(codeLabels ? { codeLabels } : {}),
    };
  });
}

/** `Cấp đường (Luật 35/2024/QH15, Điều 8). Class.` → `Cấp đường`, `Class`: each up to its first mark. */
function toSentences(description: string | null | undefined): string[] {
  return (description ?? '')
    .replace(/\([^)]*\)/g, '')
    .split(/\.(?:\s|$)/)
    .map((sentence) => sentence.split(/[,:;+]/)[0]!.trim())
    .filter((sentence) => sentence !== '');
}
