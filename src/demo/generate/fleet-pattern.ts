import { createScramble } from './scramble.ts';
import { VEHICLE_MODELS, type VehicleModel } from './vehicle-model.ts';

const SLOTS: readonly VehicleModel[] = mixModels();
const SLOTS_OF = countBy((model) => model.pattern);

function mixModels(): VehicleModel[] {
  const models = VEHICLE_MODELS.flatMap((model) => Array<VehicleModel>(model.share).fill(model));
  const scramble = createScramble(models.length, 7);
  return models.map((_, i) => models[scramble(i)]!);
}

function countBy(key: (model: VehicleModel) => string): Map<string, { total: number; before: number[] }> {
  const counts = new Map<string, { total: number; before: number[] }>();
  for (const name of new Set(SLOTS.map(key))) {
    let total = 0;
    const before = SLOTS.map((model) => (key(model) === name ? total++ : total));
    counts.set(name, { total, before });
  }
  return counts;
}

/** Model of vehicle `index`, and its number among the vehicles whose plates follow the same pattern. */
export function toModelOf(index: number): { model: VehicleModel; rank: number } {
  const slot = index % SLOTS.length;
  const model = SLOTS[slot]!;
  const { total, before } = SLOTS_OF.get(model.pattern)!;
  return { model, rank: Math.floor(index / SLOTS.length) * total + before[slot]! };
}
