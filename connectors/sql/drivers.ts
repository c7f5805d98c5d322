import type { DriverName } from './config.ts';
import type { Driver } from './driver.ts';
import { mssql } from './mssql/index.ts';
import { mysql } from './mysql/index.ts';
import { postgres } from './postgres/index.ts';

/** One per engine. */
export const drivers: Record<DriverName, Driver> = { postgres, mysql, mssql };
