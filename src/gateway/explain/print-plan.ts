import type { PlanFetch, PlanTree } from './plan-tree.ts';

/** A plan as lines of text; with figures, what each call came to. */
export function printPlan(tree: PlanTree): string {
  return toLines(tree).join('\n');
}

function toLines(tree: PlanTree): string[] {
  switch (tree.kind) {
    case 'Fetch':
    case 'Subscription':
      return [toFetchLine(tree)];
    case 'Condition':
      return [
        `Condition $${tree.variable}`,
        ...branch([
          ...(tree.ifTrue ? [['true: ', tree.ifTrue] as const] : []),
          ...(tree.ifFalse ? [['false: ', tree.ifFalse] as const] : []),
        ]),
      ];
    default: {
      const note =
        tree.kind === 'Sequence'
          ? 'Sequence (lần lượt / one after another)'
          : 'Parallel (cùng lúc / at once)';
      return [note, ...branch(tree.steps.map((step) => ['', step] as const))];
    }
  }
}

function branch(children: readonly (readonly [label: string, tree: PlanTree])[]): string[] {
  return children.flatMap(([label, tree], index) => {
    const isLast = index === children.length - 1;
    return toLines(tree).map((line, at) =>
      at === 0 ? `${isLast ? '└─ ' : '├─ '}${label}${line}` : `${isLast ? '   ' : '│  '}${line}`,
    );
  });
}

function toFetchLine({ kind, subgraph, entities, figures }: PlanFetch): string {
  const byType = new Map<string, string[]>();
  for (const { type, key, path } of entities) {
    const name = `${type}(${key})`;
    byType.set(name, [...(byType.get(name) ?? []), path]);
  }
  const asked = [...byType].map(([name, paths]) => `${name} @ ${paths.join(', ')}`);
  const parts = [`${kind} ${subgraph}`, ...asked];
  if (figures) {
    const { calls, entities: count, rows, errors, ms } = figures;
    const size = count > 0 ? `${count} entities → ${rows}` : `${rows} rows`;
    parts.push(`[${calls} × · ${size} · ${ms.toFixed(1)} ms${errors > 0 ? ` · ${errors} errors` : ''}]`);
  }
  return parts.join('  ');
}
