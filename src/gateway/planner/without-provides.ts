import { type DocumentNode, print, visit } from 'graphql';

/** The supergraph without `@provides`: every plan over it is right, if perhaps longer. `undefined` if it has none. */
export function withoutProvides(document: DocumentNode): DocumentNode | undefined {
  if (!print(document).includes('provides: "')) return undefined;
  return visit(document, {
    Directive: (directive) => {
      if (directive.name.value !== 'join__field') return undefined;
      const kept = directive.arguments?.filter(({ name }) => name.value !== 'provides') ?? [];
      return { ...directive, arguments: kept };
    },
  });
}
