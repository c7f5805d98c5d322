import { defineSource, type Row, type SourceDefinition, values } from '../../src/sdk/index.ts';
import { toInstant } from './wall-clock.ts';

export const I94_FILE = 'traffic/metro_i94_hourly_2016_2018.csv';
export const I94_SENSOR = 'mndot-atr-301';

/**
 * The publisher states the hours in "local CST time": UTC-06:00 all year, under which the file is what it claims to be,
 * 17,520 different hours without a gap. (Read by the wall clocks of Chicago, two of its rows, 02:00 on 2017-03-12 and
 * on 2018-03-11, would be hours that never were, and would fall together with the hours after them.)
 */
const CENTRAL_STANDARD_TIME = 'Etc/GMT+6';
const HOUR_MS = 3_600_000;

/** Line → trafficFlowObserved. `datetime` is the beginning of the hour; an hour without a count is kept as such. */
function mapHour(raw: Row): Row {
  const from = toInstant(String(raw.datetime).replace(' ', 'T'), CENTRAL_STANDARD_TIME);
  return {
    sensorId: I94_SENSOR,
    dateObservedFrom: from,
    dateObserved: new Date(Date.parse(from) + HOUR_MS).toISOString(),
    periodSeconds: 3_600,
    intensity: values.integer(raw.traffic_volume),
  };
}

/** Metro Interstate Traffic Volume (UCI; Minnesota DoT, CC BY 4.0): one station, westbound, hour by hour. */
export function i94Source(dir: string): SourceDefinition {
  return defineSource({
    name: 'mndot-i94',
    titleVi: 'Lưu lượng giờ trên I-94',
    titleEn: 'Hourly counts on I-94',
    owner: 'US-MN/GOV/MNDOT/ATR-301',
    channel: 'DIRECT_LAB',
    connector: 'files',
    config: {
      dir,
      settleMs: 0,
      datasets: [{ name: 'hours', pattern: 'metro_i94_*.csv', format: 'csv', key: ['datetime'] }],
    },
    bindings: [{ from: 'hours', to: 'trafficFlowObserved', mode: 'sync', map: mapHour }],
  });
}
