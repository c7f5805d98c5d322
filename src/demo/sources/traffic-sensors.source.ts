import { defineSource, env } from '../../sdk/index.ts';
import { mapTrafficFlowObserved } from './traffic-flow-observed.map.ts';
import { mapTrafficIncident } from './traffic-incident.map.ts';

/** Counting loops, cameras and the traffic centre's announcements, pushed over MQTT. */
export const trafficSensors = defineSource({
  name: 'traffic-sensors',
  titleVi: 'Cảm biến và thông báo giao thông',
  titleEn: 'Traffic sensors and announcements',
  owner: 'VN-BN/GOV/SXD/TRAFFIC-SENSORS',
  channel: 'DIRECT_LAB',
  connector: 'mqtt',
  config: {
    url: env('SENSORS_URL'),
    username: env('SENSORS_USERNAME'),
    password: 'SENSORS_PASSWORD',
    clientId: 'lien-thong-hub',
    datasets: [
      {
        name: 'luu-luong',
        topic: 'giao-thong/+/luu-luong/+',
        key: ['maCamBien', 'thoiDiem'],
        format: 'json',
      },
      { name: 'su-co', topic: 'giao-thong/+/su-co/+', key: ['maSuCo'], format: 'json' },
    ],
  },
  bindings: [
    { from: 'luu-luong', to: 'trafficFlowObserved', mode: 'stream', map: mapTrafficFlowObserved },
    { from: 'su-co', to: 'trafficIncident', mode: 'stream', map: mapTrafficIncident },
  ],
});
