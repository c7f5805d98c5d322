import * as accident from './accident.ts';
import type { CodeList } from './code-list.ts';
import * as integration from './integration.ts';
import * as patrol from './patrol.ts';
import * as resident from './resident.ts';
import * as road from './road.ts';
import * as traffic from './traffic.ts';
import * as unit from './unit.ts';
import * as vehicle from './vehicle.ts';
import * as violation from './violation.ts';

export * from './accident.ts';
export * from './code-list.ts';
export * from './integration.ts';
export * from './patrol.ts';
export * from './resident.ts';
export * from './road.ts';
export * from './traffic.ts';
export * from './unit.ts';
export * from './vehicle.ts';
export * from './violation.ts';

/** THE LIST of code lists, by owner. A list stands in one of these files or it does not exist. */
export const codeListAreas = {
  unit,
  vehicle,
  resident,
  road,
  traffic,
  accident,
  violation,
  patrol,
  integration,
} as const;

export function listCodeLists(): CodeList[] {
  return Object.values(codeListAreas).flatMap((area) => Object.values(area) as CodeList[]);
}
