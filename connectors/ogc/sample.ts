import type { Answer } from './feature.ts';

/** Features looked at to learn the names of properties. */
const SAMPLE = 100;

/** Names of the properties of the first features, in order of appearance. The rest of the answer is not read. */
export async function samplePropertyNames(answer: Answer): Promise<string[]> {
  const names = new Set<string>();
  const features = answer.features();
  try {
    for (let count = 0; count < SAMPLE; count++) {
      const next = await features.next();
      if (next.done) break;
      for (const name of Object.keys(next.value.properties)) names.add(name);
    }
  } finally {
    await features.return({});
  }
  return [...names];
}
