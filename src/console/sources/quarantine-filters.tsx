import { useId } from 'react';
import { useSay } from '../language/language.ts';
import type { Text } from '../language/vi.ts';
import type { Counts, QuarantineView } from './quarantine-view.ts';

const STATUSES = ['OPEN', 'REPLAYED', 'SUPERSEDED', 'DISCARDED'];

interface Props {
  readonly counts: Counts;
  readonly shown: QuarantineView;
  readonly onChange: (shown: QuarantineView) => void;
}

export function QuarantineFilters({ counts, shown, onChange }: Props) {
  const say = useSay();
  const valuesOf = (name: 'source' | 'dataset' | 'reason' | 'field') =>
    [...new Set([...counts.map((count) => count[name] ?? ''), shown[name]])]
      .filter((value) => value !== '')
      .sort();
  const filters = [
    ['source', 'filterSource', valuesOf('source')],
    ['dataset', 'filterDataset', valuesOf('dataset')],
    ['reason', 'filterReason', valuesOf('reason')],
    ['field', 'columnField', valuesOf('field')],
    ['status', 'filterStatus', STATUSES],
  ] as const;
  return (
    <div className="filters">
      {filters.map(([name, label, values]) => (
        <Choice
          key={name}
          label={say(label)}
          value={shown[name]}
          values={values}
          nameOf={(value) => (name === 'status' ? say(`status${value}` as Text) : value)}
          onChoose={(value) => onChange({ ...shown, [name]: value })}
        />
      ))}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly values: readonly string[];
  readonly nameOf: (value: string) => string;
  readonly onChoose: (value: string) => void;
}

function Choice({ label, value, values, nameOf, onChoose }: ChoiceProps) {
  const id = useId();
  const say = useSay();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{say('filterAll')}</option>
        {values.map((one) => (
          <option key={one} value={one}>
            {nameOf(one)}
          </option>
        ))}
      </select>
    </div>
  );
}
