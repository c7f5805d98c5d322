import { fileURLToPath } from 'node:url';
import { cruise as cruiseWith, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The rules as `npm run check` has them. */
export const config = await extractDepcruiseConfig(`${root}.dependency-cruiser.cjs`);
export const rules: IForbiddenRuleType[] = config.forbidden ?? [];

export interface Cruise {
  /** `rule: from → to`, one per violation. */
  violations: string[];
  /** Modules of ours that were looked at. */
  modules: number;
}

/** Judges the folders of a tree by the project's own rules. */
export async function cruise(baseDir: string, folders: string[]): Promise<Cruise> {
  const { options } = config;
  const { output } = await cruiseWith(
    folders,
    { ...options, baseDir, validate: true, ruleSet: { forbidden: rules } },
    options?.enhancedResolveOptions ?? {},
    { tsConfig: extractTsConfig(`${root}tsconfig.json`) },
  );
  const { modules, summary } = output as ICruiseResult;
  return {
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    modules: modules.filter(({ source }) => !source.includes('node_modules') && /\.tsx?$/.test(source))
      .length,
  };
}
