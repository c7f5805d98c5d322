import { parseArgs } from 'node:util';
import { type Bed, prepareBed, type Round, startContender } from './bed.ts';
import { type Contender, contenders, type Mode } from './contenders.ts';
import { median } from './figures.ts';

const { values } = parseArgs({
  options: {
    mode: { type: 'string', default: 'http' },
    rounds: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '4' },
    warm: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
  },
});
const mode = values.mode as Mode;
const seconds = Number(values.seconds);
const warm = Number(values.warm);
const chosen = contenders.filter(
  ({ name, modes }) =>
    modes.includes(mode) &&
    (values.only === '' || values.only.split(',').some((part) => name.includes(part))),
);

const bed = await prepareBed();
const rounds = new Map<string, Round[]>();
let agreed: string | undefined;
try {
  for (let round = 0; round < Number(values.rounds); round++)
    for (const contender of chosen) await measureOnce(contender, bed);
} finally {
  bed.close();
}
print();

/** Each round starts the gateway anew: what one round leaves behind is not the next one's. */
async function measureOnce(contender: Contender, on: Bed): Promise<void> {
  let started: Awaited<ReturnType<typeof startContender>>;
  try {
    started = await startContender(contender, mode, on);
  } catch (error) {
    console.error(`${contender.name}: ${(error as Error).message}`);
    return;
  }
  try {
    agreed ??= started.answer;
    if (started.answer !== agreed) throw new Error(`${contender.name} answers something else`);
    await started.measure(warm);
    const measured = await started.measure(seconds);
    console.error(contender.name, JSON.stringify(measured));
    rounds.set(contender.name, [...(rounds.get(contender.name) ?? []), measured]);
  } finally {
    await started.stop();
  }
}

function print(): void {
  const ours = median(rounds.get('ours, nothing shared') ?? [], 'rps');
  const shared = median(rounds.get('ours') ?? [], 'rps');
  console.log(
    `\n${mode}, ${values.rounds} rounds of ${seconds} s, medians; answer ${agreed?.length} bytes\n`,
  );
  console.log(
    '| contender | requests/s | p99 ms | CPU ms/request | errors | ours (nothing shared) is | ours is |',
  );
  console.log('|---|---|---|---|---|---|---|');
  for (const [name, measured] of rounds) {
    const rps = median(measured, 'rps');
    const errors = measured.reduce((sum, { errors: count }) => sum + count, 0);
    console.log(
      `| ${name} | ${rps.toFixed(0)} | ${median(measured, 'p99Ms').toFixed(0)} | ${median(measured, 'cpuMs').toFixed(2)} | ${errors} | ${(ours / rps).toFixed(2)}× | ${(shared / rps).toFixed(2)}× |`,
    );
  }
}
