import type { Finding } from '../../sdk/inspect/finding.ts';
import { type Inspection, inspectFolder } from '../../sdk/inspect/inspect-folder.ts';
import { loadBases } from './load-bases.ts';
import { toShownPath } from './shown-path.ts';

/** Judges a folder and says all that is wrong. Exit code 1 when a MUST is broken. */
export async function checkConnector(folder: string, json: boolean): Promise<void> {
  const inspection = await inspectFolder(folder, loadBases);
  const isBroken = inspection.findings.some(({ level }) => level === 'MUST');
  const { findings, folder: _, ...connector } = inspection;
  if (json) console.log(JSON.stringify({ version: 1, ok: !isBroken, folder, connector, findings }));
  else print(inspection, isBroken);
  process.exitCode = isBroken ? 1 : 0;
}

function print(inspection: Inspection, isBroken: boolean): void {
  const { name = '?', version = '?', modes = [], permissions, integrity } = inspection;
  console.log(
    `${name} ${version}  ${modes.join(', ')}${inspection.extends ? `  extends ${inspection.extends}` : ''}`,
  );
  if (permissions)
    console.log(
      `quyền/permissions  net: ${permissions.net?.join(', ') || '–'}  fs: ${permissions.fs?.join(', ') || '–'}`,
    );
  if (integrity) console.log(`integrity  ${integrity}`);
  for (const finding of inspection.findings) {
    const { level, id, reason, how } = finding;
    console.log(
      `${level === 'MUST' ? '✖' : '!'} ${level.padEnd(6)} ${id.padEnd(22)} ${toPlace(finding)}  ${reason}`,
    );
    console.log(`         → ${how}`);
  }
  const must = inspection.findings.filter(({ level }) => level === 'MUST').length;
  const shown = toShownPath(inspection.folder);
  console.log(
    isBroken
      ? `\n${must} MUST, ${inspection.findings.length - must} SHOULD`
      : `\n✔ 0 MUST, ${inspection.findings.length} SHOULD   Tiếp / next: hub connector test ${shown}`,
  );
}

function toPlace({ file, pointer, line }: Finding): string {
  return `${file}${line === undefined ? '' : `:${line}`}${pointer ? `#${pointer}` : ''}`;
}
