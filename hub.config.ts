import { demoSources } from './src/demo/sources/index.ts';
import { defineHub } from './src/hub/define-hub.ts';

/**
 * The Bắc Ninh demonstration. Another province writes its own: its code, its sources, its policies; no code of the
 * hub changes. `HUB_CONFIG` names another file.
 */
export const hub = defineHub({
  province: { code: '24', nameVi: 'Bắc Ninh', nameEn: 'Bac Ninh' },
  demonstration: true,
  // 200 readings a second are 17 million a day.
  retentionHours: { trafficFlowObserved: 24 },
  // The simulated ministries run on this machine.
  sources: demoSources.map((source) => ({ ...source, network: ['127.0.0.0/8', '::1/128'] })),
  policies: [
    {
      // A ministry's integration team: persons and vehicles, for the purposes it was granted.
      role: 'partner',
      grants: [
        {
          types: ['*'],
          classes: ['internal', 'personal'],
          purposes: ['traffic-safety-enforcement', 'vehicle-inspection'],
          legalBasis: 'Luật 36/2024/QH15, Điều 7; Nghị định 278/2025/NĐ-CP',
        },
      ],
      actions: [],
    },
    {
      // A commune officer: what offices share, and reporting what the grassroots see.
      role: 'officer',
      grants: [
        {
          types: ['*'],
          classes: ['internal'],
          purposes: ['grassroots-report'],
          legalBasis: 'Luật 60/2024/QH15, Điều 16',
        },
      ],
      actions: ['reportIncident'],
    },
    {
      // An analyst: everything that says nothing about a person.
      role: 'analyst',
      grants: [
        {
          types: ['*'],
          classes: ['internal'],
          purposes: ['statistics'],
          legalBasis: 'Luật 60/2024/QH15, Điều 16',
        },
      ],
      actions: [],
    },
    {
      // Whoever runs the hub: how sources are doing, what was refused and what waits for a decision; no register.
      role: 'operator',
      grants: [
        {
          types: [
            'Source',
            'SourceDataset',
            'IngestRun',
            'RunProblem',
            'QuarantinedRecord',
            'QuarantineCount',
            'Approval',
            'ConflictPage',
            'Conflict',
            'ConflictingValue',
          ],
          classes: ['internal', 'personal', 'sealed'],
          purposes: ['data-integration'],
          legalBasis: 'Luật 60/2024/QH15, Điều 16; Nghị định 278/2025/NĐ-CP',
        },
      ],
      actions: ['replay', 'replayQuarantine', 'discardQuarantine', 'approve', 'reject', 'seePlan'],
    },
  ],
  demoKeys: {
    partner: { subsystem: 'VN/GOV/C08/INTEGRATION', role: 'partner' },
    officer: { subsystem: 'VN-BN/MUN/09169/FRONT-DESK', role: 'officer' },
    analyst: { subsystem: 'VN-BN/GOV/TTTTCH/ANALYSIS', role: 'analyst' },
    operator: { subsystem: 'VN-BN/GOV/TTTTCH/OPERATIONS', role: 'operator' },
  },
});
