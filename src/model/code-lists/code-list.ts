/** One entry: the code that records carry, its labels, and the literal of the standard it is exported as. */
export interface CodeEntry {
  readonly code: string;
  readonly labelVi: string;
  readonly labelEn: string;
  /** Literal in NGSI-LD, DATEX II or another standard named by the list. */
  readonly term?: string;
}

export interface CodeList<E extends CodeEntry = CodeEntry> {
  /** GraphQL name of the enum, e.g. `VehicleType`. */
  readonly name: string;
  readonly labelVi: string;
  readonly labelEn: string;
  /** Law and article, or standard and section; null when the list is the project's own. */
  readonly source: string | null;
  readonly entries: readonly E[];
  /** `{ CAR: 'CAR', … }`: for `z.enum` and `registerEnumType`. */
  readonly codes: { readonly [K in E['code']]: K };
  find(code: string): E | undefined;
}

export type CodeOf<L> = L extends CodeList<infer E> ? E['code'] : never;

/** Declares a code list. Order is the order people see. */
export function defineCodeList<const E extends readonly CodeEntry[]>(
  about: { name: string; labelVi: string; labelEn: string; source: string | null },
  entries: E,
): CodeList<E[number]> {
  const byCode = new Map<string, E[number]>(entries.map((entry) => [entry.code, entry]));
  return {
    ...about,
    entries,
    codes: Object.fromEntries(entries.map(({ code }) => [code, code])) as CodeList<E[number]>['codes'],
    find: (code) => byCode.get(code),
  };
}
