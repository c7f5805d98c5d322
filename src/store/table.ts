import type { DataSource } from 'typeorm';
import type { Dataset } from './dataset.ts';

export interface TableColumn {
  property: string;
  column: string;
  type: string;
  nullable: boolean;
}

/** A dataset's table as SQL needs it, taken once from entity metadata. */
export interface Table {
  name: string;
  columns: TableColumn[];
  /** Columns that come from the record; the rest is provenance. */
  data: TableColumn[];
  column(property: string): TableColumn | undefined;
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function toTable(dataSource: DataSource, dataset: Pick<Dataset, 'entity'>): Table {
  const metadata = dataSource.getMetadata(dataset.entity);
  const columns = metadata.columns.map((column) => ({
    property: column.propertyName,
    column: column.databaseName,
    type: dataSource.driver.normalizeType(column),
    nullable: column.isNullable,
  }));
  const byProperty = new Map(columns.map((column) => [column.property, column]));
  return {
    name: metadata.tableName,
    columns,
    data: columns.filter((column) => !column.property.startsWith('_')),
    column: (property) => byProperty.get(property),
  };
}

/** A table of the hub's own, which no entity describes: property → type, and the column where it is called otherwise. */
export function defineTable(
  name: string,
  columns: Record<string, { type: string; column?: string; nullable?: true }>,
): Table {
  const made = Object.entries(columns).map(([property, { type, column = property, nullable = false }]) => ({
    property,
    column,
    type,
    nullable,
  }));
  const byProperty = new Map(made.map((column) => [column.property, column]));
  return { name, columns: made, data: made, column: (property) => byProperty.get(property) };
}
