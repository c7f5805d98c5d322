import { type DocumentNode, Kind } from 'graphql';
import { read, select } from './directives.ts';

/**
 * Fields at which the planner (0.0.38) may end the process: those that `@requires` on a type of several keys (none common
 * to all its subgraphs: see common-key.ts), and those that require such a one. By name, so that it holds for interfaces.
 */
export function findRiskyFields(document: DocumentNode): (query: string) => boolean {
  const risky = new Set<string>();
  const requiring: { readonly name: string; readonly requires: string }[] = [];
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    const keys = new Set(
      select(definition.directives, 'join__type').flatMap((join) => read(join, 'key') ?? []),
    );
    for (const { name, directives } of definition.fields ?? [])
      for (const join of select(directives, 'join__field')) {
        const requires = read(join, 'requires');
        if (requires === undefined) continue;
        requiring.push({ name: name.value, requires });
        if (keys.size > 1) risky.add(name.value);
      }
  }
  const names = (text: string) => text.match(/\w+/g) ?? [];
  for (let before = -1; before !== risky.size; ) {
    before = risky.size;
    for (const { name, requires } of requiring)
      if (names(requires).some((required) => risky.has(required))) risky.add(name);
  }
  return (query) => risky.size > 0 && names(query).some((name) => risky.has(name));
}
