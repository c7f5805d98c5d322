import type { ConnectorModule, Page, Row, SourceDataset, Where } from '../../src/sdk/index.ts';

/** The kit's name of a field → its name in the protocol. */
export type FieldNames = Readonly<Record<string, string>>;

function renameKeys(row: Row, names: Map<string, string>): Row {
  return Object.fromEntries(Object.entries(row).map(([field, value]) => [names.get(field) ?? field, value]));
}

function renameWhere(where: Where, nameOf: (field: string) => string): Where {
  if ('and' in where) return { and: where.and.map((part) => renameWhere(part, nameOf)) };
  if ('or' in where) return { or: where.or.map((part) => renameWhere(part, nameOf)) };
  if ('not' in where) return { not: renameWhere(where.not, nameOf) };
  return { ...where, field: nameOf(where.field) };
}

/**
 * A connector whose standard fixes the names of its fields, with the kit's names in their place (`id`, `name`,
 * `changed`) in one dataset. Nothing else is changed: what is tried is the connector.
 */
export function renameFields(module: ConnectorModule, dataset: string, names: FieldNames): ConnectorModule {
  const toKit = new Map(Object.entries(names).map(([kit, own]) => [own, kit]));
  const toOwn = new Map(Object.entries(names));
  const kit = (field: string) => toKit.get(field) ?? field;
  const own = (field: string) => toOwn.get(field) ?? field;

  const described = (found: SourceDataset): SourceDataset => {
    if (found.name !== dataset) return found;
    const { schema, cursor, live } = found;
    return {
      ...found,
      key: found.key.map(kit),
      schema: {
        ...schema,
        properties: renameKeys(schema.properties as Row, toKit),
        required: (schema.required as string[]).map(kit),
      },
      ...(cursor ? { cursor: { ...cursor, fields: cursor.fields.map(kit) } } : {}),
      ...(live ? { live: { ...live, keys: live.keys.map((fields) => fields.map(kit)) } } : {}),
    };
  };
  const renamed = (page: Page): Page => ({
    ...page,
    changes: page.changes.map((change) => {
      if (change.op === 'put') return { ...change, data: renameKeys(change.data, toKit) };
      return change.op === 'del' ? { ...change, key: renameKeys(change.key, toKit) } : change;
    }),
  });

  return {
    manifest: module.manifest,
    async create(ctx) {
      const inner = await module.create(ctx);
      const { read, query } = inner;
      return {
        ...inner,
        discover: async (now) => (await inner.discover(now)).map(described),
        ...(read
          ? {
              async *read(now, request) {
                for await (const page of read(now, request)) yield renamed(page);
              },
            }
          : {}),
        ...(query
          ? {
              async query(now, asked) {
                const { rows, applied } = await query(now, {
                  ...asked,
                  select: asked.select.map(own),
                  ...(asked.where ? { where: renameWhere(asked.where, own) } : {}),
                  ...(asked.orderBy
                    ? { orderBy: asked.orderBy.map(([field, way]) => [own(field), way]) }
                    : {}),
                  ...(asked.keys ? { keys: { ...asked.keys, fields: asked.keys.fields.map(own) } } : {}),
                });
                return { rows: rows.map((row) => renameKeys(row, toKit)), applied };
              },
            }
          : {}),
      };
    },
  };
}
